"""``{% load savedsearches %}``: the door from a search to the searches that one keeps. A tag, because search stands
below and knows of none."""

from typing import Any

from django import template
from django.template import Context

from lubuk.shared.savedsearches.addresses import Asked
from lubuk.shared.savedsearches.models import KeptSearch
from lubuk.shared.savedsearches.permissions import can_keep

register = template.Library()


@register.inclusion_tag("savedsearches/beside_search.html", takes_context=True)
def keep_search(context: Context) -> dict[str, Any]:
    """Nothing for strangers, and where nothing is looked for."""
    request = context["request"]
    address = Asked.read(request.GET).address
    if not address or not can_keep(request.person):
        return {}
    kept = KeptSearch.objects.of(request.person).filter(address=address).first()
    return {"kept": kept, "address": address}
