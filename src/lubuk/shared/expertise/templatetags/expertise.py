"""``{% load expertise %}``: who knows, beside what was found. A tag, because search stands below and knows of no
people."""

from typing import Any

from django import template
from django.template import Context

from lubuk.shared.expertise.asking import who_knows
from lubuk.shared.search.searching import Results

register = template.Library()


@register.inclusion_tag("expertise/beside_results.html", takes_context=True)
def people_who_know(context: Context, found: Results) -> dict[str, Any]:
    """Beside the first page of results, and where there are none; not where somebody was looked for by name."""
    if found.filters.page > 1 or context["cards"].people:
        return {}
    ids = [result.item.pk for result in found.results]
    reader, words = context["request"].person, found.query.words
    return {
        "knowers": who_knows(words, reader, meant=found.did_you_mean, found=ids),
        "is_found": found.total > 0,
        "sees_photos": context.get("sees_photos"),
    }
