"""Reads files that an institution has already, so that they can become items.

Here is the reading only: no models, nothing is stored. The importer decides what each file becomes, writes
the items through the library's own actions, and then leads the links and pictures to where they went
(`references.settle_imported`).
"""
