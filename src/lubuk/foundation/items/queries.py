"""The one place where seeing is asked: visible_to. And the other questions about items, by name.

tests/test_who_sees_what.py compares visible_to with a plain truth written in Python, over random people, units
and items.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from lubuk.foundation.access.standing import Standing, standing
from lubuk.foundation.accounts.models import Person, Reader
from lubuk.foundation.ids import BIGGEST_ID
from lubuk.foundation.items.kinds.registry import states_that_count_as
from lubuk.foundation.items.ready import Ready, written
from lubuk.foundation.prepared import NONE_KNOWN, read_rows
from lubuk.foundation.units.models import Unit

if TYPE_CHECKING:
    from lubuk.foundation.items.models import Item, Link, Version  # noqa: F401 - named in quotes below


class ItemQuerySet(models.QuerySet["Item"]):
    def visible_to(self, person: Reader) -> Self:
        """Items this person may see; the door for every page, list, feed, search, export and mail."""
        return self.filter(Ready(what_may_be_seen, standing(person)))

    def seen_among(
        self, ids: Collection[int], person: Reader, *related: str, known: Mapping[int, Item] = NONE_KNOWN
    ) -> dict[int, Item]:
        """visible_to for these ids, as each page of an item asks it: the same condition, in prepared SQL. With what
        is `related`, as in select_related; those that are `known` are not made again.
        """
        return {item.pk: item for item in self.read_seen(ids, person, related=related, known=known)}

    def ids_seen_among(self, ids: Collection[int], person: Reader) -> set[int]:
        """As `seen_among`, where nothing but whether is asked."""
        return {item.pk for item in self.read_seen(ids, person, only=("pk",))}

    def read_seen(
        self,
        ids: Collection[int],
        person: Reader,
        *,
        related: tuple[str, ...] = (),
        only: tuple[str, ...] = (),
        known: Mapping[int, Item] = NONE_KNOWN,
    ) -> Iterator[Item]:
        possible = [pk for pk in ids if pk <= BIGGEST_ID]
        if not possible:
            return iter(())
        condition, params = written(what_may_be_seen, standing(person))
        return read_rows(self.model, possible, condition, params, related=related, only=only, known=known)

    def published_to(self, person: Reader) -> Self:
        """Of what the person may see, what is published to an audience they belong to: what lists show."""
        return self.filter(Ready(what_is_published_to, standing(person)))

    def published_to_all_like(self, person: Reader) -> Self:
        """The same, less what is meant for this person by name: one answer for all colleagues of a unit."""
        return self.filter(Ready(what_is_published_to, standing(person).of_all_alike()))

    def naming(self, person: Reader) -> Self:
        """What is published to this person by name. From the names: they are few."""
        named_in = rows_of("NamedReader").filter(person_id=standing(person).person_id)
        return self.published().filter(audience="people", pk__in=named_in.values("item"))

    def published(self) -> Self:
        return self.filter(phase="published")

    def in_review(self) -> Self:
        """New texts and next versions that wait for somebody's yes."""
        return self.filter(draft__in=underway().filter(state__in=states_that_count_as("review")))

    def being_written_by(self, person: Reader) -> Self:
        """New texts of the person's own, and next versions that they began."""
        me = standing(person).person_id
        return self.filter(Q(owner_id=me, phase="draft") | Q(draft__in=underway().filter(author_id=me)))

    def due_for_check(self, on: date) -> Self:
        return self.published().filter(check_by__lte=on)

    def incomplete(self) -> Self:
        """Published, and short of what its kind calls complete; `published__completeness` says how far, in per cent."""
        return self.published().filter(published__completeness__lt=100)

    def behind_its_kind(self, kind: str, version: str) -> Self:
        """Items of the kind that follow another definition than the one of this fingerprint."""
        return self.filter(kind=kind).exclude(kind_version=version)

    def looked_after_by(self, person: Reader) -> Self:
        """Items the person owns, or whose unit, subject or section they are steward of."""
        who = standing(person)
        return self.filter(what_is_own(who) | what_is_in_places_of(who)) if who.is_signed_in else self.none()

    def waiting_in_units_managed_by(self, person: Reader) -> Self:
        """Texts in review there, new ones and next versions; what is for named people is no manager's affair."""
        reviewed = self.in_review().exclude(audience="people")
        return reviewed.filter(unit_id__in=standing(person).managed_units)

    def about(self, subject_ids: Iterable[int]) -> Self:
        """From the subjects: a shelf has few of all items, and asking each would take long."""
        return self.filter(
            pk__in=rows_of("ItemSubject").filter(subject_id__in=list(subject_ids)).values("item")
        )

    def told_once(self, person: Reader, language: str) -> Self:
        """Of an item and its translations only the one in the reader's language, where there is one to read."""
        links = rows_of("Link").filter(meaning="translation")
        readable = self.model._default_manager.published_to(person).filter(language=language)
        # Asked of the item at the other end alone: a list of all that may be read would be made for six rows.
        other = links.filter(Exists(readable.filter(pk=OuterRef("target"))), source=OuterRef("pk"))
        other_way = links.filter(Exists(readable.filter(pk=OuterRef("source"))), target=OuterRef("pk"))
        return self.filter(Q(language=language) | ~(Exists(other) | Exists(other_way)))

    def parts_of(self, whole_id: int) -> Self:
        """What the item holds, in its order."""
        held = self.filter(links_in__source=whole_id, links_in__meaning="part")
        return held.order_by("links_in__position", "links_in__id")

    def with_places(self) -> Self:
        """For rows in lists: owner and unit come along in the same query."""
        return self.select_related("owner", "unit")


class LinkQuerySet(models.QuerySet["Link"]):
    def touching(self, item_id: int) -> Self:
        """Links from the item and to it. What stands at the other end must still be asked for with visible_to."""
        return self.filter(Q(source_id=item_id) | Q(target_id=item_id))

    def parts(self) -> Self:
        """Whole and part, in the order of the parts."""
        return self.filter(meaning="part").order_by("position", "pk")


def underway() -> models.QuerySet[Version]:
    """Versions that no reader has; an index of the database holds them alone."""
    return rows_of("Version").filter(published_at=None)


def rows_of(model: str) -> models.QuerySet[Any]:
    """Of a model that stands beside Item: models import this file, and not the other way."""
    rows: models.QuerySet[Any] = apps.get_model("items", model)._default_manager.order_by()
    return rows


def what_may_be_seen(who: Standing) -> Q:
    seen = what_is_published_to(who)
    if who.is_signed_in:
        seen |= what_is_own(who) | (~Q(phase="draft") & ~Q(audience="people") & what_is_tended_by(who))
    if who.managed_units:
        seen |= Q(phase="review", unit_id__in=who.managed_units) & ~Q(audience="people")
    return seen


def what_is_published_to(who: Standing) -> Q:
    return Q(phase="published") & in_audience_of(who)


def was_published_to(who: Standing) -> Q:
    """What is withdrawn, and would be read by them again if it were published again."""
    return Q(phase="withdrawn") & in_audience_of(who)


def in_audience_of(who: Standing) -> Q:
    among = Q(audience="public")
    if who.is_staff:
        among |= Q(audience="institutions")
        among |= Q(audience="institution") & of_institutions([who.institution_id])
        among |= Q(audience="unit", unit_id__in=who.unit_ids | who.managed_units)
    if who.guest_sections:
        among |= Q(audience__in=["unit", "institution", "institutions"], section_id__in=who.guest_sections)
    if who.is_signed_in:
        among |= Q(audience="people") & named(who)
    return among


def what_is_own(who: Standing) -> Q:
    return Q(owner_id=who.person_id) | related("Author", person_id=who.person_id)


def what_is_tended_by(who: Standing) -> Q:
    """What a steward may see for their places; a KM officer for the institution, an administrator for all."""
    if who.is_administrator or who.is_officer_everywhere:
        return Q()
    return what_is_in_places_of(who) | of_institutions(who.officer_of)


def what_is_in_places_of(who: Standing) -> Q:
    tended = Q(pk__in=[])
    if who.tended_units:
        tended |= Q(unit_id__in=who.tended_units)
    if who.tended_sections:
        tended |= Q(section_id__in=who.tended_sections)
    if who.tended_subjects:
        tended |= subject_among(who.tended_subjects)
    return tended


def subject_among(subject_ids: Iterable[int]) -> Q:
    return related("ItemSubject", subject_id__in=list(subject_ids))


def of_institutions(institution_ids: Iterable[int | None]) -> Q:
    return Q(unit__in=Unit.objects.filter(institution_id__in=list(institution_ids)))


def written_by(person: Person) -> ItemQuerySet:
    """Every item the person owns or helps to write, whoever may see it: for search. Pages ask `visible_to` of it."""
    items: ItemQuerySet = apps.get_model("items", "Item")._default_manager.all()
    return items.filter(Q(owner_id=person.pk) | related("Author", person_id=person.pk))


def named(who: Standing) -> Q:
    return related("NamedReader", person_id=who.person_id)


def related(model: str, **conditions: object) -> Q:
    """Items that have such a row beside them; EXISTS, because a join would repeat the item."""
    return Q(Exists(rows_of(model).filter(item=OuterRef("pk"), **conditions)))
