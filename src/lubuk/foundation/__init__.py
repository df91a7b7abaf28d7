"""What every other floor stands on: people, units, rights, items, and the trail of what happened.

Nothing here knows a page, a community or a search index.
"""
