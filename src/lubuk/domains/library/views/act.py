"""The acts on an item's page: each a press of one button, answered with a redirect and a word about what happened."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lubuk.domains.library import templating
from lubuk.domains.library.item_page import prefetch_places
from lubuk.domains.library.loading import version_or_404, visible_or_404
from lubuk.foundation.accounts.door import signed_in
from lubuk.foundation.accounts.models import Person, SignedInRequest
from lubuk.foundation.items import actions
from lubuk.foundation.items.kinds.registry import kind_of
from lubuk.foundation.items.models import Endorsement, Item
from lubuk.foundation.items.permissions import can_edit
from lubuk.shared.duties import actions as duties


def loaded(request: SignedInRequest, item_id: int) -> Item:
    item = visible_or_404(request.person, item_id)
    prefetch_places(item)
    return item


@require_POST
@signed_in
def step(request: SignedInRequest, item_id: int, name: str) -> HttpResponse:
    item = loaded(request, item_id)
    wanted = kind_of(item).flow.step(name)
    if wanted is None:
        raise Http404
    actions.take_step(
        item,
        wanted,
        by=request.person,
        reason=request.POST.get("reason", ""),
        read=request.POST.get("read", ""),
    )
    if item.draft and item.draft.state in wanted.sources:
        messages.success(request, _("Your approval is noted. The text waits for the others."))
        return redirect(item)
    said = kind_of(item).flow.state(item.draft.state if item.draft else item.state)
    messages.success(
        request, _("Done: %(step)s. It is now %(state)s.") % {"step": wanted, "state": str(said).lower()}
    )
    return redirect(item if can_edit(request.person, item) or item.phase == "published" else "home")


@require_POST
@signed_in
def endorse(request: SignedInRequest, item_id: int) -> HttpResponse:
    item = loaded(request, item_id)
    actions.endorse(item, by=request.person)
    messages.success(
        request, _("This page is official now. It is checked again by %(day)s.") % {"day": day(item)}
    )
    return redirect(item)


@require_POST
@signed_in
def confirm(request: SignedInRequest, item_id: int) -> HttpResponse:
    item = loaded(request, item_id)
    endorsement = actions.confirm(item, by=request.person)
    messages.success(
        request, _("Thank you. Verified until %(day)s.") % {"day": day(item)}, extra_tags=undo(endorsement)
    )
    return redirect((request.POST.get("back") == "home" and "home") or item)


def undo(endorsement: Endorsement) -> str:
    """The address that takes the word back; the notice shows it as a button."""
    return reverse("library:take_back", args=[endorsement.item_id, endorsement.pk])


def day(item: Item) -> str:
    return date_format(item.check_by, "j F Y") if item.check_by else ""


@require_POST
@signed_in
def take_back(request: SignedInRequest, item_id: int, endorsement_id: int) -> HttpResponse:
    item = loaded(request, item_id)
    actions.take_back(get_object_or_404(item.endorsements, pk=endorsement_id), by=request.person)
    messages.success(request, _("Taken back. The page waits for its check again."))
    return redirect(item)


@require_POST
@signed_in
def acknowledge(request: SignedInRequest, item_id: int) -> HttpResponse:
    item = loaded(request, item_id)
    duties.acknowledge(item, by=request.person)
    messages.success(
        request,
        _("Noted: you have read version %(number)s.")
        % {"number": item.published.number if item.published else ""},
    )
    return redirect(item)


@require_POST
@signed_in
def restore(request: SignedInRequest, item_id: int, number: int) -> HttpResponse:
    item = loaded(request, item_id)
    actions.restore(version_or_404(item, number, request.person), by=request.person)
    messages.success(
        request,
        _("The text of version %(number)s is your draft now. Readers see it when you publish.")
        % {"number": number},
    )
    return redirect("library:edit", item.pk)


@require_POST
@signed_in
def hand_over(request: SignedInRequest, item_id: int) -> HttpResponse:
    item = loaded(request, item_id)
    name = request.POST.get("to", "").replace("\0", "").strip().lstrip("@")
    to = Person.objects.filter(username=name).first()
    if to is None:
        messages.error(request, _("Nobody here has that user name. Check it and try again."))
        return redirect(item)
    actions.hand_over(item, to, by=request.person)
    messages.success(request, _("%(name)s looks after this page now.") % {"name": to})
    return redirect(item if item in Item.objects.visible_to(request.person) else "home")


@require_POST
@signed_in
def offer_template(request: SignedInRequest, item_id: int) -> HttpResponse:
    item = loaded(request, item_id)
    templating.offer_template(item, by=request.person)
    messages.success(
        request, _("Others can begin from this text now. It stands where people choose what to share.")
    )
    return redirect(item)


@require_POST
@signed_in
def withdraw_template(request: SignedInRequest, item_id: int) -> HttpResponse:
    item = loaded(request, item_id)
    templating.withdraw_template(item, by=request.person)
    messages.success(request, _("This is no template any more. The page itself stays."))
    return redirect(item)


@require_POST
@signed_in
def begin_from(request: SignedInRequest, item_id: int) -> HttpResponse:
    item = templating.begin_from(loaded(request, item_id), by=request.person)
    messages.success(request, _("Your draft has the text of the template. Give it a title of its own."))
    return redirect("library:edit", item.pk)


@require_POST
@signed_in
def discard(request: SignedInRequest, item_id: int) -> HttpResponse:
    item = loaded(request, item_id)
    actions.discard(item, by=request.person)
    messages.success(request, _("The draft is gone."))
    return redirect("home")
