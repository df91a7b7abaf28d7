"""Measurements of the product through its own code. The numbers go to the person who asked, never into a page."""
