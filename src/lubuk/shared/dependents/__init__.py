"""What rests on something else: pages that mention or contain another one, and translations.

A basis remembers with which version of the other page an item last agreed. When that page changes so that others
have to follow (its writer says so), those who look after the item are told, its readers see it, and it stays so
until somebody looks: "still correct", or a new version. Links themselves are in `foundation/items`.
"""
