"""The first visit: who are you, in which language, and do you want to see it filled?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.password_validation import validate_password
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_lazy as _

from lubuk.foundation.accounts.models import Person, Request
from lubuk.foundation.units.models import Unit
from lubuk.site.configuration import places
from lubuk.site.setting_up import set_up
from lubuk.site.views.preferences import remember_language


class FirstRunForm(forms.Form):
    institution = forms.CharField(
        label=_("Your institution"), help_text=_("As it stands on your letterhead."), max_length=120
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES, widget=forms.RadioSelect)
    name = forms.CharField(label=_("Your name"), max_length=160)
    email = forms.EmailField(label=_("Your e-mail address"))
    password = forms.CharField(
        label=_("Password"),
        help_text=_("At least 10 characters. A short sentence is easy to remember."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
    )
    sample = forms.BooleanField(
        label=_("Fill it with a sample city, to look around"),
        help_text=_("Invented people and pages, beside your institution. You can try everything on them."),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if password := cleaned.get("password"):
            person = Person(name=cleaned.get("name", ""), email=cleaned.get("email", ""))
            try:
                validate_password(password, person)
            except forms.ValidationError as error:
                self.add_error("password", error)
        return cleaned


def knows_the_key(request: Request) -> bool:
    """On a machine that others can reach, whoever came first would own it: so the start prints a key."""
    if places.is_local(settings.CONFIGURATION.url):
        return True
    return constant_time_compare(request.GET.get("key", ""), places.first_run_key(settings.SECRET_KEY))


def first_run(request: Request) -> HttpResponse:
    """Open only while there is no institution; afterwards it leads home."""
    if Unit.objects.exists():
        return redirect("home")
    if not knows_the_key(request):
        return render(request, "site/first_run_key.html", status=403)
    form = FirstRunForm(request.POST or None, initial={"language": request.LANGUAGE_CODE})
    if request.method != "POST" or not form.is_valid():
        return render(request, "site/first_run.html", {"form": form}, status=422 if form.errors else 200)
    person = set_up(**form.cleaned_data)
    login(request, person, backend="lubuk.foundation.accounts.backends.PersonBackend")
    response = redirect("home")
    remember_language(response, person.language)
    return response
