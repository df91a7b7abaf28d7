"""Leaving and coming back: an account is closed, never deleted, and its pages find a new owner in one act."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from lubuk.domains.office.door import for_officers
from lubuk.domains.office.forms import LeavingForm
from lubuk.domains.office.views.people import person_or_404
from lubuk.foundation.accounts.models import Person, SignedInRequest
from lubuk.foundation.items.models import Item
from lubuk.foundation.membership import actions
from lubuk.foundation.membership.permissions import can_administer
from lubuk.foundation.refusal import Refused, require


@for_officers
def deactivate(request: SignedInRequest, username: str) -> HttpResponse:
    """For somebody who has left already, the same page hands over what they still own."""
    leaver = person_or_404(request.person, username)
    require(can_administer(request.person, leaver), _("Only an administrator can change this account."))
    form = LeavingForm(request.POST or None, by=request.person, leaver=leaver)
    if request.method == "POST" and form.is_valid():
        try:
            count = actions.deactivate(leaver, by=request.person, heir=form.cleaned_data["heir"])
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, what_happened(leaver, form.cleaned_data["heir"], count))
            return redirect("office:person", leaver.username)
    owned = Item.objects.filter(owner_id=leaver.pk).count()
    context = {"form": form, "leaver": leaver, "owned": owned}
    return render(request, "office/deactivate.html", context, status=422 if form.errors else 200)


def what_happened(leaver: Person, heir: Person | None, count: int) -> str:
    if heir is None:
        return _("%(name)s can't sign in any more. Their pages stay.") % {"name": leaver.name}
    said = ngettext(
        "%(name)s can't sign in any more. %(count)s page belongs to %(heir)s now.",
        "%(name)s can't sign in any more. %(count)s pages belong to %(heir)s now.",
        count,
    )
    return said % {"name": leaver.name, "count": count, "heir": heir.name}


@require_POST
@for_officers
def reactivate(request: SignedInRequest, username: str) -> HttpResponse:
    person = person_or_404(request.person, username)
    actions.reactivate(person, by=request.person)
    messages.success(
        request, _("%(name)s can sign in again, with the roles listed here.") % {"name": person.name}
    )
    return redirect("office:person", person.username)
