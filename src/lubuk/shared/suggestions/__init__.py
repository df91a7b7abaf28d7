"""Subjects and tags suggested for a text. Nothing here puts them on an item: a person does.

`naming` finds what a text says by name, `suggesting` joins that with what the most similar items are about.
What subjects are, and how they are arranged, is in the foundation.
"""
