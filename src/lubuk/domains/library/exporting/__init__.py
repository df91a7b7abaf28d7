"""Taking knowledge along: a book (EPUB), a site that needs no server, a folder of Markdown.

Each holds what one person may see and is made of `leaves`. Moving a whole installation, with rights and trail, is
`lubuk.site.moving`.
"""
