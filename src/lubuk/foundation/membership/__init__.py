"""Who belongs to an institution: joining, changing unit or post, leaving, coming back.

A person is never deleted: what they wrote stays theirs until it is handed over. Who a person is, and how they
sign in, is `accounts`; what they may do is `access`.
"""
