"""The workshop of kinds: officers make and change kinds and flows here without seeing YAML, or with it.

Only pages live here. What a kind is says `lubuk.foundation.items.kinds`, what is in force `lubuk.foundation.shaping`.
"""
