"""Two subjects become one: nothing that was said with the first is lost, and its address leads to the second."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from lubuk.foundation import trees
from lubuk.foundation.access.models import Role
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.announcing import announce
from lubuk.foundation.items.models import ItemSubject, TagAlias
from lubuk.foundation.places.actions import lasting_name, lock
from lubuk.foundation.places.announcements import PlaceMerged, reference
from lubuk.foundation.places.permissions import can_arrange
from lubuk.foundation.refusal import Refused, require
from lubuk.foundation.subjects.models import FormerSubject, Subject, SubjectRelation


@transaction.atomic
def merge(subject: Subject, *, into: Subject, by: Person) -> None:
    """Items, stewards, names, relations and what stands below go to `into`; the subject is gone."""
    require(can_arrange(by, subject) and can_arrange(by, into))
    if subject.pk == into.pk:
        raise Refused(_("Choose another subject: this is the same one."))
    lock(subject, into)
    if into.is_within(subject):
        raise Refused(_("%(into)s stands below it. Move it out first.") % {"into": into.name})
    name = lasting_name(subject.labels)
    item_ids = move_items(subject, into)
    move_roles(subject, into)
    for child in Subject.objects.filter(parent=subject):
        trees.move(child, under=into)
    move_relations(subject, into)
    TagAlias.objects.filter(subject=subject).update(subject=into)
    FormerSubject.objects.filter(subject=subject).update(subject=into)
    FormerSubject.objects.create(number=subject.pk, slug=subject.slug, uri=subject.uri or "", subject=into)
    take_names(subject, into)
    announce(
        PlaceMerged(
            place=subject, by=by, from_state=name, to_state=reference(into), into=into, item_ids=item_ids
        )
    )
    subject.delete()


def move_items(subject: Subject, into: Subject) -> tuple[int, ...]:
    """Ids of those that were about the subject itself. What is about both already stays so once."""
    rows = ItemSubject.objects.filter(subject=subject)
    item_ids = tuple(rows.values_list("item_id", flat=True))
    rows.filter(item__in=ItemSubject.objects.filter(subject=into).values("item")).delete()
    rows.update(subject=into)
    return item_ids


def move_roles(subject: Subject, into: Subject) -> None:
    there = set(Role.objects.filter(subject=into).values_list("person_id", "name"))
    for role in Role.objects.filter(subject=subject):
        if (role.person_id, role.name) in there:
            role.delete()
        else:
            role.subject = into
            role.save(update_fields=["subject"])


def move_relations(subject: Subject, into: Subject) -> None:
    rows = SubjectRelation.objects.filter(Q(source=subject) | Q(target=subject))
    for source, target, meaning in rows.values_list("source_id", "target_id", "meaning"):
        ends = [into.pk if pk == subject.pk else pk for pk in (source, target)]
        if meaning == SubjectRelation.RELATED:
            ends.sort()
        if ends[0] != ends[1] and ends[1] != into.parent_id:
            SubjectRelation.objects.get_or_create(source_id=ends[0], target_id=ends[1], meaning=meaning)
    rows.delete()


def take_names(subject: Subject, into: Subject) -> None:
    """The name of before is another name now; a language or a note that was missing is filled."""
    for code, name in subject.labels.items():
        if code not in into.labels:
            into.labels[code] = name
        elif name != into.labels[code]:
            into.alt_labels[code] = sorted({*into.alt_labels.get(code, []), name})
    for kept, more in ((into.alt_labels, subject.alt_labels), (into.hidden_labels, subject.hidden_labels)):
        for code, names in more.items():
            kept[code] = sorted({*kept.get(code, []), *names} - {into.labels.get(code)})
    into.definitions = subject.definitions | into.definitions
    into.scope_notes = subject.scope_notes | into.scope_notes
    into.notation = into.notation or subject.notation
    into.exact_matches = sorted({*into.exact_matches, *subject.exact_matches})
    into.close_matches = sorted({*into.close_matches, *subject.close_matches})
    into.save()
