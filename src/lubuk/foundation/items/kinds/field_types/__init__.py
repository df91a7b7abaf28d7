"""The field types, a small class each: how a field is asked for, kept, shown, sorted and written into one cell.

`base` says what each type must say, `registered` knows them by name, `naming` and `finding` go between the ids that
are kept and the words that a person may read or type. Which types there are stands in `kinds/fields.py`.
"""
