"""The tags of every page: ``{% load ui %}``. What they draw is in drawings.py, what they say in wording.py.

They build strings and render no template, so a list of a hundred entries costs a hundred string joins.
"""

from datetime import date
from functools import cache
from typing import Any
from urllib.parse import quote
from zlib import crc32

from django import forms, template
from django.forms import BoundField
from django.http import QueryDict
from django.template import Context
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lubuk.ui import drawings, wording

register = template.Library()

SEEN = "icons of this page"
OTHER_LANGUAGE = {"id": ("en", "English")}
TINTS = ("", " b", " c", " d")
FACE_SIZES = {"small": (" s", 30), "": ("", 40), "large": (" l", 88)}


def icons_of(context: Context) -> set[str]:
    """The icons used so far: kept on the request, which alone is shared by every template of a page.

    A template rendered without one (an error page, a letter) keeps them at the root of its own render.
    """
    request = context.get("request")
    holder: dict[Any, Any] = context.render_context.dicts[0] if request is None else request.__dict__
    seen: set[str] = holder.setdefault(SEEN, set())
    return seen


def _trusted(markup: str) -> SafeString:
    """Markup from our own files; nothing that a person typed goes through here."""
    return mark_safe(markup)  # noqa: S308


@register.simple_tag(takes_context=True)
def icon(context: Context, name: str) -> SafeString:
    """An icon, and a note for ``{% sprite %}`` that this page needs its shape."""
    drawn = drawings.icon(name)
    icons_of(context).add(name)
    return _trusted(drawn)


@register.simple_tag(takes_context=True)
def sprite(context: Context) -> SafeString:
    """The shapes of the icons above it. base.html ends with it; so must a fragment that brings new icons."""
    return _trusted(drawings.sprite(frozenset(icons_of(context))))


@register.simple_tag
def shore(water: str = "full") -> SafeString:
    """The river behind a heading: "full", "dry" (nothing here yet) or "bank"."""
    return _trusted(drawings.shore(water))


@register.simple_tag
def stream() -> SafeString:
    """The river that leaves each page."""
    return _trusted(drawings.art("stream"))


@register.simple_tag
def mark_svg() -> SafeString:
    """The mark, in the colours of the theme."""
    return _trusted(drawings.art("mark"))


@register.simple_tag
def gauge(level: int) -> SafeString:
    """How well proven, 1 to 5, drawn and said."""
    level = max(0, min(drawings.GAUGE_STEPS, int(level)))
    words = _("Evidence %(level)s of 5: %(words)s") % {"level": level, "words": wording.evidence_words(level)}
    return format_html('<span class="gauge">{}<span>{}</span></span>', _trusted(drawings.gauge(level)), words)


@register.simple_tag(takes_context=True)
def face(context: Context, person: Any, size: str = "") -> SafeString:
    """A drop with a person's photo or initials; hidden from screen readers, for the name stands beside it.

    Sizes: "small", "", "large". The tint comes from the name, so it is the same on each page and each day. A photo
    is for those who may see photos: a part of a page that is kept must have `sees_photos` in its key.
    """
    shape, pixels = FACE_SIZES[size]
    photo = context.get("sees_photos") and getattr(person, "photo_url", "")
    if photo:
        return format_html(
            '<img class="face{}" src="{}" alt="" width="{}" height="{}" loading="lazy">',
            shape, photo, pixels, pixels,
        )  # fmt: skip
    name = str(getattr(person, "name", ""))
    tint = TINTS[crc32(name.encode()) % len(TINTS)]
    return format_html(
        '<span class="face{}{}" aria-hidden="true">{}</span>', tint, shape, wording.initials(name)
    )


@register.simple_tag
def day(moment: date | None) -> str:
    """24 November 2026."""
    if moment is None:
        return ""
    return format_html('<time datetime="{}">{}</time>', moment.isoformat(), wording.day_words(moment))


@register.simple_tag
def when(moment: date | None) -> str:
    """Today 14.00, Yesterday, 12 November."""
    if moment is None:
        return ""
    return format_html('<time datetime="{}">{}</time>', moment.isoformat(), wording.when_words(moment))


@register.filter
def initials(name: object) -> str:
    """RH for Ratna Halimun."""
    return wording.initials(str(name))


@register.simple_tag(takes_context=True)
def url_with(context: Context, **changes: object) -> str:
    """This page's address with a part of its query changed; None or "" takes the part away.

    A change other than of the page goes back to the first page: page 7 of another list means nothing.
    """
    query: QueryDict = context["request"].GET.copy()
    if "page" not in changes:
        query.pop("page", None)
    for key, value in changes.items():
        if value in (None, ""):
            query.pop(key, None)
        else:
            query[key] = str(value)
    return f"?{query.urlencode()}"


@register.simple_tag(takes_context=True)
def here(context: Context, url: str) -> SafeString:
    """``aria-current`` for the link to the section that this page stands in."""
    path = str(getattr(context.get("request"), "path", ""))
    stands_here = path == url if url == "/" else path.startswith(url)
    return _trusted(' aria-current="page"' if stands_here else "")


@register.simple_tag(takes_context=True)
def language_link(context: Context, look: str = "") -> SafeString:
    """The same page in the other language; with a look it is a button of two letters."""
    request = context.get("request")
    before, behind = language_words(get_language() or "", look)
    return _trusted(f"{before}{quote(request.get_full_path()) if request else ''}{behind}")


@cache
def language_words(language: str, look: str) -> tuple[str, str]:
    """The link before and behind the address that it comes back to."""
    other, name = OTHER_LANGUAGE.get(language, ("id", "Bahasa Indonesia"))
    words = f'<span aria-hidden="true">{other.upper()}</span><span class="vh">{name}</span>' if look else name
    as_button = f' class="{look}"' if look else ""
    return (
        f'<a{as_button} href="{reverse("language")}?to={other}&amp;next=',
        f'" hreflang="{other}" lang="{other}" rel="nofollow">{words}</a>',
    )


@register.filter
def shape(field: BoundField) -> str:
    """Which of ui/field.html's forms fits: "hidden", "tick", "choices", "composed" or "line"."""
    widget = field.field.widget
    if field.is_hidden:
        return "hidden"
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "choices"
    if isinstance(widget, forms.MultiWidget):
        return "composed"
    return "tick" if isinstance(widget, forms.CheckboxInput) else "line"


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """The widget of a form field with our class on it, whatever classes it brings."""
    own = str(field.field.widget.attrs.get("class", ""))
    return field.as_widget(attrs={"class": f"input {own}".strip()})
