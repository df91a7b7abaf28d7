"""Subjects by what people call them."""

from __future__ import annotations

from django.db.models import Q

from lubuk.foundation.subjects.models import Subject, SubjectRelation


def called(names: list[str]) -> dict[str, list[int]]:
    """Ids for each name: by label in any language, other name, hidden name, notation or the end of the address.

    Cases and spaces don't count. One reading of all names, since databases look into JSON each in its own way.
    """
    wanted = {tidy(name): name for name in names}
    found: dict[str, list[int]] = {name: [] for name in names}
    rows = Subject.objects.order_by().values_list(
        "pk", "slug", "notation", "labels", "alt_labels", "hidden_labels"
    )
    for pk, slug, notation, labels, *others in rows:
        own = {slug, tidy(notation), *map(tidy, labels.values())}
        own |= {tidy(name) for lists in others for words in lists.values() for name in words}
        for name in own & wanted.keys():
            found[wanted[name]].append(pk)
    return found


def tidy(name: str) -> str:
    return " ".join(name.split()).casefold()


def related_to(subject: Subject) -> list[Subject]:
    rows = SubjectRelation.objects.filter(
        Q(source=subject) | Q(target=subject), meaning=SubjectRelation.RELATED
    )
    ids = {pk for row in rows.values_list("source_id", "target_id") for pk in row} - {subject.pk}
    return list(Subject.objects.filter(pk__in=ids))
