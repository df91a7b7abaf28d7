"""Subjects as a vocabulary: brought in from SKOS files and given out as such, by people and by machines.

`reading` makes concepts of a file, `planning` compares them with the subjects that there are, `actions` takes
what was seen and agreed to, `writing` is the way back. One subject is arranged by hand in `places`.
"""
