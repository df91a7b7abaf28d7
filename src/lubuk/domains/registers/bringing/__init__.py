"""Tables that come into a register.

`reading` opens them, `matching` finds which column is which, `comparing` says what each row would change, `taking` does
it by the same actions as a page does, `running` leads from one to the next.
"""
