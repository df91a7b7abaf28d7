"""What a person is told inside the product: one row for each person and event, one page, a number in the bar.

Who is told of what is in `lubuk/site/telling.py`; this app only knows how. Nothing is sent from here: mail and
digests read the same rows when they come. What waits for a person until it is done ("Waiting for you") is asked of
the items themselves and is no notice.
"""
