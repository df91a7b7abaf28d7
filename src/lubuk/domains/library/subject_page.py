"""What stands around a subject: narrower, broader and related ones, its names, and the same elsewhere."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from lubuk.domains.library.queries import Shelf, counted
from lubuk.foundation.accounts.models import Reader
from lubuk.foundation.labels import in_language
from lubuk.foundation.subjects.models import Subject, SubjectRelation


def around(subject: Subject, reader: Reader) -> dict[str, Any]:
    """For the page of a subject: two questions, and the counts that the library keeps."""
    counts = counted(reader).subjects
    rows = SubjectRelation.objects.filter(Q(source=subject) | Q(target=subject))
    beside: dict[str, set[int]] = {"broader": set(), "narrower": set(), "related": set()}
    for source, target, meaning in rows.values_list("source_id", "target_id", "meaning"):
        side = "narrower" if meaning == SubjectRelation.BROADER and target == subject.pk else meaning
        beside[side].add(target if source == subject.pk else source)
    wanted = Q(parent=subject) | Q(pk__in={pk for ids in beside.values() for pk in ids})
    near = sorted(Subject.objects.filter(wanted), key=lambda other: (other.position, other.name.casefold()))
    below = [other for other in near if other.parent_id == subject.pk or other.pk in beside["narrower"]]
    return {
        "below": [Shelf(other, counts[other.pk], other.get_absolute_url()) for other in below],
        "broader": [other for other in near if other.pk in beside["broader"]],
        "related": [other for other in near if other.pk in beside["related"]],
        "in_other_languages": in_other_languages(subject),
        "elsewhere": [uri for uri in (*subject.exact_matches, *subject.close_matches) if is_web(uri)],
    }


def in_other_languages(subject: Subject) -> list[tuple[str, str]]:
    return [(code, words) for code, words in subject.labels.items() if words != in_language(subject.labels)]


def is_web(uri: str) -> bool:
    """An address may be of any scheme, and only these are safe to follow."""
    return uri.startswith(("https://", "http://"))
