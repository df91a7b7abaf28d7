"""Registers: all items of a kind as a table that is sorted, filtered, changed, taken along and brought back.

What stands in the table are published texts and where their items stand; who sees a row is asked of `foundation/items`.
`columns` says what a kind's table can show, `asking` reads an address, `narrowing` and `paging` find the rows, `filling`
keeps the narrow tables that make that fast. `viewing` keeps what was asked under a name, `editing` changes a cell,
`leaving` and `bringing` are the ways out and in.
"""
