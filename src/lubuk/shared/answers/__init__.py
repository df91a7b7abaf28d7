"""The quoted answer above search results: passages as they stand, each with its source, or a word that none answers.

Which words of a question a passage says, and when that is enough, is `evidence`; where a passage begins and ends is
`picking`; where sources say different things is `differing`. `quoting` puts them together for a reader, from the
results that search has already found for them. Nothing here looks for pages: that is search's.
"""
