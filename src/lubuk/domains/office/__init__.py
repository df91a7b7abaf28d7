"""The desk of KM officers and administrators: people, roles, places, what is overdue, the trail.

Only pages live here. What they do is in the foundation (`membership`, `places`, `access`, `items`), so an
import or an interface for programs obeys the same rules.
"""
