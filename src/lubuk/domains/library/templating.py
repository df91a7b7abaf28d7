"""Templates: published items from whose text others begin one of their own kind.

A mark on an item and not a kind of its own, so that fields, rights, review and check-by date of each kind hold for its
templates too, and no form is made for writing one.
"""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from lubuk.domains.library.announcements import TemplateOffered, TemplateWithdrawn
from lubuk.domains.library.models import Template
from lubuk.domains.library.permissions import can_begin_from, can_offer_template
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.announcing import announce
from lubuk.foundation.items import actions
from lubuk.foundation.items.actions import Writing
from lubuk.foundation.items.actions.acting import act
from lubuk.foundation.items.kinds.registry import get
from lubuk.foundation.items.models import Item
from lubuk.foundation.items.permissions import can_begin
from lubuk.foundation.refusal import Refused, require

MOST_OFFERED = 60  # past that one searches


def templates_for(person: Person) -> list[Item]:
    """By kind and title: those that the person may read, of kinds that they may begin."""
    items = Item.objects.published_to(person).filter(template__isnull=False).order_by("kind", "title", "pk")
    offered = list(items[:MOST_OFFERED])
    kinds = {key: get(key) for key in {item.kind for item in offered}}
    begun = {key for key, kind in kinds.items() if kind and can_begin(person, kind, person.unit)}
    return [item for item in offered if item.kind in begun]


@act
def offer_template(item: Item, *, by: Person) -> None:
    """Put it on the page where people choose what to share."""
    require(can_offer_template(by, item), _("A steward of this page makes it a template."))
    _template, is_new = Template.objects.get_or_create(item=item, defaults={"by": by})
    if is_new:
        announce(TemplateOffered(item=item, by=by))


@act
def withdraw_template(item: Item, *, by: Person) -> None:
    require(can_offer_template(by, item), _("A steward of this page makes it a template."))
    gone, _rows = Template.objects.filter(item=item).delete()
    if gone:
        announce(TemplateWithdrawn(item=item, by=by))


@transaction.atomic
def begin_from(item: Item, *, by: Person) -> Item:
    """A draft of `by` with the text of the template that readers see; its title is theirs to find.

    Raises Refused where the item is no template any more.
    """
    require(can_begin_from(by, item), _("You can't begin this kind of page here."))
    kind, version = get(item.kind), item.published
    if not Template.objects.filter(item=item).exists() or version is None or kind is None or by.unit is None:
        raise Refused(_("This is no template any more. Begin without one."))
    fields = {name: value for name, value in version.fields.items() if kind.field(name)}
    writing = Writing(body=version.body, fields=fields)
    return actions.begin(kind, by=by, unit=by.unit, language=item.language, writing=writing)
