"""Units, sections and subjects: three trees, one set of pages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lubuk.domains.office.door import for_officers
from lubuk.domains.office.forms import ClosingForm, LabelsForm, MoveForm
from lubuk.domains.office.queries import branch_of, is_large, rows_of
from lubuk.domains.office.trees import Tree, tree_or_404
from lubuk.foundation.access.models import Role, RoleName
from lubuk.foundation.accounts.models import Person, SignedInRequest
from lubuk.foundation.places import actions
from lubuk.foundation.places.permissions import (
    can_arrange,
    can_arrange_subjects,
    can_close,
    can_found,
)
from lubuk.foundation.places.queries import Place, items_within
from lubuk.foundation.refusal import Refused, require
from lubuk.foundation.sections.models import Section
from lubuk.foundation.subjects.models import Subject
from lubuk.foundation.units.models import Unit


def address(tree: Tree, place: Place, page: str = "place") -> str:
    return reverse(f"office:{page}", args=[tree.key, place.slug])


@for_officers
def places(request: SignedInRequest, tree: str) -> HttpResponse:
    shown = tree_or_404(tree)
    there = shown.places_for(request.person)
    large = is_large(there)
    context = {
        "tree": shown,
        "rows": branch_of(there, None) if large else rows_of(there),
        "only_roots": large,
        "may_add": may_add(shown, request.person),
    }
    return render(request, "office/places.html", context)


def may_add(tree: Tree, person: Person) -> bool:
    """At the top of the tree."""
    if tree.model is Unit:
        return can_found(person)
    return tree.model is Section or can_arrange_subjects(person)


@for_officers
def place(request: SignedInRequest, tree: str, slug: str) -> HttpResponse:
    shown = tree_or_404(tree)
    node = shown.place_or_404(request.person, slug)
    word = str(node._meta.model_name)
    stewards = Role.objects.in_force().filter(**{word: node}, name=RoleName.STEWARD, person__is_active=True)
    there = shown.places_for(request.person).filter(path__startswith=node.path).exclude(pk=node.pk)
    context = {
        "tree": shown,
        "place": node,
        "below": branch_of(there, node) if is_large(there) else rows_of(there),
        "stewards": stewards.select_related("person__unit"),
        "items": items_within(node).count(),
        "people": Person.objects.filter(unit__path__startswith=node.path, is_active=True).count()
        if word == "unit"
        else None,
        "may_arrange": can_arrange(request.person, node),
        "may_close": isinstance(node, Unit) and can_close(request.person, node),
        "crumbs": [{"url": shown.url, "label": shown.heading}, *crumbs(shown, node)],
    }
    return render(request, "office/place.html", context)


def crumbs(tree: Tree, place: Place) -> list[dict[str, str]]:
    nodes: Any = type(place).objects
    return [
        {"url": address(tree, node), "label": node.name} for node in nodes.above(place).exclude(pk=place.pk)
    ]


@for_officers
def add(request: SignedInRequest, tree: str) -> HttpResponse:
    shown = tree_or_404(tree)
    slug = request.GET.get("under", "")
    parent = shown.place_or_404(request.person, slug) if slug else None
    require(can_arrange(request.person, parent) if parent else may_add(shown, request.person))
    model: Any = shown.model
    node: Place = model(parent=parent)
    form = LabelsForm(request.POST or None, place=node, by=request.person, initial=unit_of(parent))
    if request.method == "POST" and form.is_valid():
        node.labels = form.said("label")
        if isinstance(node, Section):
            node.unit = form.cleaned_data["unit"]
        if isinstance(node, Subject):
            node.definitions = {code: words for code, words in form.said("definition").items() if words}
        if done(form, lambda: actions.add(node, by=request.person)):
            messages.success(request, _("%(name)s is there now.") % {"name": node.name})
            return redirect(address(shown, node))
    heading = shown.add_below if parent else shown.add
    return form_page(
        request,
        form,
        heading=heading,
        lede=parent.name if parent else "",
        verb=_("Add"),
        back=back(shown, parent),
    )


def unit_of(parent: Place | None) -> dict[str, Any]:
    return {"unit": parent.unit_id} if isinstance(parent, Section) else {}


def back(tree: Tree, place: Place | None) -> str:
    return address(tree, place) if place else tree.url


def done(form: forms.Form, act: Any) -> bool:
    """Whether the act was allowed; if not, the form says why and keeps what was written."""
    try:
        with transaction.atomic():
            act()
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    return True


def form_page(request: SignedInRequest, form: forms.Form, **words: Any) -> HttpResponse:
    return render(request, "office/form.html", {"form": form, **words}, status=422 if form.errors else 200)


@for_officers
def rename(request: SignedInRequest, tree: str, slug: str) -> HttpResponse:
    shown = tree_or_404(tree)
    node = shown.place_or_404(request.person, slug)
    require(can_arrange(request.person, node))
    form = LabelsForm(request.POST or None, place=node, by=request.person)

    def act() -> None:
        actions.rename(node, form.said("label"), by=request.person)
        if isinstance(node, Subject):
            actions.define(node, form.said("definition"), by=request.person)

    if request.method == "POST" and form.is_valid() and done(form, act):
        messages.success(request, _("Saved. Its address stays the same."))
        return redirect(address(shown, node))
    heading = _("Rename %(name)s") % {"name": node.name}
    return form_page(request, form, heading=heading, verb=_("Save"), back=address(shown, node))


@for_officers
def move(request: SignedInRequest, tree: str, slug: str) -> HttpResponse:
    shown = tree_or_404(tree)
    node = shown.place_or_404(request.person, slug)
    require(can_arrange(request.person, node))
    choices: Any = shown.places_for(request.person)
    if shown.model is Unit:
        choices = choices.filter(closed_at=None)
    top = str(shown.at_the_top) if may_add(shown, request.person) else ""
    form = MoveForm(request.POST or None, place=node, places=choices, at_the_top=top)
    if request.method == "POST" and form.is_valid():
        under = form.cleaned_data["under"]
        if done(form, lambda: actions.move(node, under=under, by=request.person)):
            messages.success(request, _("Moved, with everything below it."))
            return redirect(address(shown, node))
    return form_page(
        request,
        form,
        heading=_("Move %(name)s") % {"name": node.name},
        lede=_("Everything below it comes along. Stewards of the new place look after it from then on."),
        verb=_("Move"),
        back=address(shown, node),
    )


def unit_or_404(tree: Tree, person: Person, slug: str) -> Unit:
    node = tree.place_or_404(person, slug)
    if not isinstance(node, Unit):
        raise Http404
    return node


@for_officers
def close(request: SignedInRequest, tree: str, slug: str) -> HttpResponse:
    shown = tree_or_404(tree)
    unit = unit_or_404(shown, request.person, slug)
    require(can_close(request.person, unit))
    form = ClosingForm(request.POST or None, unit=unit, by=request.person)

    def act() -> None:
        if into := form.cleaned_data["into"]:
            actions.empty(unit, into=into, by=request.person)
        actions.close(unit, by=request.person)

    if request.method == "POST" and form.is_valid() and done(form, act):
        messages.success(
            request, _("%(name)s is closed. What was written there is still found.") % {"name": unit.name}
        )
        return redirect(address(shown, unit))
    return form_page(
        request,
        form,
        heading=_("Close %(name)s") % {"name": unit.name},
        lede=_("Nobody can be placed there any more. Units below it close with it. You can reopen it."),
        verb=_("Close"),
        back=address(shown, unit),
    )


@require_POST
@for_officers
def reopen(request: SignedInRequest, tree: str, slug: str) -> HttpResponse:
    shown = tree_or_404(tree)
    unit = unit_or_404(shown, request.person, slug)
    actions.reopen(unit, by=request.person)
    messages.success(request, _("%(name)s is open again.") % {"name": unit.name})
    return redirect(address(shown, unit))


@require_POST
@for_officers
def remove(request: SignedInRequest, tree: str, slug: str) -> HttpResponse:
    shown = tree_or_404(tree)
    node = shown.place_or_404(request.person, slug)
    if isinstance(node, Unit):
        raise Http404  # units are closed: what was written there keeps its place
    name = node.name
    actions.remove(node, by=request.person)
    messages.success(request, _("%(name)s is gone. It was used nowhere.") % {"name": name})
    return redirect(shown.url)
