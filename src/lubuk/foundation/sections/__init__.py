"""Where knowledge stands: the shelves of the library, a tree.

A guest may be let into one; a steward may answer for one.
"""
