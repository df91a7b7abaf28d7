"""Language, and the person's own profile."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_GET

from lubuk.domains.library.loading import signed_in
from lubuk.foundation.accounts.actions import change_profile
from lubuk.foundation.accounts.models import Person, Request, SignedInRequest

A_YEAR = 365 * 24 * 3600  # seconds


@require_GET
def language(request: Request) -> HttpResponse:
    """Go on with the same page in another language. A link, not a form, so that cached pages can carry it."""
    wanted, back = request.GET.get("to", ""), request.GET.get("next", "/")
    safe = url_has_allowed_host_and_scheme(
        back, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    response = redirect(back if safe else "/")
    if wanted in dict(settings.LANGUAGES):
        remember_language(response, wanted)
        if isinstance(request.user, Person):
            Person.objects.filter(pk=request.user.pk).update(language=wanted)
    return response


def remember_language(response: HttpResponse, language: str) -> None:
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, language, max_age=A_YEAR, samesite="Lax", httponly=True
    )


class ProfileForm(forms.ModelForm[Person]):
    class Meta:
        model = Person
        fields = ["name", "post", "about", "language"]


@signed_in
def profile(request: SignedInRequest) -> HttpResponse:
    form = ProfileForm(request.POST or None, instance=request.person)
    if request.method != "POST" or not form.is_valid():
        return render(request, "site/profile.html", {"form": form}, status=422 if form.errors else 200)
    change_profile(request.person, by=request.person, **form.cleaned_data)
    person = request.person
    response = redirect(person)
    remember_language(response, person.language)
    with override(person.language):
        messages.success(request, _("Your profile is saved."))
    return response
