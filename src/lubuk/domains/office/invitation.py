"""The link with which a new person chooses a password: allauth's own, so it works once and ends by itself."""

from __future__ import annotations

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse

from lubuk.foundation.accounts.models import Person

VALID_DAYS = settings.PASSWORD_RESET_TIMEOUT // (24 * 3600)


def password_path(person: Person) -> str:
    """The link without its host. Whoever has it can open the account: it is shown once and never stored."""
    key = default_token_generator.make_token(person)
    return reverse("account_reset_password_from_key", args=[user_pk_to_url_str(person), key])
