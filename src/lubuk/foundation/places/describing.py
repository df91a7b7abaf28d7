"""What is said of a subject besides its name: other names, notes, its code, what it is related to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.announcing import announce
from lubuk.foundation.places.announcements import PlaceDefined
from lubuk.foundation.places.permissions import can_arrange
from lubuk.foundation.refusal import Refused, require
from lubuk.foundation.subjects.models import Subject, SubjectRelation

MOST_NAMES = 60  # of one sort in one language
LONGEST_NAME = 160
MOST_MATCHES = 50
MATCHING = ("http://", "https://", "urn:")


@dataclass(frozen=True, kw_only=True)
class Description:
    """By language, as on the form. What it leaves out (a language that the house doesn't speak) stays as it is."""

    alt_labels: Mapping[str, Iterable[str]] = field(default_factory=dict)
    hidden_labels: Mapping[str, Iterable[str]] = field(default_factory=dict)
    definitions: Mapping[str, str] = field(default_factory=dict)
    scope_notes: Mapping[str, str] = field(default_factory=dict)
    notation: str = ""
    exact_matches: Iterable[str] = ()
    close_matches: Iterable[str] = ()


@transaction.atomic
def describe(
    subject: Subject, said: Description, *, related: Iterable[Subject] | None = None, by: Person
) -> None:
    """`related` None leaves the relations as they are. Raises Refused for a relation or address that can't be."""
    require(can_arrange(by, subject))
    changed = describe_in_words(subject, said)
    if related is not None:
        changed |= relate(subject, {other.pk for other in related})
    if changed:
        announce(PlaceDefined(place=subject, by=by))


def describe_in_words(subject: Subject, said: Description) -> bool:
    after = {
        "alt_labels": names(subject.alt_labels, said.alt_labels),
        "hidden_labels": names(subject.hidden_labels, said.hidden_labels),
        "definitions": words(subject.definitions, said.definitions),
        "scope_notes": words(subject.scope_notes, said.scope_notes),
        "notation": " ".join(said.notation.split())[:80],
        "exact_matches": addresses(said.exact_matches),
        "close_matches": addresses(said.close_matches),
    }
    changed = [name for name, value in after.items() if value != getattr(subject, name)]
    for name in changed:
        setattr(subject, name, after[name])
    if changed:
        subject.save(update_fields=changed)
    return bool(changed)


def names(before: Mapping[str, list[str]], said: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    tidy = {
        code: sorted({" ".join(name.split())[:LONGEST_NAME] for name in told} - {""})
        for code, told in said.items()
    }
    return {code: told[:MOST_NAMES] for code, told in {**before, **tidy}.items() if told}


def words(before: Mapping[str, str], said: Mapping[str, str]) -> dict[str, str]:
    told = {code: text.replace("\r\n", "\n").strip() for code, text in said.items()}
    return {code: text for code, text in {**before, **told}.items() if text}


def addresses(said: Iterable[str]) -> list[str]:
    told = sorted({uri.strip() for uri in said} - {""})
    for uri in told:
        if not uri.startswith(MATCHING) or len(uri) > 500 or " " in uri:
            raise Refused(_("This is no web address: %(uri)s") % {"uri": uri[:80]})
    return told[:MOST_MATCHES]


def relate(subject: Subject, wanted: set[int]) -> bool:
    if wanted.intersection([subject.pk, *subject.lineage]) or below(subject, wanted):
        raise Refused(_("A subject is related to others, not to itself or to what it stands under or above."))
    rows = SubjectRelation.objects.filter(meaning=SubjectRelation.RELATED)
    touching = rows.filter(Q(source=subject) | Q(target=subject))
    there = {pk for row in touching.values_list("source_id", "target_id") for pk in row} - {subject.pk}
    if wanted == there:
        return False
    touching.filter(Q(source__in=there - wanted) | Q(target__in=there - wanted)).delete()
    SubjectRelation.objects.bulk_create(
        SubjectRelation(
            source_id=min(subject.pk, pk), target_id=max(subject.pk, pk), meaning=SubjectRelation.RELATED
        )
        for pk in wanted - there
    )
    return True


def below(subject: Subject, wanted: set[int]) -> bool:
    branch: bool = Subject.objects.within(subject).filter(pk__in=wanted).exists()
    return branch
