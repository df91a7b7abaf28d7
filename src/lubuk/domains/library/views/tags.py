"""The shelf of a free tag. Tags are whoever's may see an item that has them: others don't know the word."""

from __future__ import annotations

from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from lubuk.domains.library.views.browse import shelf
from lubuk.foundation.accounts.models import Request
from lubuk.foundation.items.models import Item, Tag, TagAlias

BESIDE = 10  # other tags of the same items


def tag(request: Request, word: str) -> HttpResponse:
    """404 for a word on nothing that this reader may see: it must not tell that others use it."""
    said = " ".join(word.replace("\0", "").split()).lower()[:60]
    rows = Tag.objects.filter(word=said)
    items = Item.objects.published_to(request.person).filter(pk__in=rows.values("item"))
    if not items.exists():
        return led_on(request, said)
    others = Tag.objects.filter(item__in=items.order_by().values("pk")).exclude(word=said)
    beside = others.order_by().values_list("word").annotate(n=Count("pk")).order_by("-n", "word")[:BESIDE]
    context = {
        "heading": said,
        "lede": _("A word that people put on pages."),
        "beside": [other for other, _count in beside],
        "is_tag": True,
    }
    return shelf(request, items, context)


def led_on(request: Request, word: str) -> HttpResponse:
    """What became of the word, if that shows this reader anything."""
    alias = TagAlias.objects.select_related("subject").filter(word=word).first()
    if alias and alias.subject:
        return redirect(alias.subject)
    visible = Item.objects.published_to(request.person)
    if alias and visible.filter(pk__in=Tag.objects.filter(word=alias.into).values("item")).exists():
        return redirect("library:tag", alias.into)
    raise Http404
