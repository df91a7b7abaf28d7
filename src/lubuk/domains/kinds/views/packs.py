"""Our own kinds and flows as a pack, and packs of others."""

from __future__ import annotations

import json

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lubuk.domains.kinds.door import for_shapers
from lubuk.domains.kinds.new_forms import PackForm
from lubuk.domains.kinds.views.kind import crumbs
from lubuk.foundation.accounts.models import SignedInRequest
from lubuk.foundation.items.kinds.problems import PackError, Problem
from lubuk.foundation.items.kinds.registry import KindsAndFlows, kinds_and_flows
from lubuk.foundation.refusal import Refused
from lubuk.foundation.shaping import actions
from lubuk.foundation.shaping.consequences import Consequences, consequences
from lubuk.foundation.shaping.packing import packed, unpacked
from lubuk.foundation.shaping.texts import Name, Texts, own_texts, read_with


@for_shapers
def export(request: SignedInRequest) -> HttpResponse:
    answer = HttpResponse(packed(), content_type="application/zip")
    answer["Content-Disposition"] = 'attachment; filename="kinds.zip"'
    return answer


@for_shapers
def bring(request: SignedInRequest) -> HttpResponse:
    """A file, then what it would change; the second post has the very texts that were shown, and takes them."""
    form = PackForm(request.POST or None, request.FILES or None)
    problems: list[Problem] = []
    context = {"form": form, "crumbs": crumbs(), "problems": problems}
    if request.method == "POST" and form.is_valid():
        try:
            texts = form.texts() or unpacked(form.cleaned_data["file"].read(), form.cleaned_data["file"].name)
            if form.texts():
                return taken(request, texts)
            after = read_with({**own_texts(), **texts})
            context |= {"rows": rows(texts, after), "texts": packed_texts(texts)}
        except PackError as wrong:
            problems += wrong.problems
        except Refused as refused:
            form.add_error("file", str(refused))
    return render(request, "kinds/bring_pack.html", context, status=422 if form.errors or problems else 200)


def taken(request: SignedInRequest, texts: Texts) -> HttpResponse:
    count = actions.bring_in(texts, by=request.person)
    said = ngettext(
        "%(count)s kind or flow is in force as the pack says.",
        "%(count)s kinds and flows are in force as the pack says.",
        count,
    )
    messages.success(request, said % {"count": count})
    return redirect("kinds:kinds")


def packed_texts(texts: Texts) -> str:
    return json.dumps([[*name, text] for name, text in texts.items()])


def rows(texts: Texts, after: KindsAndFlows) -> list[tuple[str, str, list[Consequences]]]:
    """Each kind and flow by name, whether it is new, other or the same, and what it means for pages."""
    own = own_texts()
    return [
        (
            called(name, after),
            what(name, text, own),
            consequences(name, after) if actions.is_news(name, text, own) else [],
        )
        for name, text in texts.items()
    ]


def called(name: Name, after: KindsAndFlows) -> str:
    sort, key = name
    return after[0][key].name if sort == "kind" else _("Flow “%(name)s”") % {"name": after[1].get(key, key)}


def what(name: Name, text: str, own: Texts) -> str:
    if name[1] not in kinds_and_flows()[0 if name[0] == "kind" else 1]:
        return _("New")
    return _("Changed") if actions.is_news(name, text, own) else _("The same")
