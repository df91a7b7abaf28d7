"""Every door by which knowledge comes in that was written elsewhere.

`sources` opens what was sent (a folder, an archive, a wiki's dump, a mailbox) and gives its pages one after another, all
in one shape (`pages.py`); `reading` makes our HTML of each format; `taking` turns pages into items through the same
actions that people's pages call, and keeps account of every one. `mail` listens for letters. What an item was before
it came is kept in `shared/origins`.
"""
