"""Measurements of the product through its own code, for the person who asks for them."""
