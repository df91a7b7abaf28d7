"""Lubuk: one system in which a public institution keeps, finds, applies and renews what it knows.

The floors, from the top: site, journeys, domains, shared, foundation, ui. Code imports only from the floors
below its own; docs/tour.md walks through them.
"""

__version__ = "0.1.0"
