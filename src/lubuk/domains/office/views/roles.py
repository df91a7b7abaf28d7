"""Roles: giving and taking them, with every refusal in words."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lubuk.domains.office.door import for_officers
from lubuk.domains.office.forms import RoleForm
from lubuk.domains.office.views.people import person_or_404
from lubuk.foundation.access import actions
from lubuk.foundation.access.models import Role
from lubuk.foundation.access.permissions import can_give
from lubuk.foundation.accounts.models import SignedInRequest
from lubuk.foundation.refusal import Refused


@for_officers
def roles(request: SignedInRequest, username: str) -> HttpResponse:
    shown = person_or_404(request.person, username)
    form = RoleForm(request.POST or None, by=request.person, initial={"name": "steward"})
    if request.method == "POST" and form.is_valid():
        try:
            role = actions.give_role(shown, by=request.person, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(
                request, _("%(name)s holds this role now: %(role)s.") % {"name": shown.name, "role": role}
            )
            return redirect("office:roles", shown.username)
    held = Role.objects.filter(person_id=shown.pk).select_related(
        "unit", "subject", "section__unit", "given_by"
    )
    context = {
        "shown": shown,
        "form": form,
        "held": [(role, can_give(request.person, role)) for role in held],
    }
    return render(request, "office/roles.html", context, status=422 if form.errors else 200)


@require_POST
@for_officers
def take(request: SignedInRequest, username: str, role_id: int) -> HttpResponse:
    shown = person_or_404(request.person, username)
    role = get_object_or_404(
        Role.objects.select_related("person", "unit", "subject", "section"), pk=role_id, person=shown
    )
    said = str(role)
    actions.take_role(role, by=request.person)
    messages.success(
        request, _("%(name)s no longer holds this role: %(role)s.") % {"name": shown.name, "role": said}
    )
    return redirect("office:roles", shown.username)
