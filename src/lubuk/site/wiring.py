"""Who listens to what: the one file that says what an act sets off."""

from lubuk.domains.importing.announcements import ImportAnnouncement
from lubuk.domains.office.tasks import send_invitation
from lubuk.foundation.access.announcements import RoleAnnouncement
from lubuk.foundation.access.models import Role
from lubuk.foundation.accounts.announcements import ProfileAnnouncement, ProfileChanged
from lubuk.foundation.announcing import listen
from lubuk.foundation.items.announcements import ItemAnnouncement
from lubuk.foundation.items.queries import written_by
from lubuk.foundation.membership.announcements import Invited, PersonAnnouncement, PersonChanged
from lubuk.foundation.places.announcements import (
    PlaceAnnouncement,
    PlaceMoved,
    PlaceRenamed,
    UnitEmptied,
    reference,
)
from lubuk.foundation.places.queries import items_within
from lubuk.foundation.trail.recording import name_of, record, record_item_act, record_profile
from lubuk.shared.search.outbox import enqueue_all, note_change


def wire() -> None:
    # The trail comes first: its lock puts all acts in one order, which the search outbox relies on.
    listen(ItemAnnouncement, record_item_act)
    listen(ItemAnnouncement, note_change)
    listen(ProfileAnnouncement, record_profile)
    listen(ProfileChanged, note_renamed_person)
    listen(PlaceAnnouncement, record_act)
    listen(PlaceMoved, note_changed_place)
    listen(PlaceRenamed, note_changed_place)
    listen(UnitEmptied, note_emptied_unit)
    listen(PersonAnnouncement, record_act)
    listen(PersonChanged, note_renamed_person)
    listen(Invited, queue_invitation)
    listen(RoleAnnouncement, record_role)
    listen(ImportAnnouncement, record_import)


def record_act(said: PlaceAnnouncement | PersonAnnouncement) -> None:
    record(
        act=name_of(said), by=said.by, reason=said.reason, about=said.about,
        from_state=said.from_state, to_state=said.to_state,
    )  # fmt: skip


def record_import(said: ImportAnnouncement) -> None:
    record(act=name_of(said), by=said.by, about=said.about, to_state=said.run.source)


def record_role(said: RoleAnnouncement) -> None:
    role = said.role
    record(
        act=name_of(said),
        by=said.by,
        reason=said.reason,
        about=f"person {role.person_id}",
        to_state=role_words(role),
    )


def role_words(role: Role) -> str:
    """steward, unit 4, until 2027-01-31: in no language, since the trail is read in all."""
    until = f"until {role.until.isoformat()}" if role.until else ""
    return ", ".join(part for part in (role.name, reference(role.place), until) if part)


def note_changed_place(said: PlaceAnnouncement) -> None:
    enqueue_all(items_within(said.place).order_by("pk").values_list("pk", flat=True))


def note_emptied_unit(said: UnitEmptied) -> None:
    enqueue_all(said.item_ids)


def note_renamed_person(said: ProfileChanged | PersonChanged) -> None:
    """The index has the names of those who own and write: their pages are found by the new one."""
    if "name" in said.changed:
        enqueue_all(written_by(said.person).order_by("pk").values_list("pk", flat=True))


def queue_invitation(said: Invited) -> None:
    send_invitation.enqueue(said.person.pk)
