"""What is over, by class; and the proposal that is made of it."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from lubuk.domains.records.door import for_officers
from lubuk.domains.records.forms import ProposalForm
from lubuk.domains.records.queries import due_by_class, due_in, institutions_of
from lubuk.foundation.accounts.models import SignedInRequest
from lubuk.foundation.ids import id_in
from lubuk.foundation.items.models import Phase
from lubuk.foundation.items.queries import ItemQuerySet
from lubuk.foundation.refusal import Refused
from lubuk.foundation.units.models import Unit
from lubuk.shared.retention import actions
from lubuk.shared.retention.models import RetentionClass

PER_PAGE = 100  # of one proposal: two people are to read it


@for_officers
def due(request: SignedInRequest) -> HttpResponse:
    classes = due_by_class(request.person)
    institutions = list(institutions_of(request.person))
    asked = request.POST if request.method == "POST" else request.GET
    institution = chosen(institutions, asked.get("institution", ""))
    chosen_class = asked.get("class", "")
    if not chosen_class.isdecimal() or institution is None:
        return render(request, "records/due.html", {"classes": classes})
    named = get_object_or_404(RetentionClass, pk=id_in(chosen_class))
    items = due_in(request.person, named, institution)
    form = ProposalForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and proposed(request, form, items, institution):
        return redirect("records:disposals")
    context = {
        "classes": classes, "named": named, "institution": institution, "institutions": institutions, "form": form,
        "page": Paginator(items, PER_PAGE).get_page(asked.get("page")), "withdrawn": Phase.WITHDRAWN,
        "chosen": request.POST.getlist("item"),
    }  # fmt: skip
    return render(request, "records/due.html", context, status=422 if form.errors else 200)


def chosen(institutions: list[Unit], slug: str) -> Unit | None:
    return next(
        (unit for unit in institutions if unit.slug == slug), institutions[0] if institutions else None
    )


def proposed(request: SignedInRequest, form: ProposalForm, items: ItemQuerySet, institution: Unit) -> bool:
    ids = [pk for said in request.POST.getlist("item") if (pk := id_in(said))]
    try:
        disposal = actions.propose(
            items.filter(pk__in=ids),
            by=request.person,
            institution=institution,
            reason=form.cleaned_data["reason"],
        )
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    messages.success(
        request, _("Proposed as %(number)s. Two others approve it.") % {"number": disposal.number}
    )
    return True
