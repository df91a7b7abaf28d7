"""Wanted knowledge: what somebody looked for and didn't find, an item of the kind `wanted` until it is answered.

`actions` asks, joins, answers; `knowing` says who may know; `questions` what is still wanted. An ask of somebody who
belongs to no unit waits for the office, which makes it wanted knowledge with one press. Who asked is told by notice,
of the answer and only when they may see it.
"""
