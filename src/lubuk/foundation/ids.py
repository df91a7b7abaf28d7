"""Numbers of rows, as addresses and forms say them."""

BIGGEST_ID = 2**63 - 1  # an address may say more, and SQLite can't be asked for it
