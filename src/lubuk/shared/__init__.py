"""What domains share: search, attachments, and later comments, ratings, following, notices.

Each holds a foreign key to Item and never learns what kind it is.
"""
