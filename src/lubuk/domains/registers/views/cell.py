"""One cell as a form: on a page of its own, or in its place in the table when a script asks for it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from lubuk.domains.registers.asking import read_asked
from lubuk.domains.registers.columns import Column
from lubuk.domains.registers.editing import can_change_cell, cells_of, change_cell
from lubuk.domains.registers.rows import rows_of
from lubuk.domains.registers.showing import cell_of, names_in
from lubuk.domains.registers.views.table import address
from lubuk.foundation.accounts.door import signed_in
from lubuk.foundation.accounts.models import SignedInRequest
from lubuk.foundation.items.actions.publishing import Incomplete
from lubuk.foundation.items.forms import PREFIX, field_of
from lubuk.foundation.items.kinds.field_types.base import is_blank
from lubuk.foundation.items.kinds.loading import kind_or_404
from lubuk.foundation.items.kinds.registry import kind_of
from lubuk.foundation.items.models import Item
from lubuk.foundation.refusal import NotAllowed, Refused

PART = "cell"  # what a script asks for in X-Part


class CellForm(forms.Form):
    """The field of one column, as the writing page has it, and the text that it was opened in."""

    wording = forms.CharField(widget=forms.HiddenInput, max_length=40)

    def __init__(self, item: Item, column: Column, request: SignedInRequest, **more: Any) -> None:
        version = item.published
        assert version is not None  # only published rows have cells
        self.column, self.name = column, PREFIX + column.name
        was = version.fields.get(column.name)
        fits = not is_blank(was) and column.type.fits(was, column.definition)
        initial = {"wording": f"{version.pk}.{version.revision}"}
        super().__init__(
            initial=initial | ({self.name: column.type.from_json(was)} if fits else {}),
            auto_id=f"c-{item.pk}-%s",
            **more,
        )
        self.fields[self.name] = field_of(column.definition, kind_of(item), request.person, was)

    @property
    def cell(self) -> forms.BoundField:
        return self[self.name]

    def value(self) -> Any:
        """As it is kept. Call after is_valid()."""
        written = self.cleaned_data.get(self.name)
        return None if is_blank(written) else self.column.type.to_json(written)


@never_cache
@signed_in
def cell(request: SignedInRequest, key: str, item_id: int, name: str) -> HttpResponse:
    item, column = cell_or_404(request, key, item_id, name)
    form = CellForm(item, column, request, data=request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            change_cell(item, column, form.value(), by=request.person, wording=form.cleaned_data["wording"])
            return changed(request, item, column)
        except Refused as refused:
            item, column = cell_or_404(request, key, item_id, name)
            form = with_problem(CellForm(item, column, request), form, said_of(refused, column))
    is_part = request.headers.get("X-Part") == PART
    context = {"item": item, "column": column, "form": form, "back": back(request, key), "is_part": is_part}
    template = "registers/cell_form.html" if is_part else "registers/cell.html"
    return render(request, template, context, status=422 if form.errors or form.is_bound else 200)


def said_of(refused: Refused, column: Column) -> str:
    if isinstance(refused, Incomplete) and list(refused.fields) == [column.name]:
        return _("Fill this before readers see the page.")
    return str(refused)


def cell_or_404(request: SignedInRequest, key: str, item_id: int, name: str) -> tuple[Item, Column]:
    """What one may not see can't be found; what one may see and not change is refused in words."""
    seen = Item.objects.visible_to(request.person).filter(pk=item_id, kind=kind_or_404(key).key)
    item = seen.select_related("unit", "published").first()
    column = cells_of(item).get(name) if item and item.published else None
    if item is None or column is None:
        raise Http404
    if not can_change_cell(request.person, item):
        raise NotAllowed
    return item, column


def with_problem(fresh: CellForm, sent: CellForm, problem: str) -> CellForm:
    """What was typed stays; what it was typed into is the text of now."""
    data = sent.data.copy()  # type: ignore[attr-defined]  # a QueryDict
    data["wording"] = fresh.initial["wording"]
    fresh.data, fresh.is_bound = data, True
    fresh.full_clean()
    fresh.add_error(fresh.name, problem)
    return fresh


def changed(request: SignedInRequest, item: Item, column: Column) -> HttpResponse:
    if request.headers.get("X-Part") != PART:
        return redirect(back(request, item.kind))
    kind = kind_or_404(item.kind)
    rows = rows_of(kind, [item.pk], {column.name})
    names = names_in(kind, rows, [column], request.person)
    return HttpResponse(cell_of(rows[0], column, names, f"{request.path}?{request.GET.urlencode()}"))


def back(request: SignedInRequest, key: str) -> str:
    """The register as it was asked for when the cell was opened."""
    return address(read_asked(kind_or_404(key), request.GET)[0])
