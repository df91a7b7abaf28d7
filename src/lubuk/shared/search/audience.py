"""Who may find an item, as tokens: of an item and of a reader. One token in common, and it is found.

These say the same as `items.queries.what_may_be_seen` does of published items; tests/test_rights.py compares
the two. The tokens of an item change with the item, so every change of it is written to the index; those of a
reader are worked out anew for each request, so a role that ends, ends at once.
"""

from collections.abc import Iterator

from lubuk.foundation.access.standing import Standing
from lubuk.foundation.items.models import Audience, Item

EVERYTHING = "everything"  # held by every item that isn't meant for named people alone


def tokens_of_item(item: Item) -> frozenset[str]:
    """Of a published item. Reads unit, authors, named readers and subjects."""
    tokens = {f"person:{item.owner_id}", *(f"person:{author.person_id}" for author in item.authors.all())}
    if item.audience == Audience.PEOPLE:
        return frozenset(tokens | {f"person:{named.person_id}" for named in item.named_readers.all()})
    tokens.add(audience_token(item))
    tokens |= {EVERYTHING, f"officer:{item.unit.institution_id}", f"tends-unit:{item.unit_id}"}
    tokens |= {f"tends-subject:{about.subject_id}" for about in item.item_subjects.all()}
    if item.section_id:
        tokens.add(f"tends-section:{item.section_id}")
    if item.section_id and item.audience != Audience.PUBLIC:
        tokens.add(f"guest:{item.section_id}")
    return frozenset(tokens)


def audience_token(item: Item) -> str:
    if item.audience == Audience.INSTITUTION:
        return f"institution:{item.unit.institution_id}"
    return f"unit:{item.unit_id}" if item.audience == Audience.UNIT else item.audience


def tokens_of_reader(who: Standing) -> frozenset[str]:
    return frozenset(reader_tokens(who))


def reader_tokens(who: Standing) -> Iterator[str]:
    yield Audience.PUBLIC.value
    if who.is_staff:
        yield Audience.INSTITUTIONS.value
        yield f"institution:{who.institution_id}"
        yield from (f"unit:{unit}" for unit in who.unit_ids | who.managed_units)
    yield from (f"guest:{section}" for section in who.guest_sections)
    if who.is_signed_in:
        yield f"person:{who.person_id}"
    if who.is_administrator or who.is_officer_everywhere:
        yield EVERYTHING
        return
    yield from (f"officer:{institution}" for institution in who.officer_of)
    yield from (f"tends-unit:{unit}" for unit in who.tended_units)
    yield from (f"tends-subject:{subject}" for subject in who.tended_subjects)
    yield from (f"tends-section:{section}" for section in who.tended_sections)
