"""The one place where seeing is asked: visible_to. And the other questions about items, by name.

tests/test_who_sees_what.py compares visible_to with a plain truth written in Python, over random people, units
and items.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from lubuk.foundation.access.standing import Standing, standing
from lubuk.foundation.accounts.models import Reader
from lubuk.foundation.items.ready import Ready
from lubuk.foundation.units.models import Unit

if TYPE_CHECKING:
    from lubuk.foundation.items.models import Item, Link  # noqa: F401 - named in quotes below


class ItemQuerySet(models.QuerySet["Item"]):
    def visible_to(self, person: Reader) -> Self:
        """Items this person may see; the door for every page, list, feed, search, export and mail."""
        return self.filter(Ready(what_may_be_seen, standing(person)))

    def published_to(self, person: Reader) -> Self:
        """Of what the person may see, what is published to an audience they belong to: what lists show."""
        return self.filter(Ready(what_is_published_to, standing(person)))

    def published_to_all_like(self, person: Reader) -> Self:
        """The same, less what is meant for this person by name: one answer for all colleagues of a unit."""
        return self.filter(Ready(what_is_published_to, standing(person).of_all_alike()))

    def naming(self, person: Reader) -> Self:
        """What is published to this person by name."""
        return self.published().filter(named(standing(person)), audience="people")

    def published(self) -> Self:
        return self.filter(phase="published")

    def due_for_check(self, on: date) -> Self:
        return self.published().filter(check_by__lte=on)

    def looked_after_by(self, person: Reader) -> Self:
        """Items the person owns, or whose unit, subject or section they are steward of."""
        who = standing(person)
        return self.filter(what_is_own(who) | what_is_in_places_of(who)) if who.is_signed_in else self.none()

    def about(self, subject_ids: Iterable[int]) -> Self:
        return self.filter(subject_among(subject_ids))

    def told_once(self, person: Reader, language: str) -> Self:
        """Of an item and its translations only the one in the reader's language, where there is one to read."""
        links = apps.get_model("items", "Link")._default_manager.filter(meaning="translation")
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


def what_may_be_seen(who: Standing) -> Q:
    seen = what_is_published_to(who)
    if who.is_signed_in:
        seen |= what_is_own(who) | (~Q(phase="draft") & ~Q(audience="people") & what_is_tended_by(who))
    return seen


def what_is_published_to(who: Standing) -> Q:
    among = Q(audience="public")
    if who.is_staff:
        among |= Q(audience="institutions")
        among |= Q(audience="institution") & of_institutions([who.institution_id])
        among |= Q(audience="unit", unit_id__in=who.unit_ids | who.managed_units)
    if who.guest_sections:
        among |= Q(audience__in=["unit", "institution", "institutions"], section_id__in=who.guest_sections)
    if who.is_signed_in:
        among |= Q(audience="people") & named(who)
    return Q(phase="published") & among


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


def named(who: Standing) -> Q:
    return related("NamedReader", person_id=who.person_id)


def related(model: str, **conditions: object) -> Q:
    """Items that have such a row beside them; EXISTS, because a join would repeat the item."""
    rows = apps.get_model("items", model)._default_manager.filter(item=OuterRef("pk"), **conditions)
    return Q(Exists(rows))
