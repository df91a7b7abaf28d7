"""Flows that touch two domains, one file each, ten to forty lines: a question becomes an article, a lesson meets a plan.

Domains never import each other; what needs two of them stands here.
"""
