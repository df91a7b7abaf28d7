"""Writing by mail: one's own secret addresses."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from lubuk.domains.importing.listing import kinds_for
from lubuk.domains.importing.mail.addresses import ANYTHING, address, can_write_by_mail, key_of, renew_key
from lubuk.foundation.accounts.models import Person, Request


@never_cache
def mail(request: Request) -> HttpResponse:
    person = writer_or_404(request)
    context = {"person": person, "is_open": settings.CONFIGURATION.mail_in is not None}
    if context["is_open"]:
        key = key_of(person)
        context["address"] = address(ANYTHING, key)
        context["kinds"] = [(kind.name, address(kind.key, key)) for kind in kinds_for(person)]
    return render(request, "importing/mail.html", context)


@require_POST
def renew(request: Request) -> HttpResponse:
    person = writer_or_404(request)
    renew_key(person, by=person)
    messages.success(request, _("You have a new address. The one before works no longer."))
    return redirect("importing:mail")


def writer_or_404(request: Request) -> Person:
    person = request.person
    if not isinstance(person, Person) or not can_write_by_mail(person):
        raise Http404
    return person
