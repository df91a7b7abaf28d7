"""“Was this useful?”: a reader's word on a published page, and the answer of those who look after it.

A word is no act on the page: it leaves no entry in the trail and renews nothing that is kept, or every reader could
throw away what makes pages quick (docs/decisions/0030-a-readers-word.md). An answer is an act. How often a page was
found useful is for those who tend it, never a rank.
"""
