"""Language, and the person's own profile."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.decorators.http import require_GET

from lubuk.foundation.accounts.actions import PHOTO_SIDE, change_photo, change_profile, remove_photo
from lubuk.foundation.accounts.door import signed_in
from lubuk.foundation.accounts.models import Person, Request, SignedInRequest
from lubuk.foundation.accounts.permissions import can_show_photo
from lubuk.foundation.pictures import Picture, made_square
from lubuk.foundation.refusal import Refused
from lubuk.shared.expertise.actions import put_on_list, say_topics, take_off_list, tidy
from lubuk.shared.expertise.models import Unlisted
from lubuk.shared.expertise.permissions import can_say_topics
from lubuk.shared.expertise.topics import topics_of

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
    new_photo = forms.FileField(
        label=gettext_lazy("A photo of you"),
        help_text=gettext_lazy(
            "Colleagues see it beside your name; readers from outside don't. A square is cut from its middle."
        ),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/*"}),
    )
    remove_photo = forms.BooleanField(
        label=gettext_lazy("Remove my photo"),
        help_text=gettext_lazy("Your initials stand in its place."),
        required=False,
    )

    topics = forms.CharField(
        label=gettext_lazy("What I can be asked about"),
        help_text=gettext_lazy(
            "Subjects or your own words, with commas between them. Colleagues who look for it find you."
        ),
        max_length=1200,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    unlisted = forms.BooleanField(
        label=gettext_lazy("Don't name me among the people who know"),
        help_text=gettext_lazy(
            "Neither for what you say here nor for what you wrote. Your name is still found."
        ),
        required=False,
    )

    class Meta:
        model = Person
        fields = ["name", "post", "about", "language"]

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.order_fields(["new_photo", "remove_photo", "name", "post", "about", "topics", "unlisted"])
        if not can_show_photo(self.instance):
            del self.fields["new_photo"]
        if not self.instance.photo:
            del self.fields["remove_photo"]
        if can_say_topics(self.instance, self.instance):
            self.initial["topics"] = ", ".join(topic.words for topic in topics_of(self.instance))
            self.initial["unlisted"] = Unlisted.objects.filter(person=self.instance).exists()
        else:
            del self.fields["topics"], self.fields["unlisted"]

    def clean_new_photo(self) -> Picture | None:
        file = self.cleaned_data["new_photo"]
        try:
            return made_square(file, file.size, PHOTO_SIDE) if file else None
        except Refused as refused:
            raise ValidationError(str(refused)) from refused

    def clean_topics(self) -> list[str]:
        try:
            return tidy(re.split(r"[,;\n]", self.cleaned_data["topics"]))
        except Refused as refused:
            raise ValidationError(str(refused)) from refused


@signed_in
def profile(request: SignedInRequest) -> HttpResponse:
    form = ProfileForm(request.POST or None, request.FILES or None, instance=request.person)
    if request.method != "POST" or not form.is_valid():
        return render(request, "site/profile.html", {"form": form}, status=422 if form.errors else 200)
    person = request.person
    save_profile(person, form.cleaned_data)
    response = redirect(person)
    remember_language(response, person.language)
    with override(person.language):
        messages.success(request, _("Your profile is saved."))
    return response


@transaction.atomic
def save_profile(person: Person, said: dict[str, Any]) -> None:
    picture, removes = said.pop("new_photo", None), said.pop("remove_photo", False)
    topics, unlisted = said.pop("topics", None), said.pop("unlisted", False)
    change_profile(person, by=person, **said)
    if topics is not None:
        say_topics(person, topics, by=person)
        (take_off_list if unlisted else put_on_list)(person, by=person)
    if picture:
        change_photo(person, picture, by=person)
    elif removes:
        remove_photo(person, by=person)
