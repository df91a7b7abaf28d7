"""Who listens to what: the one file that says what an act sets off."""

from lubuk.foundation.accounts.announcements import ProfileChanged
from lubuk.foundation.announcing import listen
from lubuk.foundation.items.announcements import ItemAnnouncement
from lubuk.foundation.trail.recording import record_item_act, record_profile
from lubuk.shared.search.outbox import note_change


def wire() -> None:
    # The trail comes first: its lock puts all acts in one order, which the search outbox relies on.
    listen(ItemAnnouncement, record_item_act)
    listen(ItemAnnouncement, note_change)
    listen(ProfileChanged, record_profile)
