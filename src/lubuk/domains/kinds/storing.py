"""What all pages that change a text do: keep the draft, or say at its field what is wrong."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.utils.translation import gettext as _

from lubuk.domains.kinds.forms import ShapingForm
from lubuk.domains.kinds.opening import Opened
from lubuk.foundation.accounts.models import SignedInRequest
from lubuk.foundation.items.kinds.definition import Kind
from lubuk.foundation.items.kinds.problems import PackError
from lubuk.foundation.items.kinds.registry import KindsAndFlows
from lubuk.foundation.shaping import actions
from lubuk.foundation.shaping.plain import written
from lubuk.foundation.shaping.texts import check

type Said = dict[str, Any]


def store(
    request: SignedInRequest, opened: Opened, said: Said, form: ShapingForm, within: tuple[str, ...] = ()
) -> bool:
    """Whether it was kept; if not, the form says why and what was typed stays in it."""
    text = written(said)
    try:
        actions.save_draft(opened.name, text, by=request.person, revision=form.cleaned_data["revision"])
    except PackError as wrong:
        form.blame(wrong.problems, text, within)
    except actions.Overtaken as refused:
        form.add_error(None, str(refused))
    return form.is_valid()


def store_quietly(request: SignedInRequest, opened: Opened, said: Said) -> bool:
    """For a press of a button that has no form: a refusal is a message."""
    try:
        actions.save_draft(opened.name, written(said), by=request.person, revision=revision_of(request))
    except PackError as wrong:
        what = "; ".join(f"{problem.place}: {problem.said}" for problem in wrong.problems[:3])
        messages.warning(
            request, _("This can’t be done, because something else hangs on it. %(what)s") % {"what": what}
        )
    except actions.Overtaken as refused:
        messages.warning(request, str(refused))
    else:
        return True
    return False


def revision_of(request: SignedInRequest) -> int:
    sent = request.POST.get("revision", "")
    return int(sent[:9]) if sent.isdecimal() else 0


def after_with(opened: Opened, said: Said) -> KindsAndFlows | None:
    """All kinds and flows as they would be, for the preview; None while something is wrong."""
    try:
        return check(opened.name, written(said))
    except PackError:
        return None


def kind_with(opened: Opened, said: Said) -> Kind | None:
    after = after_with(opened, said)
    return after[0].get(opened.key) if after else None
