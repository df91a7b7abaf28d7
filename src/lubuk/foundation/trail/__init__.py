"""Who did what to which item when, from which state to which, and why: append-only, each entry sealed by the one before.

The database itself refuses to change or delete an entry; `verifying` finds out if somebody went round it.
"""
