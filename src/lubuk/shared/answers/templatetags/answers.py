"""``{% load answers %}``: the quoted answer above results. A tag, because search stands below and knows of none."""

from typing import Any

from django import template
from django.conf import settings
from django.template import Context

from lubuk.shared.answers.quoting import answer
from lubuk.shared.search.searching import Results

register = template.Library()


@register.inclusion_tag("answers/answer.html", takes_context=True)
def quoted_answer(context: Context, found: Results) -> dict[str, Any]:
    """Not where somebody or a subject was looked for by name: they stand above the results themselves."""
    person = context["request"].person
    made = None if context["cards"] else answer(found, person)
    return {
        "answer": made,
        "writes": settings.ASSISTANT is not None and person.is_authenticated,
        "text": context["text"],
        "csrf_token": context.get("csrf_token"),
        "LANGUAGE_CODE": context.get("LANGUAGE_CODE"),
    }
