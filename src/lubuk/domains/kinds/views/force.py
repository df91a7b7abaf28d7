"""From the draft to what counts: what it would mean, putting it in force, going back, and moving the items."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lubuk.domains.kinds.comparing import differences
from lubuk.domains.kinds.door import for_shapers
from lubuk.domains.kinds.opening import Opened, opened_or_404
from lubuk.domains.kinds.storing import revision_of
from lubuk.domains.kinds.tasks import move_items
from lubuk.domains.kinds.views.kind import heading_of, within
from lubuk.foundation.accounts.models import SignedInRequest
from lubuk.foundation.items.kinds.problems import PackError
from lubuk.foundation.refusal import Refused
from lubuk.foundation.shaping import actions
from lubuk.foundation.shaping.consequences import consequences
from lubuk.foundation.shaping.moving import ask_to_move
from lubuk.foundation.shaping.texts import check, shipped


@for_shapers
def put_in_force(request: SignedInRequest, sort: str, key: str) -> HttpResponse:
    """What it means first; a POST does it, exactly the draft that was shown."""
    opened = opened_or_404(sort, key)
    if not opened.has_draft:
        return redirect(opened.url())
    problems, found = [], []
    try:
        if request.method == "POST":
            actions.put_in_force(opened.name, by=request.person, revision=revision_of(request))
            messages.success(request, _("In force, for everybody from now on."))
            return redirect(opened.url())
        found = consequences(opened.name, check(opened.name, opened.text))
    except PackError as wrong:
        problems = wrong.problems
    except actions.Overtaken as refused:
        messages.warning(request, str(refused))
        return redirect(opened.url())
    context = {
        "opened": opened,
        "heading": _("Put “%(name)s” in force") % {"name": heading_of(opened)},
        "consequences": found,
        "problems": problems,
        "differences": differences(text_in_force(opened), opened.text),
        "crumbs": within(opened),
    }
    return render(request, "kinds/force.html", context, status=422 if problems else 200)


def text_in_force(opened: Opened) -> str:
    if opened.definition and opened.definition.in_force:
        return opened.definition.in_force.text
    return shipped()[opened.name].text if opened.is_shipped else ""


@require_POST
@for_shapers
def discard(request: SignedInRequest, sort: str, key: str) -> HttpResponse:
    opened = opened_or_404(sort, key)
    try:
        actions.discard_draft(opened.name, by=request.person, revision=revision_of(request))
        messages.success(request, _("The draft is gone. What is in force stays as it is."))
    except actions.Overtaken as refused:
        messages.warning(request, str(refused))
        return redirect(opened.url())
    stays = opened.is_shipped or (opened.definition and opened.definition.versions.exists())
    return redirect(opened.url()) if stays else redirect("kinds:kinds")


@require_POST
@for_shapers
def give_back(request: SignedInRequest, sort: str, key: str) -> HttpResponse:
    opened = opened_or_404(sort, key)
    try:
        actions.give_back(opened.name, by=request.person, revision=revision_of(request))
        messages.success(
            request,
            _("It is as it was shipped again.")
            if opened.is_shipped
            else _("It is out of use. Its pages stay as they are."),
        )
    except PackError as wrong:
        what = "; ".join(f"{problem.place}: {problem.said}" for problem in wrong.problems[:3])
        messages.warning(
            request, _("This can’t be done, because something else hangs on it. %(what)s") % {"what": what}
        )
    except Refused as refused:
        messages.warning(request, str(refused))
    return redirect(opened.url())


@require_POST
@for_shapers
def move_all(request: SignedInRequest, sort: str, key: str) -> HttpResponse:
    """The worker moves them; the page of the kind shows how far it is."""
    opened = opened_or_404(sort, key)
    try:
        with transaction.atomic():
            move_items.enqueue(ask_to_move(opened.key, by=request.person).pk)
    except Refused as refused:
        messages.warning(request, str(refused))
    return redirect(f"{opened.url()}#moving")
