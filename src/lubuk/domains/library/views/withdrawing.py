"""Taking a page away from its readers: why, and what they read in its place."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lubuk.domains.library.views.act import loaded
from lubuk.foundation.accounts.door import signed_in
from lubuk.foundation.accounts.models import Person, SignedInRequest
from lubuk.foundation.items import actions
from lubuk.foundation.items.actions.publishing import MOST_REASON
from lubuk.foundation.items.kinds.definition import Step
from lubuk.foundation.items.kinds.field_types.finding import Finder
from lubuk.foundation.items.kinds.field_types.naming import ITEM
from lubuk.foundation.items.kinds.field_types.picking import ReferenceField
from lubuk.foundation.items.kinds.registry import kind_of
from lubuk.foundation.items.models import Item
from lubuk.foundation.items.permissions import can_edit, can_take
from lubuk.foundation.refusal import NotAllowed, Refused, require


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why?"),
        help_text=gettext_lazy("It stays on record with the page."),
        max_length=MOST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": gettext_lazy("Write in a sentence why readers should not use this page any more.")
        },
    )

    def __init__(self, *args: Any, by: Person, step: Step, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not step.ask_reason:
            del self.fields["reason"]
        self.fields["successor"] = ReferenceField(
            ITEM,
            Finder(by),
            many=False,
            of=(),
            was=[],
            required=False,
            label=_("What to read in its place"),
            help_text=_(
                "The number or title of a published page. Whoever opens the old address, a link or a printed number is "
                "led there. Leave it empty when nothing takes its place."
            ),
        )


@signed_in
def withdraw(request: SignedInRequest, item_id: int, name: str) -> HttpResponse:
    item = loaded(request, item_id)
    step = kind_of(item).flow.step(name)
    if step is None or not kind_of(item).flow.withdraws(step):
        raise Http404
    require(can_take(request.person, item, step))
    form = WithdrawForm(request.POST or None, by=request.person, step=step)
    if request.method == "POST" and form.is_valid() and taken(form, item, step, by=request.person):
        messages.success(request, said_of(item, request.person))
        return redirect(item if can_edit(request.person, item) else "home")
    context = {"item": item, "step": step, "form": form}
    return render(request, "library/withdraw.html", context, status=422 if form.errors else 200)


def taken(form: WithdrawForm, item: Item, step: Step, *, by: Person) -> bool:
    """What is refused is said on the form, which keeps what was written."""
    said = form.cleaned_data
    pk = said["successor"]
    successor = Item.objects.visible_to(by).filter(pk=pk).first() if pk else None
    try:
        actions.take_step(item, step, by=by, reason=said.get("reason", ""), successor=successor)
    except NotAllowed:
        raise
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    return True


def said_of(item: Item, person: Person) -> str:
    if item.phase != "withdrawn":
        return _("Your approval is noted. It waits for the others.")
    return _("Withdrawn. It is kept for the record, and can be published again.")
