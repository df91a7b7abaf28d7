"""``{% load answers %}``: the quoted answer above results. A tag, because search stands below and knows of none."""

from typing import Any

from django import template
from django.template import Context

from lubuk.shared.answers.quoting import answer
from lubuk.shared.search.searching import Results

register = template.Library()


@register.inclusion_tag("answers/answer.html", takes_context=True)
def quoted_answer(context: Context, found: Results) -> dict[str, Any]:
    """Not where somebody or a subject was looked for by name: they stand above the results themselves."""
    made = None if context["cards"] else answer(found, context["request"].person)
    return {"answer": made, "LANGUAGE_CODE": context.get("LANGUAGE_CODE")}
