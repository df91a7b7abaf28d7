"""Handing over everything one owns: place by place, shown before it is done."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from lubuk.foundation.accounts.door import signed_in
from lubuk.foundation.accounts.models import Person, SignedInRequest
from lubuk.foundation.items.models import Item, Phase
from lubuk.foundation.membership.actions import are_colleagues
from lubuk.foundation.membership.actions import hand_over_own as hand_over
from lubuk.foundation.units.models import Unit


class Colleague(forms.CharField):
    """A user name, with or without @; becomes the person."""

    def __init__(self, **more: Any) -> None:
        super().__init__(max_length=150, widget=forms.TextInput(attrs={"autocomplete": "off"}), **more)

    def clean(self, value: Any) -> Person | None:
        name = super().clean(value).replace("\0", "").lstrip("@")
        if not name:
            return None
        found = Person.objects.select_related("unit").filter(username=name, is_active=True).first()
        if found is None:
            raise forms.ValidationError(_("Nobody here has that user name. Check it and try again."))
        return found


class HandOverForm(forms.Form):
    """One colleague for all, and where it says otherwise another for what stands in a unit."""

    to = Colleague(label=gettext_lazy("User name of the colleague who takes everything"), required=False)

    def __init__(self, *args: Any, units: list[Unit], by: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units, self.by = units, by
        if len(units) > 1:
            self.fields["to"].label = _("User name of the colleague who takes what isn’t given below")
            for unit in units:
                self.fields[f"unit_{unit.pk}"] = Colleague(label=unit.name, required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for name, heir in list(said.items()):
            if heir and not are_colleagues(heir, self.by):
                self.add_error(name, _("Choose a colleague of your own institution, other than yourself."))
        if not any(said.values()) and not self.errors:
            self.add_error("to", _("Write the user name of a colleague."))
        return said

    def heirs(self) -> dict[int, Person]:
        said = self.cleaned_data
        chosen = {unit.pk: said.get(f"unit_{unit.pk}") or said.get("to") for unit in self.units}
        return {pk: heir for pk, heir in chosen.items() if heir}


@signed_in
def hand_over_own(request: SignedInRequest) -> HttpResponse:
    """Sent once it shows who would get what; sent again with "sure" it is done."""
    places = places_of_own(request.person)
    form = HandOverForm(
        request.POST or None, units=[unit for unit, _all, _drafts in places], by=request.person
    )
    heirs: dict[int, Person] = {}
    if request.method == "POST" and form.is_valid():
        heirs = form.heirs()
        if "sure" in request.POST:
            count = hand_over(heirs, by=request.person)
            said = ngettext("%(count)s page is handed over.", "%(count)s pages are handed over.", count)
            messages.success(request, said % {"count": count})
            return redirect("profile")
    context = {
        "form": form,
        "rows": [(unit, count, drafts, heirs.get(unit.pk)) for unit, count, drafts in places],
        "total": sum(count for _unit, count, _drafts in places),
        "going": sum(count for unit, count, _drafts in places if unit.pk in heirs),
        "asked": [(name, request.POST.get(name, "")) for name in form.fields],
    }
    return render(request, "library/hand_over.html", context, status=422 if form.errors else 200)


def places_of_own(person: Person) -> list[tuple[Unit, int, int]]:
    """The units in which the person owns pages, each with how many, and how many of them are drafts."""
    owned = Item.objects.filter(owner=person).order_by().values_list("unit_id")
    rows = owned.annotate(all=Count("pk"), drafts=Count("pk", filter=Q(phase=Phase.DRAFT)))
    counts = {pk: (count, drafts) for pk, count, drafts in rows}
    return [(unit, *counts[unit.pk]) for unit in Unit.objects.filter(pk__in=counts).order_by("path")]
