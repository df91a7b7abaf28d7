"""The library: reading, writing and browsing items of every kind.

Here are the pages. What an item is and what may be done with it is the foundation's; finding is `shared/search`.
Kinds that need behaviour of their own get a domain of their own and lean on these pages.
"""
