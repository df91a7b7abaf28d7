"""The search log: what was looked for, how much was found, how long it took and what was opened; never who looked.

`noticing` sees the requests, `visits` remembers for minutes what one visitor is at, `writing` brings it to the database
from a thread of its own, `words` says what of the typed words may be kept. Its pages are in the office. What the log
keeps and leaves out is told in docs/decisions/0050-a-search-log-without-persons.md.
"""
