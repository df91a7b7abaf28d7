"""Search: what an item says becomes findable within two seconds, and only for those who may see it.

Here live the analysis of words (`analysis`, `stopwords`), the language of the search box (`query`), the
engine behind one small interface (`engine`, `tantivy_engine`), the best passage of a text (`passages`), and
what joins them to items: `documents`, `outbox`, `rebuild`, `searching`, `views`.

What texts mean: `cutting` and `portions` cut items into parts, `learning` has them embedded (`embedding`) and writes
the vectors down (`vectors`), `nearness` widens a search by them, `joining` is the rule by which two orders become one,
`whereabouts` finds the place that a result opens at. What an operator of the box names is `meaning`.

The modules `analysis`, `stopwords`, `query`, `engine`, `passages`, `spelling`, `cutting`, `embedding`, `vectors`,
`joining` and `tantivy_*` know nothing of Django's models, so that the benches run them as they are. What an item is,
and who may see it, is asked of the foundation. People who know and saved searches live elsewhere.
"""
