"""Pages become items: `survey` compares what was sent with what is there, `bringing` writes it, `undoing` takes it back.

All of it can be killed at any moment and begun again: what is done is in the database, and is not done twice.
"""
