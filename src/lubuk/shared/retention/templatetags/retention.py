"""``{% load retention %}``: until when a page is kept, for those who write or tend it."""

from typing import Any

from django import template
from django.template import Context

from lubuk.shared.retention.permissions import can_classify
from lubuk.shared.retention.queries import is_held, keeping_of

register = template.Library()


@register.simple_tag(takes_context=True)
def keeping_facts(context: Context) -> dict[str, Any] | None:
    """What retention/facts.html shows of the page's `item`; None for all but its stewards."""
    item = context["item"]
    if not can_classify(context["request"].person, item):
        return None
    return {"keeping": keeping_of(item), "held": is_held(item.pk)}
