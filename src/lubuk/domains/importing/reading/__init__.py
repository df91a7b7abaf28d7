"""Formats, one a module: what a file or a text of another system says, in our HTML. No models, nothing is stored."""
