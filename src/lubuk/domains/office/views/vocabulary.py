"""Subjects as a vocabulary: files in and out, other names and notes, two made one, what wants mending."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from lubuk.domains.office.door import for_officers
from lubuk.domains.office.subject_checks import checks
from lubuk.domains.office.trees import TREES
from lubuk.domains.office.views.places import address, done, form_page
from lubuk.domains.office.vocabulary_forms import DescriptionForm, MergeForm, VocabularyForm
from lubuk.foundation.accounts.models import SignedInRequest
from lubuk.foundation.ids import BIGGEST_ID
from lubuk.foundation.labels import in_language
from lubuk.foundation.places import describing, merging
from lubuk.foundation.places.permissions import can_arrange_subjects
from lubuk.foundation.refusal import Refused, require
from lubuk.foundation.subjects.called import related_to
from lubuk.foundation.subjects.models import ProposedSubjects, Subject
from lubuk.foundation.thesaurus import writing
from lubuk.foundation.thesaurus.actions import bring_in, relations_to_change
from lubuk.foundation.thesaurus.concepts import Concept
from lubuk.foundation.thesaurus.planning import Plan, plan
from lubuk.foundation.thesaurus.reading import read

SHOWN = 50  # names of each sort before "and so many more"
TREE = TREES["subjects"]


def crumbs() -> list[dict[str, object]]:
    return [{"url": TREE.url, "label": TREE.heading}]


@for_officers
def check(request: SignedInRequest) -> HttpResponse:
    return render(
        request, "office/check_subjects.html", {"checks": checks(request.person), "crumbs": crumbs()}
    )


@for_officers
def export(request: SignedInRequest, form: str) -> HttpResponse:
    if form not in writing.FORMATS:
        raise Http404
    answer = HttpResponse(writing.whole(form), content_type=f"{writing.FORMATS[form][1]}; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="subjects.{form}"'
    return answer


@for_officers
def bring(request: SignedInRequest) -> HttpResponse:
    """Read the file and lead to what it would change; nothing is changed yet."""
    require(can_arrange_subjects(request.person))
    form = VocabularyForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            concepts = read(file.read(), file.name)
            plan(concepts)
        except Refused as refused:
            form.add_error("file", str(refused))
        else:
            ProposedSubjects.objects.filter(by=request.person).delete()
            kept = ProposedSubjects.objects.create(
                by=request.person, name=file.name[:200], concepts=[concept.as_json() for concept in concepts]
            )
            return redirect("office:proposed_subjects", kept.pk)
    return render(
        request,
        "office/bring_subjects.html",
        {"form": form, "back": TREE.url, "crumbs": crumbs()},
        status=422 if form.errors else 200,
    )


@for_officers
def proposed(request: SignedInRequest, number: int) -> HttpResponse:
    """What the file would change; a POST takes it, exactly as it was shown."""
    require(can_arrange_subjects(request.person))
    kept = get_object_or_404(ProposedSubjects, pk=min(number, BIGGEST_ID), by=request.person)
    concepts = [Concept.from_json(each) for each in kept.concepts]
    if request.method == "POST":
        try:
            bring_in(concepts, by=request.person, source=kept.name, agreed=request.POST.get("agreed", "none"))
        except Refused as refused:
            messages.warning(request, str(refused))
            return redirect("office:proposed_subjects", kept.pk)
        kept.delete()
        messages.success(request, _("Taken. The subjects are as the file says."))
        return redirect(TREE.url)
    found = plan(concepts)
    context = {
        "kept": kept,
        "plan": found,
        "sorts": [
            (sort, names[:SHOWN], len(names), len(names) - SHOWN) for sort, names in sorts_of(found) if names
        ],
        "relations": how_many_relations(found),
        "concepts": len(concepts),
        "crumbs": [*crumbs(), {"url": reverse("office:bring_subjects"), "label": _("Bring in a SKOS file")}],
    }
    return render(request, "office/proposed_subjects.html", context)


def how_many_relations(found: Plan) -> int:
    """Between subjects that are there; those of new ones come with them."""
    rows, doomed = relations_to_change(found)
    return len(rows) + len(doomed)


def sorts_of(found: Plan) -> list[tuple[str, list[str]]]:
    """Each sort of change in words, with the names that it is about."""
    top = _("the top")
    return [
        (_("New"), [in_language(concept.labels) for concept in found.new]),
        (_("Renamed"), [f"{before} → {after}" for before, after in (row.names for row in found.renamed)]),
        (_("Other words or notes"), [row.subject.name for row in found.changed]),
        (
            _("Moved"),
            [f"{row.subject.name}: {row.before or top} → {row.after or top}" for row in found.moved],
        ),
        (_("Gone, used nowhere"), [subject.name for subject in found.gone]),
        (_("No longer in the file, but used here: stays"), [subject.name for subject in found.kept]),
        (
            _("Part of another subject here: stays so"),
            [in_language(concept.labels) for concept in found.merged],
        ),
    ]


@for_officers
def describe(request: SignedInRequest, slug: str) -> HttpResponse:
    subject = get_object_or_404(Subject, slug=slug)
    require(can_arrange_subjects(request.person))
    form = DescriptionForm(request.POST or None, subject=subject, related=related_to(subject))
    if request.method == "POST" and form.is_valid():
        related = form.cleaned_data["related"]
        if done(form, lambda: describing.describe(subject, form.said(), related=related, by=request.person)):
            messages.success(request, _("Saved. Search finds it by its other names too."))
            return redirect(address(TREE, subject))
    return form_page(
        request,
        form,
        heading=_("Other names and notes of %(name)s") % {"name": subject.name},
        verb=_("Save"),
        back=address(TREE, subject),
    )


@for_officers
def merge(request: SignedInRequest, slug: str) -> HttpResponse:
    subject = get_object_or_404(Subject, slug=slug)
    require(can_arrange_subjects(request.person))
    form = MergeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        into, name = form.cleaned_data["into"], subject.name
        if done(form, lambda: merging.merge(subject, into=into, by=request.person)):
            messages.success(
                request, _("%(name)s is part of %(into)s now.") % {"name": name, "into": into.name}
            )
            return redirect(address(TREE, into))
    return form_page(
        request,
        form,
        heading=_("Merge %(name)s") % {"name": subject.name},
        lede=_(
            "Its pages, stewards and names go to the other subject, and its address leads there. It can't be undone."
        ),
        verb=_("Merge"),
        back=address(TREE, subject),
    )
