"""Paper: items, manuals and lists as tagged PDF.

`paper` says what stands on it, as data; `press` has typst set it in a process of its own. What a person wrote never
becomes typst's source: `lubuk.typ` is fixed and reads the data, so there is nothing to escape and nothing to run.
"""
