"""What knowledge is about: a tree of controlled topics (SKOS concepts).

It stands in the foundation because stewardship hangs on it (decision 0003).
"""
