"""What a model writes from the quoted passages: asked for after the page, and never without them."""

from __future__ import annotations

import logging
from functools import cache

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from lubuk.foundation.accounts.models import Reader
from lubuk.shared.answers.citing import Passage, Sentence, supported
from lubuk.shared.answers.quoting import Answer, answer
from lubuk.shared.answers.writer import NoAnswer, Writer
from lubuk.shared.search import synonyms
from lubuk.shared.search.analysis import language_of
from lubuk.shared.search.engine import NoIndex
from lubuk.shared.search.filters import Filters
from lubuk.shared.search.query import LONGEST
from lubuk.shared.search.searching import search

log = logging.getLogger(__name__)


@require_POST
@login_required
def write(request: HttpRequest) -> HttpResponse:
    """A page of its own, or the part of it that a script puts above the passages. Sent, not asked for: it costs."""
    model = writer_now()
    if model is None:
        raise Http404
    text = " ".join(request.POST.get("q", "")[:LONGEST].split())
    quoted = quoted_for(text, request.person)  # type: ignore[attr-defined]  # our middleware's
    context = {"text": text, "answer": quoted, "sentences": sentences(model, text, quoted) if quoted else []}
    part = "part" in request.POST
    return render(request, "answers/written.html" if part else "answers/write.html", context)


def quoted_for(text: str, reader: Reader) -> Answer | None:
    """Of what this reader finds now, whatever the page showed when it was made."""
    try:
        found = search(text, reader, Filters(), synonyms=synonyms.in_force())
    except NoIndex:
        return None
    return answer(found, reader)


def sentences(model: Writer, question: str, quoted: Answer) -> list[Sentence]:
    """Empty where nothing was written, or nothing of it is borne out."""
    passages = [Passage(quote.plain, language_of(quote.item.language)) for quote in quoted.quotes]
    if not passages:
        return []
    try:
        said = model.write(question, [one.text for one in passages])
    except NoAnswer as trouble:
        log.info("The passages stand alone: %s", trouble)
        return []
    return supported(said, passages)


def writer_now() -> Writer | None:
    """None where nobody named a model."""
    named = settings.ASSISTANT
    return writer(named.url, named.model, named.key) if named else None


@cache
def writer(*said: str) -> Writer:
    return Writer(*said)
