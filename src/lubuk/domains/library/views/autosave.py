"""Keeping what is written while it is written: the answers for the page's script, in JSON.

The page keeps a copy on the device first and sends it again until it is answered, so each of these may come twice.
"""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lubuk.domains.library.loading import visible_or_404
from lubuk.domains.library.models import FirstSave
from lubuk.domains.library.submitting import Sheet, begin_from, comparison, keep_unread
from lubuk.foundation.accounts.door import signed_in
from lubuk.foundation.accounts.models import Person, SignedInRequest
from lubuk.foundation.items import actions
from lubuk.foundation.items.kinds.loading import kind_or_404
from lubuk.foundation.items.kinds.registry import kind_of
from lubuk.foundation.items.models import Item
from lubuk.foundation.items.permissions import can_begin, can_edit
from lubuk.foundation.refusal import require


@require_POST
@signed_in
def autosave(request: SignedInRequest, item_id: int) -> HttpResponse:
    """The unpublished version of an item, as it stands on the page."""
    item = visible_or_404(request.person, item_id)
    sheet = Sheet(kind_of(item), request, item)
    if not sheet.writing.is_valid():
        return not_yet()
    try:
        keep_unread(sheet, item, request.person)
    except actions.Conflict as conflict:
        said = {"by": str(conflict.by or ""), "url": comparison(conflict), "message": str(conflict)}
        return JsonResponse({"conflict": said}, status=409)
    return saved(item, request)


@require_POST
@signed_in
def autosave_new(request: SignedInRequest, kind_key: str) -> HttpResponse:
    """The first words of a new item make it a draft with an address of its own, once for each mark."""
    kind = kind_or_404(kind_key)
    require(
        can_begin(request.person, kind, request.person.unit), _("You can't begin this kind of page here.")
    )
    sheet = Sheet(kind, request)
    if not sheet.writing.is_valid():
        return not_yet()
    mark = request.POST.get("draft", "")[:64]
    if begun := begun_with(mark, request.person):
        return again(begun, sheet, request)
    try:
        with transaction.atomic():
            item = begin_from(sheet, request.person)
            if mark:
                FirstSave.objects.create(person=request.person, mark=mark, item=item)
    except IntegrityError:
        # Sent by two pages at the same moment: the other one made the item.
        begun = begun_with(mark, request.person)
        if begun is None:
            raise
        return again(begun, sheet, request)
    return saved(item, request)


def begun_with(mark: str, person: Person) -> Item | None:
    """The item that the first save with this mark made, as long as it is a draft."""
    saves = FirstSave.objects.filter(person=person, mark=mark).select_related("item__draft")
    first = saves.first() if mark else None
    return first.item if first and first.item.draft else None


def again(item: Item, sheet: Sheet, request: SignedInRequest) -> HttpResponse:
    """The answer to the first save got lost on the way; the page sends what it has by now."""
    draft = item.draft
    assert draft is not None
    text = sheet.writing.writing()
    actions.save_draft(item, text, by=request.person, from_version=draft.pk, revision=draft.revision)
    return saved(item, request)


def not_yet() -> HttpResponse:
    return JsonResponse(
        {"message": _("Something isn't right yet; see the marked fields when you save.")}, status=400
    )


def saved(item: Item, request: SignedInRequest) -> JsonResponse:
    draft = item.draft
    assert draft is not None
    return JsonResponse(
        {
            "item": item.pk,
            "revision": draft.revision,
            "version": draft.pk,
            "url": reverse("library:edit", args=[item.pk]),
            "autosave": reverse("library:autosave", args=[item.pk]),
            "presence": reverse("library:presence", args=[item.pk]),
            "saved_at": time_format(timezone.localtime(), "H.i"),
            "editors": [str(other) for other in actions.others_writing(item, by=request.person)],
        }
    )


@require_POST
@signed_in
def presence(request: SignedInRequest, item_id: int) -> HttpResponse:
    """The page says every while that it is open for writing, and learns who else has it open."""
    item = visible_or_404(request.person, item_id)
    require(can_edit(request.person, item))
    return JsonResponse(
        {"editors": [str(other) for other in actions.others_writing(item, by=request.person)]}
    )
