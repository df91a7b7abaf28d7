"""The one form in which text is kept: a small, canonical subset of HTML.

Reading it in (`sanitise`, `markdown`), reading it out (`plain`, `display`, `markdown`), what it points at
(`references`) and how two texts differ (`compare`). Below them stands one tree: `lexing` cuts any HTML into
tokens, `building` makes the tree from them, `tree` writes it. No models and no queries: whoever calls says
what a reader may see.
"""
