"""Where an item came from when it was not written here: the source, the path in it, its author and dates there.

Here is what is known and how it is shown. Bringing items in is `domains/importing`.
"""
