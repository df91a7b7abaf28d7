"""``{% load retention %}``: until when a page is kept, for those who write or tend it."""

from typing import Any

from django import template
from django.template import Context

from lubuk.shared.retention.permissions import can_classify
from lubuk.shared.retention.queries import is_held, keeping_of

register = template.Library()


@register.inclusion_tag("retention/facts.html", takes_context=True)
def keeping_facts(context: Context) -> dict[str, Any]:
    """Asked for in a page that has `item`; empty for all but its stewards."""
    item, request = context["item"], context["request"]
    if not can_classify(request.person, item):
        return {}
    return {"item": item, "keeping": keeping_of(item), "held": is_held(item.pk), "request": request}
