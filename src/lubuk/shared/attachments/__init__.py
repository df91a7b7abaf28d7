"""Files: pictures in texts, and files of any kind that hang on an item.

Here live the bytes, kept once (`Content`), what hangs on an item (`Attachment`), what was read in them (`Page`,
`Sheet`), the doors in (`taking`, `uploading`) and out (`serving`, `views`), and the field type `file` (`field`).
`extraction` opens foreign files: it runs in a process of its own, with limits, and knows nothing of Django.

Which files a text has is said by the text itself, in its version's fields: they come to readers with it. Search
asks `lookup` for the pages; what a kind shows of its files is its page's affair.
"""
