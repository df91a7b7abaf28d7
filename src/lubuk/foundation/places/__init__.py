"""Arranging the trees that knowledge stands in: adding, renaming, moving, closing units, subjects, sections.

The trees themselves are in `units`, `subjects`, `sections`, below `access`. What may be done with them asks
for roles and for what stands there, so it lives here, above both. Whom a unit has is `membership`.
"""
