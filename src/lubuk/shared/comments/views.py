"""The conversation on an item: all of it, a part that a page asks for again, one comment, and what is done to one."""

from __future__ import annotations

from bisect import bisect_left
from http import HTTPStatus
from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lubuk.foundation.accounts.models import Person, Request, SignedInRequest
from lubuk.foundation.items.models import Item
from lubuk.foundation.refusal import NotAllowed, Refused
from lubuk.foundation.richtext.markdown import to_markdown
from lubuk.shared.comments import actions
from lubuk.shared.comments.models import MOST_LETTERS, MOST_REASON, Comment, Reaction
from lubuk.shared.comments.permissions import (
    can_bring_back,
    can_edit_comment,
    can_take_away,
    is_own,
    takes_part,
)
from lubuk.shared.comments.queries import beginnings
from lubuk.shared.comments.talking import PER_PAGE, safe, said, talk


@login_required
def talk_page(request: HttpRequest, item_id: int) -> HttpResponse:
    """All of a conversation, page by page; also where something is said, and where it comes back when it can't be."""
    item = talked_about_or_404(request, item_id)
    if request.method != "POST":
        return shown(request, item)
    to = comment_or_404(request, int(request.POST["to"])) if request.POST.get("to", "").isdecimal() else None
    text, by = request.POST.get("text", ""), cast(SignedInRequest, request).person
    try:
        new = actions.comment(item, text, by=by, to=to)
    except NotAllowed:
        raise
    except Refused as refused:
        return shown(request, item, unsaid=text, to=to, refusal=str(refused))
    messages.success(request, _("Said. Those who take part are told."))
    return redirect(place(new))


def shown(
    request: HttpRequest, item: Item, *, unsaid: str = "", to: Comment | None = None, refusal: str = ""
) -> HttpResponse:
    found = talk(item, cast(Request, request).person, request.GET.get("page", "last"))
    context = {"item": item, "talk": found, "page": found.page, "most": MOST_LETTERS,
               "unsaid": unsaid, "to": to, "refusal": refusal}  # fmt: skip
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK
    return render(request, "comments/talk_page.html", context, status=status)


@login_required
def part(request: HttpRequest, item_id: int) -> HttpResponse:
    """The threads of the last page, for a page that is open; nothing when they are as they were."""
    item = talked_about_or_404(request, item_id)
    reader = cast(Request, request).person
    found = talk(item, reader)
    tag = quote_etag(f"{found.stamp}-{request.LANGUAGE_CODE}-{reader.pk}")
    if request.headers.get("If-None-Match", "").removeprefix("W/") == tag:
        return HttpResponseNotModified()
    response = render(request, "comments/threads.html", {"item": item, "talk": found, "most": MOST_LETTERS})
    response["ETag"], response["Cache-Control"] = tag, "private, no-cache"
    return response


@login_required
def comment(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Where it stands in its conversation."""
    return redirect(place(comment_or_404(request, comment_id)))


@login_required
def more(request: HttpRequest, comment_id: int) -> HttpResponse:
    return more_of(request, comment_or_404(request, comment_id))


def more_of(
    request: HttpRequest, one: Comment, *, unsaid: str | None = None, refusal: str = ""
) -> HttpResponse:
    """What it said before, who answered it, and what this reader may do with it."""
    reader = cast(Request, request).person
    (shown_one,) = said([one], one.item, reader)
    edits = can_edit_comment(reader, one)
    reads = one.taken_away_at is None or is_own(reader, one) or can_bring_back(reader, one)
    context = {
        "said": shown_one,
        "item": one.item,
        "most": MOST_LETTERS,
        "most_reason": MOST_REASON,
        "reads": reads,
        "wordings": [(wording, safe(wording.text, {})) for wording in one.wordings.all()] if reads else [],
        "reactions": Reaction.objects.filter(comment=one).select_related("person"),
        "can_edit": edits,
        "can_take_away": can_take_away(reader, one),
        "can_bring_back": can_bring_back(reader, one),
        "is_own": is_own(reader, one),
        "markdown": (to_markdown(one.text) if unsaid is None else unsaid) if edits else "",
        "refusal": refusal,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK
    return render(request, "comments/more.html", context, status=status)


@require_POST
@login_required
def edit_comment(request: HttpRequest, comment_id: int) -> HttpResponse:
    one, text = comment_or_404(request, comment_id), request.POST.get("text", "")
    try:
        actions.edit_comment(one, text, by=who(request))
    except NotAllowed:
        raise
    except Refused as refused:
        return more_of(request, one, unsaid=text, refusal=str(refused))
    messages.success(request, _("Changed. What it said before stays readable."))
    return redirect(place(one))


@require_POST
@login_required
def take_away(request: HttpRequest, comment_id: int) -> HttpResponse:
    one = comment_or_404(request, comment_id)
    actions.take_away(one, by=who(request), reason=request.POST.get("reason", ""))
    messages.success(request, _("Taken away."), extra_tags=reverse("comments:bring_back", args=[one.pk]))
    return redirect(place(one))


@require_POST
@login_required
def bring_back(request: HttpRequest, comment_id: int) -> HttpResponse:
    one = comment_or_404(request, comment_id)
    actions.bring_back(one, by=who(request))
    messages.success(request, _("It stands there again."))
    return redirect(place(one))


@require_POST
@login_required
def react(request: HttpRequest, comment_id: int) -> HttpResponse:
    one = comment_or_404(request, comment_id)
    actions.react(one, request.POST.get("says", ""), by=who(request))
    return redirect(place(one))


def who(request: HttpRequest) -> Person:
    return cast(SignedInRequest, request).person


def talked_about_or_404(request: HttpRequest, item_id: int) -> Item:
    """The item, where its conversation is for this reader; to others there is no such page."""
    reader = cast(Request, request).person
    item = Item.objects.seen_among([item_id], reader, "unit").get(item_id)
    if item is None or not takes_part(reader, item):
        raise Http404
    return item


def comment_or_404(request: HttpRequest, comment_id: int) -> Comment:
    one = Comment.objects.select_related("by__unit", "taken_away_by", "to").filter(pk=comment_id).first()
    if one is None:
        raise Http404
    one.item = talked_about_or_404(request, one.item_id)
    return one


def place(one: Comment) -> str:
    """The address at which it stands: on the item's own page, or on an earlier page of the conversation."""
    first, threads = one.to_id or one.pk, beginnings(one.item_id)
    before = bisect_left(threads, first)
    if before >= (max(len(threads), 1) - 1) // PER_PAGE * PER_PAGE:
        return f"{one.item.get_absolute_url()}#c{one.pk}"
    return f"{reverse('comments:talk', args=[one.item_id])}?page={before // PER_PAGE + 1}#c{one.pk}"
