"""What every page's frame needs: the institution's name, asked once after each act, and for who is signed in how
many notices are new."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache, partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lubuk.domains.importing.permissions import can_import
from lubuk.domains.office.permissions import can_enter
from lubuk.foundation.access.standing import standing
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.accounts.permissions import is_colleague
from lubuk.foundation.trail.stamp import stamp
from lubuk.foundation.units.models import Unit
from lubuk.shared.notifications.models import Notice
from lubuk.shared.notifications.queries import unread_items
from lubuk.shared.retention.permissions import can_enter_records

MOST_NEWS = 99  # a number with three figures says no more than "many"


@dataclass(frozen=True)
class Place:
    """A link of the frame."""

    label: str
    url: str
    icon: str = ""
    in_dock: bool = False


def frame(request: HttpRequest) -> dict[str, Any]:
    """Functions are called by the templates that want what they give: parts of the frame are kept and
    seldom drawn."""
    person, now = getattr(request, "person", None), stamp()
    return {
        "stamp": now and f"{now} {timezone.localdate()} {get_language()}",
        "where": where(request.path),
        "institution": institution_of(person, now),
        "sees_photos": person is not None and is_colleague(person),
        "sections": sections,
        "share_url": partial(reverse, "share"),
        "suggest_url": partial(reverse, "suggest"),
        "person_links": partial(person_links, person),
        # Not while one builds it: a worker would answer with yesterday's script.
        "worker_url": "" if settings.DEBUG else partial(reverse, "worker"),
        "news": partial(news, person),
    }


def where(path: str) -> str:
    """Which links of the frame lead to this page (=) or to what it stands in (^): nothing else of its address shows
    in what is kept of the frame."""
    return " ".join(f"{'=' if path == url else '^'}{url}" for url in frame_urls() if path.startswith(url))


@cache
def frame_urls() -> tuple[str, ...]:
    return (*(place.url for place in sections()), *map(reverse, ("search", "share", "notices")))


def sections() -> list[Place]:
    return [
        Place(_("Home"), reverse("home")),
        Place(_("Library"), reverse("library:library"), "book-open", in_dock=True),
        Place(_("Guides"), reverse("library:kind", args=["guide"])),
        Place(_("Procedures"), reverse("library:kind", args=["sop"])),
        Place(_("Glossary"), reverse("library:kind", args=["term"])),
    ]


def institution_of(person: Any, now: str) -> Unit | None:
    """The person's own institution, or the first one for everybody else."""
    institution = standing(person).institution_id if isinstance(person, Person) else None
    known = known_institutions(now)
    return known.get(institution) or next(iter(known.values()), None)


def person_links(person: Any) -> list[Place]:
    if not isinstance(person, Person):
        return []
    links = [
        Place(_("Kept searches"), reverse("savedsearches:list"), "bookmark"),
        Place(_("Take it along"), reverse("library:exports"), "download"),
        Place(_("Without network"), reverse("offline"), "wifi-off"),
    ]
    if standing(person).is_staff:
        links.insert(0, Place(_("Wanted knowledge"), reverse("wanted:list"), "hand-helping"))
    if standing(person).is_steward:
        links.insert(0, Place(_("What you look after"), reverse("library:care"), "badge-check"))
    if can_enter(person):
        links.append(Place(_("Office"), reverse("office:desk"), "compass"))
    elif can_enter_records(person):
        links.append(Place(_("Disposals"), reverse("records:disposals"), "archive"))
    if can_import(person):
        links.append(Place(_("Bring in"), reverse("importing:imports"), "inbox"))
    return links


def news(person: Any) -> str:
    """How many items have something new for the person, as the bell says it; "" for none."""
    new = len(unread_items(person, Notice.objects.all())) if isinstance(person, Person) else 0
    return "99+" if new > MOST_NEWS else str(new or "")


@lru_cache(maxsize=2)
def known_institutions(stamp: str) -> dict[int | None, Unit]:
    """Read anew after each act: the institution may have another name."""
    return {unit.pk: unit for unit in Unit.objects.roots()}
