"""The table of words that mean the same: read by the office, changed by who answers for every institution."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from lubuk.domains.office.door import for_officers
from lubuk.domains.office.synonym_forms import SynonymFileForm, SynonymForm
from lubuk.domains.office.views.places import done
from lubuk.foundation.accounts.models import SignedInRequest
from lubuk.foundation.ids import id_in
from lubuk.foundation.refusal import Refused, require
from lubuk.shared.search import actions
from lubuk.shared.search.models import Synonym
from lubuk.shared.search.permissions import can_set_synonyms
from lubuk.shared.search.synonym_tables import MOST_BYTES, as_csv, read_csv

PER_PAGE = 50


@for_officers
def synonyms(request: SignedInRequest) -> HttpResponse:
    """A GET shows the table; a POST adds a group, or changes the one that the address names."""
    group = group_or_404(request.GET["group"]) if "group" in request.GET else None
    may_change = can_set_synonyms(request.person)
    form = SynonymForm(request.POST or None, initial=told(group))
    if request.method == "POST":
        require(may_change)
        if form.is_valid() and done(form, lambda: save(form, request, group)):
            messages.success(request, _("It counts from now on, in every search."))
            return redirect("office:synonyms")
    return page(request, form=form, group=group)


def page(
    request: SignedInRequest,
    *,
    form: SynonymForm | None = None,
    file_form: SynonymFileForm | None = None,
    group: Synonym | None = None,
) -> HttpResponse:
    q = request.GET.get("q", "").strip()[:60]
    rows = [one for one in Synonym.objects.all() if q.casefold() in str(one).casefold()]
    wrong = any(one is not None and one.errors for one in (form, file_form))
    return render(request, "office/synonyms.html", {
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "form": form or SynonymForm(),
        "file_form": file_form or SynonymFileForm(),
        "group": group,
        "q": q,
        "may_change": can_set_synonyms(request.person),
        "crumbs": [{"url": reverse("office:searches"), "label": _("Searches")}],
    }, status=422 if wrong else 200)  # fmt: skip


def told(group: Synonym | None) -> dict[str, str]:
    return {"words": str(group), "direction": group.direction} if group else {}


def save(form: SynonymForm, request: SignedInRequest, group: Synonym | None) -> None:
    said = form.cleaned_data
    actions.set_synonyms(said["direction"], said["words"], by=request.person, instead_of=group)


@require_POST
@for_officers
def remove_synonyms(request: SignedInRequest) -> HttpResponse:
    actions.remove_synonyms(group_or_404(request.POST.get("group", "")), by=request.person)
    messages.success(request, _("Taken out. A search goes by the words as they are typed."))
    return redirect("office:synonyms")


@for_officers
def synonyms_csv(request: SignedInRequest) -> HttpResponse:
    answer = HttpResponse(as_csv(Synonym.objects.all()), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="synonyms.csv"'
    return answer


@require_POST
@for_officers
def bring_synonyms(request: SignedInRequest) -> HttpResponse:
    """All of a file or nothing."""
    require(can_set_synonyms(request.person))
    form = SynonymFileForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            groups = read_csv(form.cleaned_data["file"].read(MOST_BYTES + 1))
            number = actions.bring_synonyms(groups, by=request.person)
        except Refused as refused:
            form.add_error("file", str(refused))
        else:
            said = ngettext("%(number)s group is new.", "%(number)s groups are new.", number)
            messages.success(request, said % {"number": number})
            return redirect("office:synonyms")
    return page(request, file_form=form)


def group_or_404(pk: str) -> Synonym:
    group = Synonym.objects.filter(pk=id_in(pk)).first()
    if group is None:
        raise Http404
    return group
