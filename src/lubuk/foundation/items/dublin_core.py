"""An item in the words of Dublin Core: for the head of its page, and for exports."""

from __future__ import annotations

from collections import defaultdict

from django.utils import timezone, translation

from lubuk.foundation.items.kinds.conditions import written
from lubuk.foundation.items.kinds.dublin_core_terms import ELEMENTS
from lubuk.foundation.items.kinds.field_types.naming import NO_NAMES, Names
from lubuk.foundation.items.kinds.registry import kind_of
from lubuk.foundation.items.models import Item, Version

PREFIXES = {True: "DC", False: "DCTERMS"}


def dublin_core(item: Item, version: Version, names: Names = NO_NAMES) -> dict[str, list[str]]:
    """DCMI terms to their values, in the item's own language; days as 2026-11-24, language as in BCP 47.

    `names` is what the reader may be told of whatever the fields point at; the rest is left out. Asks the database for
    the item's subjects, tags and authors where they are not there yet.
    """
    with translation.override(item.language):
        about = [str(row.subject) for row in item.item_subjects.all()]
        people = [str(item.owner), *(str(author.person) for author in item.authors.all())]
        return terms_of(
            item, version, names, about=[*about, *(tag.word for tag in item.tags.all())], people=people
        )


def terms_of(
    item: Item, version: Version, names: Names, *, about: list[str], people: list[str]
) -> dict[str, list[str]]:
    """The same for who has read subjects and authors already."""
    terms: dict[str, list[str]] = defaultdict(list)
    quiet = Names(names.known, tells_unseen=False)
    with translation.override(item.language):
        terms["identifier"] = [item.number]
        terms["title"] = [version.title]
        terms["creator"] = people
        terms["publisher"] = [str(item.unit)]
        terms["type"] = [kind_of(item).name]
        terms["language"] = [item.language]
        terms["subject"] = about
        terms["description"] = [version.summary]
        terms["issued"] = [day_of(item.published_at)]
        terms["modified"] = [day_of(version.published_at)]
        for definition, field_type, value in written(kind_of(item), version.fields):
            if definition.dublin_core:
                terms[definition.dublin_core].append(field_type.cell(value, definition, quiet))
    filled = {term: [value for value in values if value] for term, values in terms.items()}
    return {term: values for term, values in filled.items() if values}


def day_of(moment: object) -> str:
    return timezone.localdate(moment).isoformat() if moment else ""  # type: ignore[arg-type]


def meta_names(terms: dict[str, list[str]]) -> list[tuple[str, str]]:
    """As DC-HTML writes them: DC.title for the fifteen elements, DCTERMS.issued for the rest."""
    return [
        (f"{PREFIXES[term in ELEMENTS]}.{term}", value) for term, values in terms.items() for value in values
    ]
