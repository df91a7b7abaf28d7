"""A subject's own page: a shelf with what the subject means and what stands around it; Turtle for machines."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.cache import patch_vary_headers

from lubuk.domains.library.subject_page import around
from lubuk.domains.library.views.browse import place, shelf
from lubuk.foundation.accounts.models import Request
from lubuk.foundation.ids import BIGGEST_ID
from lubuk.foundation.items.models import Item
from lubuk.foundation.subjects.models import FormerSubject, Subject
from lubuk.foundation.thesaurus import writing
from lubuk.shared.expertise.knowing import who_knows_subject

PAGE = "text/html"
DATA = {kind: form for form, (_name, kind) in writing.FORMATS.items()}


def subject(request: Request, subject_id: int, slug: str = "") -> HttpResponse:
    shown = Subject.objects.filter(pk=min(subject_id, BIGGEST_ID)).first() or now_in(
        number=min(subject_id, BIGGEST_ID)
    )
    if (shown.pk, shown.slug) != (subject_id, slug):
        return redirect(shown, permanent=True)
    form = DATA.get(request.get_preferred_type([PAGE, *DATA]) or PAGE)
    answer = data(shown, form) if form else page(request, shown)
    patch_vary_headers(answer, ["Accept"])
    return answer


def now_in(**known: object) -> Subject:
    """What a merged subject is part of now. Raises Http404."""
    former = FormerSubject.objects.select_related("subject").filter(**known).first()
    if former is None:
        raise Http404
    return former.subject


def by_slug(request: Request, slug: str) -> HttpResponse:
    """The address of before subjects had numbers in theirs."""
    shown = Subject.objects.filter(slug=slug).first() or now_in(slug=slug)
    return redirect(shown, permanent=True)


def as_file(request: Request, subject_id: int, slug: str, form: str) -> HttpResponse:
    """The same for who can't say what they accept. The words before the dot are for people."""
    if form not in writing.FORMATS:
        raise Http404
    return data(get_object_or_404(Subject, pk=min(subject_id, BIGGEST_ID)), form)


def data(shown: Subject, form: str) -> HttpResponse:
    return HttpResponse(writing.one(shown, form), content_type=f"{writing.FORMATS[form][1]}; charset=utf-8")


def page(request: Request, shown: Subject) -> HttpResponse:
    ids = Subject.objects.within(shown).values_list("pk", flat=True)
    items = Item.objects.published_to(request.person).about(ids)
    context = {"heading": shown.name, "lede": shown.definition, "subject": shown, **place(shown, "subject")}
    context |= around(shown, request.person) | {"knowers": who_knows_subject(shown, request.person, most=5)}
    return shelf(request, items, context)
