"""How a session becomes a person. Passwords and codes are allauth's affair."""

from __future__ import annotations

from allauth.account.auth_backends import AuthenticationBackend

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.prepared import read_row


class PersonBackend(AuthenticationBackend):  # type: ignore[misc]
    """Asked at every request of somebody who has signed in, so the question is a prepared one."""

    def get_user(self, user_id: int) -> Person | None:
        person = read_row(Person, user_id)
        return person if person and self.user_can_authenticate(person) else None
