"""The pages of the office, one file a room."""
