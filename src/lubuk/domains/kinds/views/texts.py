"""The text itself: YAML for those who like it, and every version it ever had."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lubuk.domains.kinds.comparing import differences
from lubuk.domains.kinds.door import for_shapers
from lubuk.domains.kinds.opening import opened_or_404
from lubuk.domains.kinds.storing import revision_of
from lubuk.domains.kinds.views.kind import heading_of, within
from lubuk.foundation.accounts.models import SignedInRequest
from lubuk.foundation.items.kinds.problems import PackError, Problem
from lubuk.foundation.shaping import actions
from lubuk.foundation.shaping.models import DefinitionVersion


@for_shapers
def text(request: SignedInRequest, sort: str, key: str) -> HttpResponse:
    """What is wrong in it is said with its line; what was typed stays."""
    opened = opened_or_404(sort, key)
    written, revision, problems = opened.text, opened.revision, list[Problem]()
    if request.method == "POST":
        written, revision = request.POST.get("text", ""), revision_of(request)
        try:
            actions.save_draft(opened.name, written, by=request.person, revision=revision)
            return redirect(opened.url())
        except PackError as wrong:
            problems = wrong.problems
        except actions.Overtaken as refused:
            messages.warning(request, str(refused))
    context = {
        "opened": opened,
        "heading": heading_of(opened),
        "text": written,
        "revision": revision,
        "problems": problems,
        "crumbs": within(opened),
    }
    return render(request, "kinds/text.html", context, status=422 if problems else 200)


@for_shapers
def export(request: SignedInRequest, sort: str, key: str) -> HttpResponse:
    opened = opened_or_404(sort, key)
    answer = HttpResponse(opened.text, content_type="application/yaml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{opened.key}.yaml"'
    return answer


@for_shapers
def version(request: SignedInRequest, sort: str, key: str, number: int) -> HttpResponse:
    """What it changed against the one before."""
    opened = opened_or_404(sort, key)
    shown = get_object_or_404(
        DefinitionVersion.objects.select_related("by"),
        definition=opened.definition,
        number=min(number, 2**31 - 1),
    )
    before = DefinitionVersion.objects.filter(definition=opened.definition, number=shown.number - 1).first()
    context = {
        "opened": opened,
        "heading": _("%(name)s, version %(number)s") % {"name": heading_of(opened), "number": shown.number},
        "shown": shown,
        "differences": differences(before.text if before else "", shown.text),
        "crumbs": within(opened),
    }
    return render(request, "kinds/version.html", context)


@require_POST
@for_shapers
def restore(request: SignedInRequest, sort: str, key: str, number: int) -> HttpResponse:
    """The version's text becomes the draft; nothing is in force yet."""
    opened = opened_or_404(sort, key)
    shown = get_object_or_404(
        DefinitionVersion.objects.exclude(text=""),
        definition=opened.definition,
        number=min(number, 2**31 - 1),
    )
    try:
        actions.save_draft(opened.name, shown.text, by=request.person, revision=revision_of(request))
        messages.success(request, _("Version %(number)s is the draft now.") % {"number": shown.number})
    except PackError as wrong:
        messages.warning(
            request, _("This version doesn’t fit what is in force now. %(what)s") % {"what": str(wrong)[:300]}
        )
    except actions.Overtaken as refused:
        messages.warning(request, str(refused))
    return redirect(opened.url())
