"""People: the register, a new colleague or guest, unit and post, the link for a password."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lubuk.domains.office.door import for_officers
from lubuk.domains.office.forms import NewPersonForm, PersonForm
from lubuk.domains.office.invitation import VALID_DAYS, password_path
from lubuk.domains.office.queries import people_list, units_in_care_of
from lubuk.foundation.access.models import Role, RoleName
from lubuk.foundation.accounts.models import Person, SignedInRequest
from lubuk.foundation.items.models import Item
from lubuk.foundation.membership import actions
from lubuk.foundation.membership.permissions import can_administer, can_invite
from lubuk.foundation.membership.queries import people_in_care_of
from lubuk.foundation.refusal import Refused

PER_PAGE = 30
LINK_FOR = "office: link for"  # in the session: whose link the next page shows, once


def person_or_404(by: Person, username: str) -> Person:
    person = people_in_care_of(by).select_related("unit").filter(username=username).first()
    if person is None:
        raise Http404
    return person


@for_officers
def people(request: SignedInRequest) -> HttpResponse:
    words, role = request.GET.get("q", "").strip()[:80], request.GET.get("role", "")
    units = list(units_in_care_of(request.person).order_by("path"))
    unit = next((unit for unit in units if unit.slug == request.GET.get("unit")), None)
    has_left = request.GET.get("show") == "left"
    found = people_list(request.person, words=words, unit=unit, role=role, has_left=has_left)
    context = {
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "words": words,
        "role": role,
        "unit": unit,
        "units": units,
        "role_names": RoleName.choices,
        "has_left": has_left,
        "is_filtered": bool(words or role or unit),
    }
    return render(request, "office/people.html", context)


@for_officers
def add(request: SignedInRequest) -> HttpResponse:
    form = NewPersonForm(request.POST or None, by=request.person, initial=suggested(request))
    if request.method == "POST" and form.is_valid():
        try:
            person = actions.add_person(by=request.person, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            actions.invite(person, by=request.person)
            request.session[LINK_FOR] = person.pk
            messages.success(request, _("%(name)s has an account now.") % {"name": person.name})
            return redirect("office:person", person.username)
    return render(request, "office/add_person.html", {"form": form}, status=422 if form.errors else 200)


def suggested(request: SignedInRequest) -> dict[str, object]:
    unit = units_in_care_of(request.person).filter(slug=request.GET.get("unit", "")).first()
    return {"unit": unit, "language": request.LANGUAGE_CODE}


@for_officers
def person(request: SignedInRequest, username: str) -> HttpResponse:
    shown = person_or_404(request.person, username)
    may_change = can_administer(request.person, shown)
    form = PersonForm(request.POST or None, instance=shown, by=request.person)
    if request.method == "POST" and form.is_valid() and changed(request, shown, form):
        messages.success(request, _("Saved."))
        return redirect("office:person", shown.username)
    fresh = person_or_404(request.person, username)
    context = {
        "shown": fresh,
        "form": form if may_change else None,
        "may_change": may_change,
        "may_invite": can_invite(request.person, fresh),
        "link": link_once(request, fresh),
        "days": VALID_DAYS,
        "owned": Item.objects.filter(owner=fresh).count(),
        "roles": Role.objects.filter(person=fresh).in_force().select_related("unit", "subject", "section"),
    }
    return render(request, "office/person.html", context, status=422 if form.errors else 200)


def changed(request: SignedInRequest, shown: Person, form: forms.ModelForm[Person]) -> bool:
    try:
        actions.change_person(shown, by=request.person, **form.cleaned_data)
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    return True


def link_once(request: SignedInRequest, shown: Person) -> str:
    """The session remembers whose link, never the link: it is made for this one page and kept nowhere."""
    if request.session.get(LINK_FOR) != shown.pk or not can_invite(request.person, shown):
        return ""
    del request.session[LINK_FOR]
    return request.build_absolute_uri(password_path(shown))


@require_POST
@for_officers
def invite(request: SignedInRequest, username: str) -> HttpResponse:
    shown = person_or_404(request.person, username)
    actions.invite(shown, by=request.person)
    request.session[LINK_FOR] = shown.pk
    messages.success(request, _("A new link is ready. The one before works until either is used."))
    return redirect("office:person", shown.username)
