"""Every address is public by name, or refuses a stranger."""

from collections.abc import Iterator
from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.converters import IntConverter, UUIDConverter

from lubuk.foundation.units.models import Unit

# Named here, an address is answered to whoever asks. What it shows is still what `visible_to` lets a
# stranger see.
PUBLIC = {
    "account_confirm_email",
    "account_email_verification_sent",
    "account_inactive",
    "account_login",
    "account_logout",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_signup",
    "first_run",  # sends everyone home once there is an institution
    "home",
    "language",
    "library:library",
    "manifest",
    "offline",
    "registers:registers",
    "search",
    "still_open",  # of the items that a stranger may read anyway
    "suggest",
    "worker",
}
REFUSALS = {
    HTTPStatus.UNAUTHORIZED,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.NOT_FOUND,
    HTTPStatus.METHOD_NOT_ALLOWED,
}
AWAY = {HTTPStatus.FOUND, HTTPStatus.SEE_OTHER}


def _addresses(
    patterns: list[URLPattern | URLResolver], before: str, space: str
) -> Iterator[tuple[str, str]]:
    """Each address with its name, and with something in the place of its variables."""
    for pattern in patterns:
        here = before + _filled(pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _addresses(pattern.url_patterns, here, inner)
        else:
            yield f"{space}{pattern.name}", here


def _filled(pattern: URLPattern | URLResolver) -> str:
    route = str(pattern.pattern).lstrip("^").rstrip("$\\Z")
    for name, converter in pattern.pattern.converters.items():
        value = {IntConverter: "1", UUIDConverter: "00000000-0000-4000-8000-000000000000"}.get(
            type(converter), "x"
        )
        for written in (f"<{kind}:{name}>" for kind in ("int", "str", "slug", "path", "uuid")):
            route = route.replace(written, value)
        route = route.replace(f"<{name}>", value)
    return route


ADDRESSES = sorted(set(_addresses(get_resolver().url_patterns, "/", "")))


@pytest.fixture
def _institution(db: None) -> None:
    """Without one, every address leads to the form of the first visit."""
    Unit.objects.create(labels={"en": "City of Batangair"}, slug="batangair")


@pytest.mark.usefixtures("_institution")
@pytest.mark.parametrize(("name", "address"), [pair for pair in ADDRESSES if pair[0] not in PUBLIC])
def test_a_stranger_is_refused(client: Client, name: str, address: str) -> None:
    for ask in (client.get, client.post):
        response = ask(address)
        sent_to_sign_in = response.status_code in AWAY and "/login/" in response.headers["Location"]
        assert sent_to_sign_in or response.status_code in REFUSALS, (
            f"{name} {address}: {response.status_code}"
        )


def test_no_name_is_public_that_is_not_there() -> None:
    assert not PUBLIC - {name for name, _ in ADDRESSES}
