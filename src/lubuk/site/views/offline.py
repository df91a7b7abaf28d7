"""Reading and writing without network: the worker, the page of what is kept, what is still open, the manifest."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_GET

from lubuk.foundation.accounts.models import Request
from lubuk.foundation.ids import BIGGEST_ID
from lubuk.foundation.items.models import Audience, Item
from lubuk.foundation.items.permissions import can_edit
from lubuk.ui.drawings import ICONS

MOST_ASKED = 200  # the device keeps no more pages
PARTS = (
    "built/main.js",
    "built/forms.js",
    "built/offline.js",
    "built/lubuk.css",
    "fonts/atkinson-next-latin.woff2",
    "fonts/newsreader.woff2",
    "img/mark.svg",
)


@require_GET
def worker(_request: Request) -> HttpResponse:
    """At the root, because a service worker answers for addresses below its own and no others."""
    response = HttpResponse(worker_script(), content_type="text/javascript")
    response["Cache-Control"] = "no-cache"
    return response


@cache
def worker_script() -> str:
    """Another text after each build, since the names of the parts carry their hashes: so browsers find the new."""
    found = finders.find("built/worker.js")
    assert found is not None  # made by the build, before anything runs
    script = Path(found).read_text(encoding="utf-8")
    return f"self.LUBUK={json.dumps(given())};\n{script}"


def given() -> dict[str, Any]:
    return {
        "parts": [static(name) for name in PARTS],
        "statics": settings.STATIC_URL,
        "list": reverse("offline"),
        "check": reverse("still_open"),
        "signOut": reverse("account_logout"),
        "words": {language: lines(language) for language, _name in settings.LANGUAGES},
    }


def lines(language: str) -> dict[str, str]:
    """What stands above a copy, for each reason why one is shown."""
    with override(language):
        said = {
            "offline": _("No network. You are reading this page as it was on {date}."),
            "slow": _("The network is slow. You are reading this page as it was on {date}."),
            "silent": _("Lubuk does not answer now. You are reading this page as it was on {date}."),
            "here": _("No network. Here is what you read before. What you write is kept and sent later."),
            "unread": _("No network, and that page was not read on this device yet. Here is what was."),
            "unsent": _("No network. What you pressed was not done. Go back, and press again later."),
            "signedIn": _(
                "No network. Your pages are removed from this device, but you are not signed out yet: "
                "sign out again when there is a network."
            ),
        }
        # The shape itself: a kept page has a sprite of its own icons alone.
        shape = mark_safe(ICONS["wifi-off"])  # noqa: S308 - from our own file
        return {
            why: render_to_string("site/offline_line.html", {"line": line, "why": why, "shape": shape})
            for why, line in said.items()
        }


@require_GET
def offline(request: Request) -> HttpResponse:
    """The same for everybody: its script fills it from what the device has kept."""
    return render(request, "site/offline.html")


@require_GET
def still_open(request: Request) -> JsonResponse:
    """Which of these items the reader may still read, and write: `?read=1&read=2&write=3`. The device forgets
    the others.
    """
    read, write = (numbers(request, name) for name in ("read", "write"))
    items = Item.objects.visible_to(request.person).filter(pk__in=read | write)
    seen = {item.pk: item for item in items.exclude(audience=Audience.PEOPLE)}
    writes = [seen[pk] for pk in write & seen.keys()]
    return JsonResponse(
        {
            "read": sorted(read & seen.keys()),
            "write": sorted(item.pk for item in writes if can_edit(request.person, item)),
        },
        headers={"Cache-Control": "private, no-store"},
    )


def numbers(request: Request, name: str) -> set[int]:
    """The whole numbers among what was asked; what isn't one can't be an item."""
    said = (word for word in request.GET.getlist(name)[:MOST_ASKED] if word.isascii() and word.isdigit())
    return {number for number in map(int, (word for word in said if len(word) < 20)) if number <= BIGGEST_ID}


@require_GET
def manifest(_request: Request) -> JsonResponse:
    """What a phone needs to put Lubuk among its apps."""
    sizes = {
        "img/icon-192.png": ("192x192", "any"),
        "img/icon-512.png": ("512x512", "any"),
        "img/icon-full-512.png": ("512x512", "maskable"),
    }
    icons = [
        {"src": static(name), "sizes": size, "type": "image/png", "purpose": purpose}
        for name, (size, purpose) in sizes.items()
    ]
    said = {
        "name": "Lubuk",
        "short_name": "Lubuk",
        "description": _("Where an organisation’s knowledge gathers and flows on."),
        "id": "/",
        "start_url": reverse("home"),
        "scope": "/",
        "display": "standalone",
        "background_color": "#fafdfd",
        "theme_color": "#fafdfd",
        "icons": icons,
        "shortcuts": [
            {"name": _("Share what you know"), "url": reverse("share")},
            {"name": _("Search"), "url": reverse("search")},
        ],
    }
    return JsonResponse(said, content_type="application/manifest+json")
