"""``{% load records %}``: what the frame of these pages asks."""

from django import template
from django.template import Context

from lubuk.shared.retention.permissions import can_schedule

register = template.Library()


@register.simple_tag(takes_context=True)
def is_keeper(context: Context) -> bool:
    """Keeps the schedule and places holds; others who come in here only approve."""
    return can_schedule(context["request"].person)
