"""The islands in a real browser, against a small server that plays the product.

What stands here is about the scripts alone: editor, autosave, suggestions, theme. The real pages
have their own tests beside this folder.
"""
