"""`{% origin_of item as origin %}`: None for what was written here."""

from django import template

from lubuk.foundation.items.models import Item
from lubuk.shared.origins.models import Origin

register = template.Library()


@register.simple_tag
def origin_of(item: Item) -> Origin | None:
    return Origin.objects.filter(item=item).first()
