"""Arranging the trees that knowledge stands in: units, subjects, sections. Adding, renaming, moving, closing, removing.

The trees themselves are in `units`, `subjects` and `sections`, below `access`; what may be done with them asks for
roles and for the items that stand there, so it lives here, above both. Who belongs to a unit is `membership`.
"""
