"""Registers: all items of a kind as a table that is sorted, filtered and taken along.

What stands in the table are published texts and where their items stand; who sees a row is asked of `foundation/items`.
`columns` says what a kind's table can show, `asking` reads an address, `paging` finds the rows, `filling` keeps the
narrow tables that make that fast.
"""
