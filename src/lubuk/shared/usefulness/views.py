"""“Was this useful?” as a page of its own (the public page must hold no form, to be kept whole), and the answers."""

from __future__ import annotations

from http import HTTPStatus
from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lubuk.foundation.accounts.models import Person, Request, SignedInRequest
from lubuk.foundation.items.models import Item, Phase
from lubuk.foundation.refusal import Refused
from lubuk.shared.usefulness import actions
from lubuk.shared.usefulness.limiting import is_too_often
from lubuk.shared.usefulness.models import MOST_WORDS, Reason, Word
from lubuk.shared.usefulness.permissions import can_answer

PER_PAGE = 30


def useful(request: HttpRequest, item_id: int) -> HttpResponse:
    reader = cast(Request, request).person
    item = published_or_404(request, item_id)
    before = Word.objects.filter(version=item.published, person=reader.pk).first() if reader.pk else None
    said = {"useful": request.GET.get("say", ""), "reason": "", "text": ""}
    if before:
        said |= {"reason": before.reason, "text": before.text}
    refusal = ""
    if request.method == "POST":
        said = {name: request.POST.get(name, "") for name in ("useful", "reason", "text")}
        try:
            return noted(request, item, said)
        except Refused as refused:
            refusal = str(refused)
    context = {"item": item, "reasons": Reason.choices, "said": said, "before": before, "refusal": refusal,
               "most": MOST_WORDS}  # fmt: skip
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK
    return render(request, "usefulness/useful.html", context, status=status)


def noted(request: HttpRequest, item: Item, said: dict[str, str]) -> HttpResponse:
    reader = cast(Request, request).person
    if said["useful"] not in {"yes", "no"}:
        raise Refused(_("Say yes or no first."))
    if not isinstance(reader, Person) and is_too_often(request):
        raise Refused(_("Too much has come from your network in the last hour. Try again later."))
    actions.say(item, by=reader, is_useful=said["useful"] == "yes", reason=said["reason"], text=said["text"])
    thanks = _("Thank you. That helps those who look after this page.")
    if said["useful"] == "no" and isinstance(reader, Person):
        thanks = _("Thank you. Those who look after this page read it, and you hear what came of it.")
    messages.success(request, thanks)
    return redirect(item)


def published_or_404(request: HttpRequest, item_id: int) -> Item:
    seen = Item.objects.seen_among([item_id], cast(Request, request).person, "published", "unit")
    if item_id not in seen or seen[item_id].phase != Phase.PUBLISHED:
        raise Http404
    return seen[item_id]


@login_required
def words(request: HttpRequest, item_id: int) -> HttpResponse:
    """What readers said, for those who look after the page; to others there is no such page."""
    item = published_or_404(request, item_id)
    if not can_answer(cast(SignedInRequest, request).person, item):
        raise Http404
    all_words = Word.objects.filter(item=item)
    not_useful = all_words.filter(is_useful=False).select_related("person", "answered_by", "version")
    page = Paginator(not_useful.order_by("answered_at", "-said_on", "-id"), PER_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "item": item,
        "page": page,
        "most": MOST_WORDS,
        "useful": all_words.filter(is_useful=True).count(),
        "not_useful": page.paginator.count,
    }
    return render(request, "usefulness/words.html", context)


@require_POST
@login_required
def answer(request: HttpRequest, item_id: int, word_id: int) -> HttpResponse:
    by = cast(SignedInRequest, request).person
    item = published_or_404(request, item_id)
    if not can_answer(by, item):
        raise Http404
    word = get_object_or_404(Word.objects.select_related("item", "version"), pk=word_id, item=item)
    actions.answer(word, request.POST.get("answer", ""), by=by)
    messages.success(
        request, _("Your answer is kept.") if word.person is None else _("Your answer is on its way.")
    )
    return redirect("usefulness:words", item.pk)
