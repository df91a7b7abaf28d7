"""The pages of keeping and destroying: schedule, legal holds, disposal, certificates.

What they do is in `shared/retention`. KM officers work here; who manages a whole institution comes in to approve.
"""
