"""Kinds and flows: what an institution says its knowledge is, read from packs.

`definition` is the shape, `reading` turns YAML into it or says file, line, kind and field of each mistake,
`fields` knows the field types, `registry` holds what is in force.
"""
