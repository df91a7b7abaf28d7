"""The officer's list of tags, and what becomes of one. Counts are of what the officer may see."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from lubuk.domains.office.door import for_officers
from lubuk.domains.office.queries import tags_seen_by
from lubuk.domains.office.views.places import done, form_page
from lubuk.domains.office.vocabulary_forms import TagForm
from lubuk.foundation.accounts.models import Person, SignedInRequest
from lubuk.foundation.places import tagging
from lubuk.foundation.places.permissions import can_arrange_subjects
from lubuk.foundation.refusal import require

PER_PAGE = 50


@for_officers
def tags(request: SignedInRequest) -> HttpResponse:
    words = request.GET.get("q", "").replace("\0", "").strip()[:60]
    rows = (
        tags_seen_by(request.person).filter(word__icontains=words) if words else tags_seen_by(request.person)
    )
    counted = rows.order_by().values_list("word").annotate(n=Count("pk")).order_by("-n", "word")
    context = {
        "page": Paginator(counted, PER_PAGE).get_page(request.GET.get("page")),
        "q": words,
        "may_change": can_arrange_subjects(request.person),
    }
    return render(request, "office/tags.html", context)


@for_officers
def change(request: SignedInRequest) -> HttpResponse:
    require(can_arrange_subjects(request.person))
    word = (request.POST or request.GET).get("tag", "").replace("\0", "")[:60]
    if not tags_seen_by(request.person).filter(word=word).exists():
        raise Http404
    form = TagForm(request.POST or None, initial={"tag": word})
    if (
        request.method == "POST"
        and form.is_valid()
        and done(form, lambda: become(form, word, request.person))
    ):
        messages.success(request, _("Done. Whoever types “%(tag)s” comes to it.") % {"tag": word})
        return redirect("office:tags")
    return form_page(
        request,
        form,
        heading=_("The tag “%(tag)s”") % {"tag": word},
        lede=_("It changes on every page that has it, and its address leads on."),
        verb=_("Change the tag"),
        back=reverse("office:tags"),
    )


def become(form: TagForm, word: str, by: Person) -> None:
    said = form.cleaned_data
    if said["what"] == TagForm.RENAME:
        tagging.rename_tag(word, to=said["name"], by=by)
    elif said["what"] == TagForm.NEW:
        tagging.make_subject(word, under=said.get("subject"), by=by)
    else:
        tagging.give_to_subject(word, subject=said["subject"], by=by)
