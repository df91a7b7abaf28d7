"""Units, people and published items, made by the actions that make them in the product."""

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items import actions
from lubuk.foundation.items.actions import Writing
from lubuk.foundation.items.kinds.registry import get
from lubuk.foundation.items.models import Item
from lubuk.foundation.units.models import Unit


def person(name: str, unit: Unit | None = None) -> Person:
    return Person.objects.create_user(name.lower(), password="a long enough secret", name=name, unit=unit)


def unit(name: str, parent: Unit | None = None) -> Unit:
    return Unit.objects.create(labels={"en": name}, parent=parent)


def published(
    by: Person,
    title: str,
    body: str = "",
    *,
    audience: str = "institution",
    kind: str = "article",
    html: str = "",
) -> Item:
    definition = get(kind)
    assert definition is not None
    assert by.unit is not None
    writing = Writing(title=title, summary=f"About {title}", body=html or f"<p>{body or title}</p>")
    item = actions.begin(definition, by=by, unit=by.unit, language="en", writing=writing, audience=audience)
    actions.publish(item, by=by)
    return item
