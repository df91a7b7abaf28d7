"""What is wanted: the list, one question, and asking."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lubuk.foundation.accounts.models import Person, SignedInRequest
from lubuk.foundation.ids import BIGGEST_ID
from lubuk.foundation.items.by_number import page_of_number
from lubuk.foundation.items.models import Item
from lubuk.foundation.refusal import Refused
from lubuk.shared.likeness.finding import titled_like
from lubuk.shared.wanted import actions
from lubuk.shared.wanted.forms import AnswerForm, AskForm
from lubuk.shared.wanted.knowing import nearest, who_may_know
from lubuk.shared.wanted.models import MOST_LETTERS, Ask
from lubuk.shared.wanted.permissions import can_answer, can_list, can_take_in
from lubuk.shared.wanted.questions import KIND, most_wanted

PER_PAGE = 20
FROM_OUTSIDE = 50


@login_required
def wanted_list(request: HttpRequest) -> HttpResponse:
    person = cast(SignedInRequest, request).person
    if not can_list(person):
        raise Http404
    takes_in = can_take_in(person)
    outside = Ask.objects.filter(item=None).select_related("person")[:FROM_OUTSIDE] if takes_in else []
    page = Paginator(most_wanted(person).with_places(), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "wanted/list.html", {"page": page, "outside": outside})


@login_required
def ask(request: HttpRequest) -> HttpResponse:
    person = cast(SignedInRequest, request).person
    words = " ".join(request.GET.get("q", "").split())[:MOST_LETTERS]
    form = AskForm(request.POST or None, initial={"words": words})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            wanted = actions.ask(
                said["words"], by=person, language=request.LANGUAGE_CODE or "", purpose=said["purpose"],
                needed=said["needed"],
            )  # fmt: skip
        except Refused as refused:
            form.add_error("words", str(refused))
        else:
            messages.success(request, _("Thank you. You are told as soon as somebody answers."))
            return redirect("wanted:wanted", wanted.pk) if wanted else redirect("home")
    words = form["words"].value() or words
    alike = wanted_like(words, person)
    context = {
        "form": form,
        "alike": alike,
        "joined": set(Ask.objects.filter(person=person, item__in=alike).values_list("item_id", flat=True)),
        "near": nearest(words, person) if words else [],
        "people": who_may_know(words, person) if words else [],
        "is_staff": can_list(person),
    }
    return render(request, "wanted/ask.html", context, status=422 if form.errors else 200)


def wanted_like(words: str, person: Person) -> list[Item]:
    """Nearly the same question, still without an answer; only what a colleague may join."""
    if not words or not can_list(person):
        return []
    ids = [item.pk for item in titled_like(words, person) if item.kind == KIND]
    return list(most_wanted(person).filter(pk__in=ids))


@login_required
def wanted(request: HttpRequest, item_id: int) -> HttpResponse:
    person = cast(SignedInRequest, request).person
    item = wanted_or_404(person, item_id)
    version = item.published
    answers = Item.objects.visible_to(person).published().filter(answers_to__wanted=item).with_places()
    return render(request, "wanted/wanted.html", {
        "item": item,
        "purpose": version.fields.get("purpose", "") if version else "",
        "askers": item.asks.count(),
        "is_asker": item.asks.filter(person=person).exists(),
        "answers": list(answers),
        "people": who_may_know(item.title, person),
        "may_answer": can_answer(person, item),
        "form": AnswerForm(),
    })  # fmt: skip


@require_POST
@login_required
def join(request: HttpRequest, item_id: int) -> HttpResponse:
    person = cast(SignedInRequest, request).person
    actions.join(wanted_or_404(person, item_id), by=person)
    messages.success(request, _("Thank you. You are told as soon as somebody answers."))
    return redirect("wanted:wanted", item_id)


@require_POST
@login_required
def answer(request: HttpRequest, item_id: int) -> HttpResponse:
    """With a page that is there, named by its number."""
    person = cast(SignedInRequest, request).person
    item = wanted_or_404(person, item_id)
    try:
        found = page_of_number(request.POST.get("number", ""), person)
        actions.answer(item, found, by=person)
    except Refused as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, _("Thank you. All who asked and may see it are told."))
    return redirect("wanted:wanted", item_id)


@require_POST
@login_required
def write_answer(request: HttpRequest, item_id: int) -> HttpResponse:
    person = cast(SignedInRequest, request).person
    draft = actions.write_answer(wanted_or_404(person, item_id), by=person)
    return redirect("library:edit", draft.pk)


@require_POST
@login_required
def take_in(request: HttpRequest, ask_id: int) -> HttpResponse:
    person = cast(SignedInRequest, request).person
    asked = Ask.objects.filter(pk=min(ask_id, BIGGEST_ID), item=None).first() if can_take_in(person) else None
    if asked is None:
        raise Http404
    item = actions.take_in(asked, by=person, language=request.LANGUAGE_CODE or "")
    return redirect("wanted:wanted", item.pk)


def wanted_or_404(person: Person, item_id: int) -> Item:
    seen = Item.objects.visible_to(person).published().filter(pk=min(item_id, BIGGEST_ID), kind=KIND)
    item = seen.select_related("published", "owner", "unit").first()
    if item is None:
        raise Http404
    return item
