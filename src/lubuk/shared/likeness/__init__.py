"""Pages that look the same: shown while somebody writes, when a source is brought in, and in pairs to the officer.

`measuring` says how like two texts are, `finding` asks the index for candidates and keeps those that really are,
`pairing` is the worker's round over what is published. What becomes of a pair a person says (`actions`); nothing here
merges, moves or hides a page.
"""
