"""What a file would change in the subjects that there are, worked out before anything is touched.

A concept is known again by its URI; one that was merged here into another stays merged. What a vocabulary no
longer holds goes if it is used nowhere, and stays if it is; subjects made here are never in question.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import cast

from django.utils.translation import gettext as _

from lubuk.foundation.access.models import Role
from lubuk.foundation.items.models import ItemSubject
from lubuk.foundation.labels import in_language
from lubuk.foundation.refusal import Refused
from lubuk.foundation.subjects.models import FormerSubject, Subject
from lubuk.foundation.thesaurus.concepts import Concept
from lubuk.foundation.thesaurus.reading import DEEPEST

WORDS = ("labels", "alt_labels", "hidden_labels", "definitions", "scope_notes", "notation", "scheme")
MATCHES = ("exact_matches", "close_matches")


@dataclass(frozen=True)
class Renamed:
    subject: Subject
    concept: Concept

    @property
    def names(self) -> tuple[str, str]:
        return self.subject.name, in_language(self.concept.labels)


@dataclass(frozen=True)
class Moved:
    subject: Subject
    before: str  # the name of what it stands under; "" at the top
    after: str


@dataclass
class Plan:
    """`parents` and `concepts` are by URI; a URI that leads to None stands at the top."""

    concepts: dict[str, Concept]
    known: dict[str, Subject]
    parents: dict[str, str | None]
    new: list[Concept] = field(default_factory=list)
    renamed: list[Renamed] = field(default_factory=list)
    changed: list[Renamed] = field(default_factory=list)  # in anything but its names
    moved: list[Moved] = field(default_factory=list)
    gone: list[Subject] = field(default_factory=list)
    kept: list[Subject] = field(default_factory=list)  # no longer in the file, but used here
    merged: list[Concept] = field(default_factory=list)  # part of another subject here

    @property
    def is_empty(self) -> bool:
        return not (self.new or self.renamed or self.changed or self.moved or self.gone)

    @cached_property
    def fingerprint(self) -> str:
        """The same for the same changes: what a person agreed to is what is done."""
        said = [
            [concept.as_json() for concept in self.new],
            [(row.subject.pk, row.subject.changed_at.isoformat()) for row in (*self.renamed, *self.changed)],
            [(row.subject.pk, row.before, row.after) for row in self.moved],
            [subject.pk for subject in self.gone],
        ]
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:16]


def plan(concepts: Iterable[Concept]) -> Plan:
    """Raises Refused for concepts that stand above each other in a ring."""
    told = {concept.uri: concept for concept in concepts}
    former = set(FormerSubject.objects.exclude(uri="").values_list("uri", flat=True))
    merged = [concept for uri, concept in told.items() if uri in former]
    told = {uri: concept for uri, concept in told.items() if uri not in former}
    subjects = list(Subject.objects.select_related("parent"))
    known = {subject.lasting_uri: subject for subject in subjects}
    found = Plan(
        told, {uri: known[uri] for uri in told if uri in known}, main_parents(told, known), merged=merged
    )
    for uri, concept in told.items():
        if uri in known:
            compare(found, known[uri], concept)
        else:
            found.new.append(concept)
    sort_out_missing(found, subjects)
    return found


def main_parents(told: dict[str, Concept], known: dict[str, Subject]) -> dict[str, str | None]:
    """The broader concept that each stands under in the tree: where it stands already if the file agrees, else
    the first by URI."""
    parents: dict[str, str | None] = {}
    for uri, concept in told.items():
        above = [broader for broader in concept.broader if broader in told]
        subject = known.get(uri)
        now = uri_above(subject) if subject else None
        parents[uri] = now if now in above else above[0] if above else None
        if subject and not above and now and now not in told:
            parents[uri] = now  # hung under a subject of our own: the file knows nothing of that
    refuse_rings(told, parents)
    return parents


def uri_above(subject: Subject) -> str | None:
    parent = cast(Subject | None, subject.parent)
    return parent.lasting_uri if parent else None


def refuse_rings(told: dict[str, Concept], parents: dict[str, str | None]) -> None:
    """Each chain is walked once: what is known to end is not walked again."""
    depth: dict[str, int] = {}
    for uri in told:
        chain: list[str] = []
        at: str | None = uri
        while at and at in parents and at not in depth:
            if at in chain:
                ring = " → ".join(in_language(told[link].labels) for link in [*chain[chain.index(at) :], at])
                raise Refused(_("These stand above each other in a ring: %(ring)s") % {"ring": ring[:500]})
            chain.append(at)
            at = parents[at]
            if len(chain) > DEEPEST:
                break
        below = depth.get(at or "", 0)
        for step, link in enumerate(reversed(chain), 1):
            depth[link] = below + step
        if depth.get(uri, 0) > DEEPEST:
            raise Refused(_("The file is deeper than %(most)s levels.") % {"most": DEEPEST})


def compare(found: Plan, subject: Subject, concept: Concept) -> None:
    if subject.labels != concept.labels:
        found.renamed.append(Renamed(subject, concept))
    elif differs(subject, concept):
        found.changed.append(Renamed(subject, concept))
    before = uri_above(subject)
    after = found.parents[concept.uri]
    if before != after:
        name = in_language(found.concepts[after].labels) if after in found.concepts else ""
        found.moved.append(Moved(subject, subject.parent.name if subject.parent else "", name))


def differs(subject: Subject, concept: Concept) -> bool:
    words = [name for name in WORDS if name != "scheme" or subject.uri]
    return any(getattr(subject, name) != getattr(concept, name) for name in words) or any(
        getattr(subject, name) != list(getattr(concept, name)) for name in MATCHES
    )


def sort_out_missing(found: Plan, subjects: list[Subject]) -> None:
    schemes = {concept.scheme for concept in found.concepts.values() if concept.scheme}
    missing = [s for s in subjects if s.uri and s.scheme in schemes and s.uri not in found.concepts]
    if not missing:
        return
    used = {*ItemSubject.objects.order_by().values_list("subject_id", flat=True).distinct()}
    used |= {*Role.objects.exclude(subject=None).values_list("subject_id", flat=True)}
    gone = {subject.pk for subject in missing if subject.pk not in used}
    # What stands above something that stays, stays: from the leaves up.
    for subject in sorted(subjects, key=lambda subject: -subject.depth):
        uri = subject.lasting_uri
        parent = found.parents.get(uri)
        above = found.known[parent].pk if parent in found.known else subject.parent_id
        if subject.pk not in gone and above in gone:
            gone.discard(above)
    found.gone = [subject for subject in missing if subject.pk in gone]
    found.kept = [subject for subject in missing if subject.pk not in gone]
