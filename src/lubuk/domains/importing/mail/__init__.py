"""Letters to one's own secret address become drafts: `listening` takes connections, `receiving` judges each letter.

Nothing is believed that a letter says of itself: who knows the person's secret address and writes from the person's own
one is the person. All else is refused while the connection is open, so that whoever really sent it is told by their own
server, and nobody who didn't.
"""
