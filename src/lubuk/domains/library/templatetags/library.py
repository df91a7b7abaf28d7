"""Small questions that the library's templates ask of versions."""

from collections.abc import Sequence

from django import template
from django.utils.safestring import SafeString, mark_safe

from lubuk.foundation.items.kinds.registry import kind_of
from lubuk.foundation.items.models import Version
from lubuk.foundation.richtext.display import below_a_heading

register = template.Library()


@register.filter
def state_of(version: Version) -> str:
    """The state's name in the kind's own words, as it stands inside a sentence."""
    return str(kind_of(version.item).flow.state(version.state)).lower()


@register.filter
def before_in(version: Version, versions: Sequence[Version]) -> Version | None:
    """The next older version of those shown."""
    older = [other for other in versions if other.number < version.number]
    return older[0] if older else None


@register.filter
def as_chapter(html: str, anchor: str) -> SafeString:
    """A text below the heading of its chapter: its own headings go a step down, and its anchors stay its own."""
    return mark_safe(below_a_heading(html, anchor))  # noqa: S308 - it was safe, and only names of tags change
