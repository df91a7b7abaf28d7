"""Journeys through the whole product in a real browser, and what every page of it must keep.

The product is started as an administrator starts it: real processes on a real port (house.py), with the sample city
and the cast in it (casting.py). Single islands on a stage of their own are in islands/.
"""
