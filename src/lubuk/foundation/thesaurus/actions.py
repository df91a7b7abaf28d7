"""Taking a file that was looked at: all of it or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import batched
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.announcing import announce
from lubuk.foundation.items.models import ItemSubject
from lubuk.foundation.labels import in_language
from lubuk.foundation.places.permissions import can_arrange_subjects
from lubuk.foundation.refusal import Refused, require
from lubuk.foundation.subjects.models import Subject, SubjectRelation
from lubuk.foundation.thesaurus.announcements import SubjectsBroughtIn
from lubuk.foundation.thesaurus.concepts import Concept
from lubuk.foundation.thesaurus.planning import MATCHES, WORDS, Plan, plan

BATCH = 1_000
PLACE = f"UPDATE {Subject._meta.db_table} SET parent_id = %s, path = %s WHERE id = %s"  # noqa: S608 - own names


@transaction.atomic
def bring_in(concepts: Iterable[Concept], *, by: Person | None, source: str, agreed: str = "") -> Plan:
    """Make the subjects say what the file says; `by` None is the command line. Answers what was done.

    `agreed` is the fingerprint of the plan that the person saw. Raises Refused when something was changed since.
    """
    require(by is None or can_arrange_subjects(by))
    list(Subject.objects.select_for_update().order_by("pk").values_list("pk"))
    wanted = plan(concepts)
    if agreed and agreed != wanted.fingerprint:
        raise Refused(_("The subjects were changed in the meantime. Look at what the file would do now."))
    if wanted.is_empty and not any(relations_to_change(wanted)):
        return wanted
    touched = {row.subject.pk for row in (*wanted.renamed, *wanted.changed)}
    touched |= {row.subject.pk for row in wanted.moved}
    item_ids = tuple(items_about_all_below(touched))
    plant(wanted)
    rewrite(wanted)
    hang(wanted)
    relate(wanted)
    for subject in sorted(wanted.gone, key=lambda subject: -subject.depth):
        subject.delete()
    announce(
        SubjectsBroughtIn(by=by, about=f"subjects {source}"[:160], to_state=told(wanted), item_ids=item_ids)
    )
    return wanted


def told(wanted: Plan) -> str:
    """For the trail, in no language."""
    counts = {word: len(getattr(wanted, word)) for word in ("new", "renamed", "changed", "moved", "gone")}
    return ", ".join(f"{word} {count}" for word, count in counts.items() if count)


def items_about_all_below(subject_ids: set[int]) -> Iterator[int]:
    """Found by their subjects' names and places, so search must hear of them."""
    below = [
        subject.pk
        for subject in Subject.objects.only("pk", "path")
        if subject_ids.intersection(subject.lineage)
    ]
    for ids in batched(below, BATCH):
        yield from ItemSubject.objects.filter(subject__in=ids).values_list("item_id", flat=True).distinct()


def plant(wanted: Plan) -> None:
    """New subjects at no place yet: where they stand is known only by their numbers."""
    slugs = free_slugs(wanted.new)
    made = [
        with_words(Subject(uri=each.uri, slug=slug), each)
        for each, slug in zip(wanted.new, slugs, strict=True)
    ]
    for subject in Subject.objects.bulk_create(made, batch_size=BATCH):
        wanted.known[subject.lasting_uri] = subject


def free_slugs(concepts: list[Concept]) -> Iterator[str]:
    taken = set(Subject.objects.values_list("slug", flat=True))
    for concept in concepts:
        stem = slugify(in_language(concept.labels, settings.LANGUAGE_CODE))[:70] or "subject"
        slug, number = stem, 1
        while slug in taken:
            number += 1
            slug = f"{stem}-{number}"
        taken.add(slug)
        yield slug


def with_words(subject: Subject, concept: Concept) -> Subject:
    for name in WORDS:
        if name != "scheme" or subject.uri:  # one made here stays so, whoever sends it back
            setattr(subject, name, getattr(concept, name))
    for name in MATCHES:
        setattr(subject, name, list(getattr(concept, name)))
    subject.changed_at = timezone.now()
    return subject


def rewrite(wanted: Plan) -> None:
    told_anew = [with_words(row.subject, row.concept) for row in (*wanted.renamed, *wanted.changed)]
    Subject.objects.bulk_update(told_anew, [*WORDS, *MATCHES, "changed_at"], batch_size=BATCH // 5)


def hang(wanted: Plan) -> None:
    """Every subject under its parent, with the paths that follow: worked out here, because thousands may move."""
    numbers = {uri: subject.pk for uri, subject in wanted.known.items()}
    now = {pk: (parent, path) for pk, parent, path in Subject.objects.values_list("pk", "parent_id", "path")}
    parents: dict[int, int | None] = {pk: parent for pk, (parent, _path) in now.items()}
    for uri, above in wanted.parents.items():
        if above in numbers or above is None:  # else it hangs under a subject of our own, and stays there
            parents[numbers[uri]] = numbers[above] if above else None
    paths = paths_of(parents)
    changed = [(parents[pk], paths[pk], pk) for pk in parents if now[pk] != (parents[pk], paths[pk])]
    with connection.cursor() as cursor:
        cursor.executemany(PLACE, changed)


def paths_of(parents: dict[int, int | None]) -> dict[int, str]:
    """Raises Refused where the file and the subjects made here would stand above each other."""
    paths: dict[int, str] = {}
    for start in parents:
        chain: list[int] = []
        at: int | None = start
        while at is not None and at not in paths:
            if at in chain:
                raise Refused(
                    _("The file would put a subject under itself. Move the subject out of the way first.")
                )
            chain.append(at)
            at = parents[at]
        for pk in reversed(chain):
            above = parents[pk]
            paths[pk] = f"{paths[above] if above else '/'}{pk}/"
    return paths


def relate(wanted: Plan) -> None:
    rows, doomed = relations_to_change(wanted)
    SubjectRelation.objects.bulk_create(rows, batch_size=BATCH)
    for ids in batched(doomed, BATCH):
        SubjectRelation.objects.filter(pk__in=ids).delete()


def relations_to_change(wanted: Plan) -> tuple[list[SubjectRelation], list[int]]:
    """Rows to write and ids to take away, so that among the file's concepts stands what the file says."""
    numbers = {uri: subject.pk for uri, subject in wanted.known.items()}
    said = {
        relation
        for uri in wanted.concepts
        if uri in numbers
        for relation in relations_of(wanted, uri, numbers)
    }
    ours = set(numbers.values())
    there: dict[tuple[Any, ...], int] = {}
    for pk, *relation in SubjectRelation.objects.values_list("pk", "source_id", "target_id", "meaning"):
        if relation[0] in ours and relation[1] in ours:
            there[tuple(relation)] = pk
    rows = [SubjectRelation(source_id=s, target_id=t, meaning=m) for s, t, m in sorted(said - there.keys())]
    return rows, [pk for relation, pk in there.items() if relation not in said]


def relations_of(wanted: Plan, uri: str, numbers: dict[str, int]) -> Iterator[tuple[int, int, str]]:
    concept, own = wanted.concepts[uri], numbers[uri]
    for above in concept.broader:
        if above != wanted.parents[uri] and above in numbers:
            yield own, numbers[above], SubjectRelation.BROADER
    for other in concept.related:
        if other in numbers:
            yield min(own, numbers[other]), max(own, numbers[other]), SubjectRelation.RELATED
