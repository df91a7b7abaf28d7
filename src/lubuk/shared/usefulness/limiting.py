"""How often a stranger may say something, without knowing who they are.

What is counted is a fingerprint of the address with a salt that is made anew each day and is nowhere but in the
cache: it can't be turned back into the address, and tomorrow not even compared.
"""

from __future__ import annotations

import hmac
import secrets

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone

MOST_AN_HOUR = 10  # from one address: an office behind one line gets its say, a script doesn't
HOUR, DAY = 3600, 24 * 3600


def is_too_often(request: HttpRequest) -> bool:
    """Counts this one, too. Two at the same moment may count as one: it is a fence and no ledger."""
    key = f"usefulness-{timezone.now():%j%H}-{fingerprint(address_of(request))}"
    said = cache.get(key, 0) + 1
    cache.set(key, said, HOUR)
    return bool(said > MOST_AN_HOUR)


def fingerprint(address: str) -> str:
    salt = cache.get_or_set("usefulness-salt", lambda: secrets.token_bytes(32), DAY)
    return hmac.new(bytes(salt or b""), address.encode(), "sha256").hexdigest()


def address_of(request: HttpRequest) -> str:
    """The visitor's own: behind proxies the one that the outermost of ours was spoken to by."""
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",") if hop.strip()]
    proxies = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    return hops[-proxies] if proxies and len(hops) >= proxies else request.META.get("REMOTE_ADDR", "")
