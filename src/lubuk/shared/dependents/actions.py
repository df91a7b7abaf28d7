"""Keeping pages in step with what they rest on."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext as _

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.announcing import announce
from lubuk.foundation.items import actions
from lubuk.foundation.items.actions import Writing
from lubuk.foundation.items.actions.acting import act
from lubuk.foundation.items.kinds.registry import kind_of
from lubuk.foundation.items.models import Item, Link, Version
from lubuk.foundation.items.permissions import can_edit, can_see
from lubuk.foundation.refusal import Refused, require
from lubuk.foundation.subjects.models import Subject
from lubuk.shared.dependents.announcements import Translated, Upheld
from lubuk.shared.dependents.models import Basis
from lubuk.shared.dependents.permissions import can_translate, can_uphold, unit_for


@act
def uphold(item: Item, source: Item, *, by: Person) -> None:
    """The source has changed, and the item is still correct. Saying it twice changes nothing."""
    require(can_uphold(by, item, source))
    changed = Basis.objects.outdated().filter(item=item, source=source)
    if changed.update(version=source.published_id, outdated_at=None):
        announce(Upheld(item=item, by=by, version=item.published, reason=source.number))


@act
def translate(source: Item, *, by: Person, language: str) -> Item:
    """A draft of the same kind in the same place, with the text of the source to be written over.

    Its title is empty: what nobody has translated can't be published.
    """
    require(can_translate(by, source) and can_see(by, source))
    if language not in dict(settings.LANGUAGES) or language == source.language:
        raise Refused(_("Choose another language than that of the page."))
    version, unit = source.published, unit_for(by, source)
    if version is None or unit is None:
        raise Refused(_("This page has not been published yet."))
    text = Writing(body=version.body, fields=version.fields)
    item = actions.begin(kind_of(source), by=by, unit=unit, language=language, writing=text)
    stand_beside(item, source, by)
    Link.objects.create(source=item, target=source, meaning=Link.TRANSLATION)
    Basis.objects.create(item=item, source=source, version=version, meaning=Link.TRANSLATION)
    announce(Translated(item=source, by=by, version=version, to_state=language))
    return item


def stand_beside(item: Item, source: Item, by: Person) -> None:
    section = source.section if item.unit_id == source.unit_id else None
    subjects = Subject.objects.filter(item_subjects__item=source)
    actions.place(item, by=by, unit=item.unit, section=section, subjects=subjects)
    readers = [row.person for row in source.named_readers.select_related("person")]
    actions.change_audience(item, source.audience, by=by, readers=readers)


def bring_up_to(item: Item, version: Version, *, by: Person) -> None:
    """The text being written says what this version of its source says; readers hear so when it is published.

    Part of keeping a draft, and so no act that the trail hears of.
    """
    require(can_edit(by, item))
    Basis.objects.filter(item=item, source=version.item_id).update(draft_version=version)
