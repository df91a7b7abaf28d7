"""Setting and taking away links with a meaning between two items: one page, with or without JavaScript."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lubuk.domains.library.loading import visible_or_404
from lubuk.domains.library.queries import items_called
from lubuk.domains.library.related import said
from lubuk.domains.library.views.act import loaded
from lubuk.foundation.accounts.door import signed_in
from lubuk.foundation.accounts.models import SignedInRequest
from lubuk.foundation.ids import id_in
from lubuk.foundation.items import actions
from lubuk.foundation.items.models import Item, Link
from lubuk.foundation.items.permissions import can_link
from lubuk.foundation.refusal import require
from lubuk.shared.search.engine import NoIndex
from lubuk.shared.search.neighbours import like

BACKWARDS = "-back"  # after a meaning that is read from the other end
NEAR, FOUND = 6, 12


@signed_in
def link(request: SignedInRequest, item_id: int) -> HttpResponse:
    item = loaded(request, item_id)
    require(can_link(request.person, item), _("Only its authors and stewards can change this page."))
    if request.method == "POST":
        meaning = request.POST.get("meaning", "")
        other = visible_or_404(request.person, id_in(request.POST.get("to", "")))
        backwards = meaning.endswith(BACKWARDS)
        actions.link(item, other, meaning.removesuffix(BACKWARDS), by=request.person, backwards=backwards)
        messages.success(request, _("Linked. Both pages show it to those who may see both."))
        return redirect("library:link", item.pk)
    words = " ".join(request.GET.get("q", "").replace("\0", "").split())[:80]
    context = {
        "item": item,
        "q": words,
        "meanings": meanings(),
        "meaning": request.GET.get("meaning", "relation"),
        "found": items_called(words, request.person, FOUND, but=item.pk) if words else near(item, request),
        "links": links_to_see(item, request),
    }
    return render(request, "library/link.html", context)


def meanings() -> list[tuple[str, str]]:
    """What the other page is to this one, as this page says it."""
    choices: list[tuple[str, str]] = []
    for meaning in Link.CHOSEN:
        choices.append((meaning, said(meaning, 0)))
        if meaning not in Link.SYMMETRIC:
            choices.append((meaning + BACKWARDS, said(meaning, 1)))
    return choices


def near(item: Item, request: SignedInRequest) -> list[Item]:
    """Before anything is looked for: what reads like this page."""
    try:
        found = like(
            item.summary, request.person, NEAR, title=item.title, language=item.language, but=item.pk
        )
    except NoIndex:
        return []
    seen = Item.objects.visible_to(request.person).in_bulk([other.id for other in found])
    return [seen[other.id] for other in found if other.id in seen]


def links_to_see(item: Item, request: SignedInRequest) -> list[tuple[Item, str, str]]:
    """The other item, the meaning, and the meaning in words; only ends that this person may see."""
    rows = Link.objects.touching(item.pk).filter(meaning__in=Link.CHOSEN)
    pairs = [
        (target, meaning, 0) if source == item.pk else (source, meaning, 1)
        for source, target, meaning in rows.values_list("source_id", "target_id", "meaning")
    ]
    seen = Item.objects.visible_to(request.person).in_bulk([pk for pk, _meaning, _side in pairs])
    shown = [(seen[pk], meaning, said(meaning, side)) for pk, meaning, side in pairs if pk in seen]
    return sorted(shown, key=lambda row: (row[2], row[0].title.casefold()))


@require_POST
@signed_in
def unlink(request: SignedInRequest, item_id: int) -> HttpResponse:
    item = loaded(request, item_id)
    require(can_link(request.person, item), _("Only its authors and stewards can change this page."))
    other = visible_or_404(request.person, id_in(request.POST.get("to", "")))
    actions.unlink(item, other, request.POST.get("meaning", ""), by=request.person)
    messages.success(request, _("The link is gone from both pages."))
    return redirect("library:link", item.pk)
