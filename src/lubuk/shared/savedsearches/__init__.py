"""Searches that people keep, and what tells them of pages that are newly found by one.

`actions` keeps, changes and removes; `addresses` says which search an address asks for, `saying` says it in words.
`alerting` follows what search has taken in, `finding` asks which kept searches find it, `telling` writes it down and
tells by notice, `letters` once a day by mail. A kept search is its person's own: nobody else sees that it is there,
and the trail hears of none of it.
"""
