"""The conversation on an item: what people say of it, reply, and take from each other's words.

It is the layer of peers: published first, looked after afterwards, by those who work here and guests of the item's
section. What is said is no act on the item and leaves the trail alone; that somebody takes away another's words is one
(docs/decisions/0058-conversation-beside-the-trail.md). Nothing said is lost: earlier wordings stay, and what is taken
away can be brought back.
"""
