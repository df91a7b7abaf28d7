"""The pages of records, one file a subject."""
