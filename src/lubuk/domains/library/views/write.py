"""Writing: choose what it is, write it, keep it, publish it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lubuk.domains.library.from_files import TAKE, from_files, taken_over
from lubuk.domains.library.item_page import prefetch_places, writing_steps
from lubuk.domains.library.keeping_offline import kept_to_choose, kept_to_write
from lubuk.domains.library.loading import visible_or_404
from lubuk.domains.library.returning import last_return
from lubuk.domains.library.submitting import Sheet, begin_from, comparison, keep
from lubuk.domains.library.suggestions import suggestions_for, text_of
from lubuk.domains.library.templating import templates_for
from lubuk.domains.library.translating import beside, keep_agreement
from lubuk.foundation.accounts.door import signed_in
from lubuk.foundation.accounts.models import SignedInRequest
from lubuk.foundation.items import actions
from lubuk.foundation.items.actions.publishing import Incomplete
from lubuk.foundation.items.completeness import Completeness, completeness_of
from lubuk.foundation.items.kinds.definition import Kind
from lubuk.foundation.items.kinds.loading import kind_or_404
from lubuk.foundation.items.kinds.registry import kind_of, kinds
from lubuk.foundation.items.models import Item, Phase
from lubuk.foundation.items.permissions import can_begin, can_edit, takes_back_by_editing
from lubuk.foundation.refusal import require
from lubuk.shared.likeness.finding import titled_like

EVERYDAY = "core"  # the pack whose kinds stand first where one chooses


@signed_in
def share(request: SignedInRequest) -> HttpResponse:
    """What do you want to share? One line for each kind the person may begin."""
    everyday_first = sorted(kinds().values(), key=lambda kind: kind.pack != EVERYDAY)
    offered = [kind for kind in everyday_first if can_begin(request.person, kind, request.person.unit)]
    drafts = Item.objects.filter(owner=request.person, published=None, phase="draft").order_by("-changed_at")[
        :5
    ]
    response = render(
        request,
        "library/share.html",
        {"kinds": offered, "drafts": drafts, "offered_templates": templates_for(request.person)},
    )
    return kept_to_choose(request, response)


@signed_in
def new(request: SignedInRequest, kind_key: str) -> HttpResponse:
    kind = kind_or_404(kind_key)
    require(
        can_begin(request.person, kind, request.person.unit), _("You can't begin this kind of page here.")
    )
    sheet = filled_sheet(kind, request)
    if part := part_of(request, sheet):
        return part
    if request.method == "POST" and sheet.is_valid():
        item = begin_from(sheet, request.person)
        return step_or_stay(request, sheet, item)
    return page(request, sheet)


@signed_in
def edit(request: SignedInRequest, item_id: int) -> HttpResponse:
    item = visible_or_404(request.person, item_id)
    prefetch_places(item)
    require(can_edit(request.person, item), _("Only its authors and stewards can change this page."))
    sheet = filled_sheet(kind_of(item), request, item)
    if part := part_of(request, sheet, item):
        return part
    if request.method == "POST" and sheet.is_valid():
        try:
            keep(sheet, item, request.person)
        except actions.Conflict as conflict:
            return to_comparison(request, conflict)
        keep_agreement(item, request.POST.get("agrees_with", ""), request.person)
        return step_or_stay(request, sheet, item)
    return page(request, sheet, item)


def filled_sheet(kind: Kind, request: SignedInRequest, item: Item | None = None) -> Sheet:
    """As it was sent; with what a file says of itself, when that is what the person asked for."""
    sheet = Sheet(kind, request, item)
    field = request.POST.get("do", "").removeprefix(TAKE)
    if field == request.POST.get("do", ""):
        return sheet
    request.POST = taken_over(sheet, item, field)
    return Sheet(kind, request, item)


def part_of(request: SignedInRequest, sheet: Sheet, item: Item | None = None) -> HttpResponse | None:
    """What is asked about the text as it stands, and keeps nothing; None when it was sent to be kept."""
    do = request.POST.get("do")
    if do == "look":
        return render(request, "library/from_files.html", {"found": from_files(sheet, item)})
    if do == "alike":
        return compared(request, sheet, item)
    return suggested(request, sheet, item) if do == "suggest" else None


def suggested(request: SignedInRequest, sheet: Sheet, item: Item | None = None) -> HttpResponse:
    """Subjects and tags for the text as it stands on the page; nothing is kept. A script asks for that part alone."""
    suggestions = suggestions_for(sheet, request.person, item)
    if request.headers.get("X-Part") == "suggestions":
        return render(request, "library/suggestions.html", {"suggestions": suggestions})
    return page(request, sheet, item, suggestions=suggestions)


def compared(request: SignedInRequest, sheet: Sheet, item: Item | None = None) -> HttpResponse:
    """Without scripts: the page comes back with what has nearly this title. Nothing is kept."""
    found = titled_like(text_of(sheet).title, request.person, but=item.pk if item else 0)
    return page(request, sheet, item, look_alikes=found, asked=True)


def step_or_stay(request: SignedInRequest, sheet: Sheet, item: Item) -> HttpResponse:
    """The text is kept by now; take the step whose button was pressed, if it was one."""
    step = kind_of(item).flow.step(request.POST.get("do", ""))
    if step is None:
        messages.success(request, said_of_keeping(item))
        return redirect("library:edit", item.pk)
    if item.draft and item.draft.state == step.to:
        messages.success(request, _("Nothing was changed: it is still being reviewed."))
        return redirect(item)
    try:
        actions.take_step(item, step, by=request.person)
    except Incomplete as incomplete:
        kept = Item.objects.get(pk=item.pk)
        fresh = Sheet(kind_of(item), request, kept)
        assert kept.draft is not None  # what was just kept
        fresh.go_on_from(kept.draft)
        fresh.writing.is_valid()
        fresh.writing.blame(incomplete.fields)
        return page(request, fresh, item)
    messages.success(request, said_of_step(item))
    return redirect(item)


def said_of_keeping(item: Item) -> str:
    state = item.draft and kind_of(item).flow.state(item.draft.state)
    if state and state.counts_as == Phase.REVIEW:
        return _("Kept. It is still being reviewed.")
    return _("Kept as a draft. Only you and your co-authors see it.")


def said_of_step(item: Item) -> str:
    if item.phase == "published" and item.draft is None:
        return _("Published. Readers see it now.")
    return _("Sent for review. It waits on the first page of those who look after it.")


def page(request: SignedInRequest, sheet: Sheet, item: Item | None = None, **more: object) -> HttpResponse:
    context: dict[str, Any] = {
        "sheet": sheet,
        "kind": sheet.kind,
        "item": item,
        "steps": [s for s in writing_steps(item, request.person) if not s.ask_reason]
        if item
        else sheet.first_steps(),
        "returned": last_return(item) if item else None,
        "lacks": lacks_in(sheet, item) if item else None,
        "beside": beside(item, request.person),
        "from_files": from_files(sheet, item),
        "takes_back": item is not None and takes_back_by_editing(request.person, item),
        "others": actions.others_writing(item, by=request.person) if item else [],
        **more,
    }
    response = render(request, "library/write.html", context, status=422 if sheet.has_errors else 200)
    return kept_to_write(request, response, sheet.kind, item)


def lacks_in(sheet: Sheet, item: Item) -> Completeness | None:
    version = item.draft or item.published
    assert version is not None  # an item is begun with its first version
    found = completeness_of(version, sheet.kind, has_subjects=bool(item.item_subjects.all()))
    return found if found.missing else None


def to_comparison(request: SignedInRequest, conflict: actions.Conflict) -> HttpResponse:
    messages.warning(request, str(conflict))
    return redirect(comparison(conflict))
