"""How long items are kept, what must not be lost meanwhile, and how what is over is destroyed with proof.

The schedule (`RetentionClass`), legal holds, and disposal with two approvals. Pages are in `domains/records`.
That a held item can't be lost is said twice: in words by `permissions`, and by triggers of the database itself
(`guards`). Withdrawing and drafts belong to the items themselves.
"""
