"""Search: what an item says becomes findable within two seconds, and only for those who may see it.

Here live the analysis of words (`analysis`, `stopwords`), the language of the search box (`query`), the
engine behind one small interface (`engine`, `tantivy_engine`), the best passage of a text (`passages`), and
what joins them to items: `documents`, `outbox`, `rebuild`, `queries`, `views`.

The modules `analysis`, `stopwords`, `query`, `engine`, `passages`, `spelling` and `tantivy_*` know nothing
of Django's models, so that the benches run them as they are. What an item is, and who may see it, is asked of
the foundation. People who know, saved searches and meaning live elsewhere.
"""
