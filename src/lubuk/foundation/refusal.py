"""Refusals in words a person can read."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _


class Refused(Exception):
    """A person may not do this, or not now; the message is shown to them as it stands."""


class NotAllowed(Refused, PermissionDenied):
    """The refusal is about rights: pages answer it with 403."""


def require(allowed: bool, message: str = "") -> None:
    """Raise NotAllowed unless `allowed`. The first line of every action."""
    if not allowed:
        raise NotAllowed(message or _("You don't have the right to do this. Ask the steward of this page."))
