"""Keeping a search, changing how it is told of, letting it go, and looking at what it finds."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.refusal import Refused, require
from lubuk.shared.savedsearches.models import LONGEST_ADDRESS, Alert, Find, Followed, KeptSearch, Letter
from lubuk.shared.savedsearches.permissions import can_change, can_keep
from lubuk.shared.search.models import Outbox

MOST_KEPT = 50  # of one person: a list that is still read
KEPT_FOR = timedelta(days=180)  # a version that is older is news only where the page was opened since
MORNING = 6  # o'clock: the letter is there when work begins


@transaction.atomic
def keep(address: str, *, by: Person, name: str, alert: str) -> KeptSearch:
    """`address` as `Asked.address` says it."""
    require(can_keep(by), _("Sign in to keep a search."))
    if not address:
        raise Refused(_("Search for something first, then keep the search."))
    if len(address) > LONGEST_ADDRESS:
        raise Refused(_("This search is too long to be kept. Choose less beside the results."))
    Person.objects.select_for_update().get(pk=by.pk)  # two presses at once keep one search
    if KeptSearch.objects.of(by).filter(address=address).exists():
        raise Refused(_("You keep this search already. Change it on the page of your searches."))
    if KeptSearch.objects.of(by).count() >= MOST_KEPT:
        raise Refused(_("You keep fifty searches, which is the most. Remove one that you no longer need."))
    begin_telling(by, alert)
    return KeptSearch.objects.create(person=by, name=name, address=address, alert=alert)


@transaction.atomic
def change(search: KeptSearch, *, by: Person, name: str, alert: str) -> None:
    require(can_change(by, search))
    changed = ["name", "alert"]
    if search.alert == Alert.NONE and alert != Alert.NONE:
        search.since = timezone.now()  # what came while nobody wanted to hear of it is not new any more
        changed.append("since")
    begin_telling(by, alert)
    search.name, search.alert = name, alert
    search.save(update_fields=changed)


def refuse_alert(person: Person, alert: str) -> None:
    if alert == Alert.DAILY and not person.email:
        raise Refused(_("No e-mail address of yours is known here. Choose a notice instead."))


def begin_telling(person: Person, alert: str) -> None:
    refuse_alert(person, alert)
    if alert == Alert.NONE:
        return
    if alert == Alert.DAILY:
        due = {"due_at": next_morning(timezone.now())}
        Letter.objects.get_or_create(person=person, defaults=due)
    last = Outbox.objects.order_by("pk").values_list("pk", flat=True).last() or 0
    Followed.objects.get_or_create(pk=1, defaults={"row": last})


def next_morning(now: datetime) -> datetime:
    """The next time that it is MORNING where the installation stands."""
    here = timezone.localtime(now)
    morning = here.replace(hour=MORNING, minute=0, second=0, microsecond=0)
    return morning if morning > here else morning + timedelta(days=1)


def remove(search: KeptSearch, *, by: Person) -> None:
    require(can_change(by, search))
    search.delete()


def look_at(search: KeptSearch, *, by: Person) -> None:
    """What it found until now is no longer new."""
    require(can_change(by, search))
    search.opened_at = timezone.now()
    search.save(update_fields=["opened_at"])


def stop_letters(person: Person) -> None:
    """By the link in a letter. The searches stay, and so do notices."""
    KeptSearch.objects.of(person).filter(alert=Alert.DAILY).update(alert=Alert.NONE)


def sweep_finds() -> None:
    """Once a day. What was found so long ago is not taken for new again: nobody looks further back."""
    Find.objects.filter(at__lt=timezone.now() - KEPT_FOR).delete()
