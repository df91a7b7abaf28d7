"""The quoted answer above search results: passages as they stand, each with its source, or a word that none answers.

Which words of a question a passage says, and when that is enough, is `evidence`; where a passage begins and ends is
`picking`; where sources say different things is `differing`. `quoting` puts them together for a reader, from the
results that search has already found for them. Nothing here looks for pages: that is search's.

Where somebody named a model (`ASSISTANT_URL`), it may write a few sentences from those passages: `writer` asks it,
`citing` drops what the passages don't bear out, `views` answers a page that asks for it after it has been shown.
"""
