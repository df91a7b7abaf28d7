"""Items and their versions, kinds and flows as data, audience, links: the engine.

Pages that show them live in domains; search, comments and the like in shared.
"""
