"""What happens between an act and an alert: search takes it in, then the kept searches are asked."""

from __future__ import annotations

from lubuk.foundation.accounts.models import Person
from lubuk.shared.notifications.models import Event, Notice
from lubuk.shared.savedsearches.actions import keep
from lubuk.shared.savedsearches.alerting import look
from lubuk.shared.savedsearches.models import Alert, KeptSearch
from lubuk.shared.search.outbox import catch_up


def kept(
    by: Person, address: str = "q=pump", *, name: str = "Pumps", alert: str = Alert.NOTICE
) -> KeptSearch:
    catch_up()
    return keep(address, by=by, name=name, alert=alert)


def some_seconds_pass() -> None:
    while catch_up():
        pass
    while look():
        pass


def told(person: Person) -> list[str]:
    """Titles of the pages that notices of kept searches lead the person to, the newest first."""
    return [notice.item.title for notice in Notice.objects.shown_to(person).filter(event=Event.FOUND)]
