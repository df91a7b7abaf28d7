"""Numbers of rows, as addresses and forms say them."""

BIGGEST_ID = 2**63 - 1  # an address may say more, and SQLite can't be asked for it
DIGITS = len(str(BIGGEST_ID))


def id_in(text: str) -> int:
    """The id that a form says; 0, which no row has, for anything else."""
    is_id = text.isascii() and text.isdecimal() and len(text) <= DIGITS
    return min(int(text), BIGGEST_ID) if is_id else 0
