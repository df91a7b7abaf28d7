"""People who know: who can be asked about a subject or a question, and why they.

`deeds` says what people did on pages (wrote, checked, approved, answered, were thanked), `knowing` turns that and what
people say of themselves (`topics`) into a few names, `reasons` into words. All of it starts from pages that the asker
may see, and names colleagues to colleagues alone (docs/decisions/0052-people-who-know.md).

Who looks after a place, and who may do what, is in `access`; finding a person by their name is in `search`.
"""
