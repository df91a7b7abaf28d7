"""Letters of the office, sent by the worker: a mail server that is slow or down holds up no page."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import send_mail
from django.tasks import task
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from lubuk.domains.office.invitation import VALID_DAYS, password_path
from lubuk.foundation.accounts.models import Person


@task
def send_invitation(person_id: int) -> None:
    person = Person.objects.select_related("unit__institution").get(pk=person_id)
    if not person.email or not person.is_active:
        return
    with override(person.language):
        institution = person.unit.institution.name if person.unit and person.unit.institution else "Lubuk"
        link = f"{settings.CONFIGURATION.url.rstrip('/')}{password_path(person)}"
        words = {"person": person, "institution": institution, "link": link, "days": VALID_DAYS}
        subject = _("Your account at %(institution)s") % {"institution": institution}
        send_mail(subject, render_to_string("office/invitation.txt", words), None, [person.email])
