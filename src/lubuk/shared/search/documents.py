"""What of an item can be found: the text that readers see, with the weights its kind gives to fields.

Only published items are in the index. A draft is its writers' own affair: they find it on their pages.
"""

from collections.abc import Iterable, Iterator

from django.db.models import QuerySet
from django.utils import timezone, translation

from lubuk.foundation.items.kinds.conditions import references_in, written
from lubuk.foundation.items.kinds.definition import Kind
from lubuk.foundation.items.kinds.field_types.naming import Names, names_for_all
from lubuk.foundation.items.kinds.registry import UnknownKind, kind_of
from lubuk.foundation.items.models import Item, Version
from lubuk.foundation.items.queries import ItemQuerySet
from lubuk.foundation.richtext.plain import to_text
from lubuk.foundation.subjects.models import Subject
from lubuk.shared.attachments.enclosed import rows_of
from lubuk.shared.attachments.lookup import pages_by_item
from lubuk.shared.search.audience import tokens_of_item
from lubuk.shared.search.engine import Document

CHUNK = 100  # items read at once while rebuilding, with all that stands in their files
FILE = "file"  # the field type
MOST_OF_FILES = 1_000_000  # letters of an item's files: some 400 printed pages

type Subjects = dict[int, Subject]


def documents(item_ids: Iterable[int]) -> list[Document]:
    """The documents of those of the items that are published."""
    items = list(with_texts().filter(pk__in=list(item_ids)))
    subjects, names, files = subjects_of(items), names_in(items), pages_by_item(items, MOST_OF_FILES)
    return [
        document(item, item.published, subjects, names, files.get(item.pk, ""))
        for item in items
        if item.published
    ]


def all_documents() -> Iterator[Document]:
    """In short reads: an open cursor over everything would keep SQLite's write-ahead log from shrinking."""
    last = 0
    while ids := list(published_ids().filter(pk__gt=last)[:CHUNK]):
        last = ids[-1]
        yield from documents(ids)


def published_ids() -> QuerySet[Item, int]:
    return Item.objects.published().order_by("pk").values_list("pk", flat=True)


def with_texts() -> ItemQuerySet:
    return (
        Item.objects.published()
        .select_related("published", "owner", "unit")
        .prefetch_related("item_subjects__subject", "tags", "authors__person", "named_readers")
    )


def subjects_of(items: list[Item]) -> Subjects:
    """The items' subjects and all that they stand under."""
    ids = {number for item in items for about in item.item_subjects.all() for number in about.subject.lineage}
    return Subject.objects.in_bulk(ids) if ids else {}


def names_in(items: list[Item]) -> Names:
    """What the items' fields point at. Titles of other items are no words of this one: who finds it may not see them."""
    texts = ((definition_of(item), item.published) for item in items)
    references = {
        reference for kind, text in texts if kind and text for reference in references_in(kind, text.fields)
    }
    return Names(names_for_all(references).known, tells_unseen=False)


def document(item: Item, text: Version, subjects: Subjects, names: Names, files: str = "") -> Document:
    about = {number for row in item.item_subjects.all() for number in row.subject.lineage}
    return Document(
        id=item.pk,
        number=item.number,
        kind=item.kind,
        language=item.language,
        title=text.title,
        summary=text.summary,
        body=to_text(text.body),
        fields=tuple(fields_of(item, text, names)),
        files=f"{names_of_files(text)}\n{files}".strip(),
        subjects=tuple(str(number) for number in sorted(about)),
        labels=tuple(pair for number in about for pair in names_of(subjects[number])),
        units=tuple(str(number) for number in item.unit.lineage),
        tags=tuple(tag.word for tag in item.tags.all()),
        people=(item.owner.name, *(author.person.name for author in item.authors.all())),
        audience=tokens_of_item(item),
        changed=timezone.localdate(item.changed_at),
        endorsed=item.endorsed_at is not None,
        check_by=item.check_by,
    )


def names_of(subject: Subject) -> Iterator[tuple[str, str]]:
    """All names, hidden ones too: who types one finds what the subject holds."""
    yield from subject.labels.items()
    for labels in (subject.alt_labels, subject.hidden_labels):
        for language, names in labels.items():
            yield from ((language, name) for name in names)


def fields_of(item: Item, text: Version, names: Names) -> Iterator[tuple[str, int]]:
    """The filled fields as plain words in the item's own language, each with its weight."""
    kind = definition_of(item)
    with translation.override(item.language):
        for definition, field_type, value in written(kind, text.fields) if kind else ():
            is_found = definition.type != FILE and round(definition.weight)
            words = field_type.text(value, definition, names) if is_found else ""
            if words:
                yield words, round(definition.weight)


def names_of_files(text: Version) -> str:
    """They are found, too; as a passage under a result they would say little."""
    rows = (row for value in text.fields.values() for row in rows_of(value))
    return "\n".join(f"{row.get('name', '')} {row.get('about', '')}" for row in rows)


def definition_of(item: Item) -> Kind | None:
    """None when the kind's pack was taken away: the item is still found by title, summary and body."""
    try:
        return kind_of(item)
    except UnknownKind:
        return None
