"""Who listens to what: the one file that says what an act sets off."""

from lubuk.domains.importing.announcements import ImportAnnouncement
from lubuk.domains.library.announcements import InstallationExported, InstallationRestored
from lubuk.domains.office.tasks import send_invitation
from lubuk.domains.registers.filling import note_rows, rebuild, rows_that_name
from lubuk.domains.registers.tasks import fill_later
from lubuk.foundation.access.announcements import RoleAnnouncement
from lubuk.foundation.access.models import Role
from lubuk.foundation.accounts.announcements import ProfileAnnouncement, ProfileChanged
from lubuk.foundation.announcing import listen, listen_to_many
from lubuk.foundation.items.announcements import (
    Approved,
    Endorsed,
    HandedOver,
    ItemAnnouncement,
    PartAdded,
    Published,
    Stepped,
)
from lubuk.foundation.items.guarding import guard_with
from lubuk.foundation.items.kinds.field_types.naming import PERSON, SUBJECT, UNIT
from lubuk.foundation.items.models import Item
from lubuk.foundation.items.queries import written_by
from lubuk.foundation.membership.announcements import Invited, PersonAnnouncement, PersonChanged
from lubuk.foundation.places.announcements import (
    PlaceAnnouncement,
    PlaceDefined,
    PlaceMerged,
    PlaceMoved,
    PlaceRenamed,
    TagChanged,
    UnitEmptied,
    reference,
)
from lubuk.foundation.places.queries import items_within
from lubuk.foundation.shaping.announcements import ShapingAnnouncement
from lubuk.foundation.subjects.models import Subject
from lubuk.foundation.thesaurus.announcements import SubjectsBroughtIn
from lubuk.foundation.trail.recording import name_of, record, record_item_acts, record_profile
from lubuk.foundation.units.models import Unit
from lubuk.shared.attachments.actions import release_unused
from lubuk.shared.comments.announcements import CommentBroughtBack, Commented, CommentTakenAway, Thanked
from lubuk.shared.dependents.marking import follow_publications
from lubuk.shared.duties.announcements import ReadingAsked
from lubuk.shared.duties.following import ask_again, tell_of_reading
from lubuk.shared.expertise.actions import follow_merge
from lubuk.shared.retention.actions.holding import hold_new_part, refuse_held
from lubuk.shared.retention.announcements import RetentionAnnouncement
from lubuk.shared.search.announcements import SynonymAnnouncement
from lubuk.shared.search.outbox import enqueue_all, note_changes
from lubuk.shared.usefulness.announcements import Answered, FoundNotUseful
from lubuk.shared.wanted.actions import answer_by_publishing
from lubuk.site.telling import (
    tell_of_answer,
    tell_of_approval,
    tell_of_endorsement,
    tell_of_hand_overs,
    tell_of_publications,
    tell_of_step,
    tell_of_word,
)
from lubuk.site.telling_of_comments import (
    tell_of_bringing_back,
    tell_of_comment,
    tell_of_taking_away,
    tell_of_thanks,
)


def wire() -> None:
    # The trail comes first: its lock puts all acts in one order, which the search outbox relies on.
    listen_to_many(ItemAnnouncement, record_item_acts)
    listen_to_many(ItemAnnouncement, note_changes)
    listen_to_many(ItemAnnouncement, note_rows)
    listen(Stepped, tell_of_step)
    listen(Approved, tell_of_approval)
    listen_to_many(Published, tell_of_publications)
    listen_to_many(Published, follow_publications)
    listen(Published, ask_again)
    listen_to_many(Published, answer_by_publishing)
    listen(ReadingAsked, tell_of_reading)
    listen(FoundNotUseful, tell_of_word)
    listen(Answered, tell_of_answer)
    listen(Commented, tell_of_comment)
    listen(Thanked, tell_of_thanks)
    listen(CommentTakenAway, tell_of_taking_away)
    listen(CommentBroughtBack, tell_of_bringing_back)
    listen(Endorsed, tell_of_endorsement)
    listen_to_many(HandedOver, tell_of_hand_overs)
    listen(PartAdded, hold_new_part)
    listen_to_many(Published, release_unused)
    listen(ProfileAnnouncement, record_profile)
    listen(ProfileChanged, note_renamed_person)
    listen(PlaceAnnouncement, record_act)
    listen(InstallationExported, record_export)
    listen(InstallationRestored, fill_registers)
    listen(PlaceMoved, note_changed_place)
    listen(PlaceRenamed, note_changed_place)
    listen(PlaceRenamed, order_by_new_name)
    listen(PlaceDefined, note_changed_place)
    listen(UnitEmptied, note_items)
    listen(PlaceMerged, note_merged_subject)
    listen(PlaceMerged, follow_merge)
    listen(TagChanged, record_act)
    listen(TagChanged, note_items)
    listen(SubjectsBroughtIn, record_act)
    listen(SubjectsBroughtIn, note_items)
    listen(PersonAnnouncement, record_act)
    listen(PersonChanged, note_renamed_person)
    listen(Invited, queue_invitation)
    listen(RoleAnnouncement, record_role)
    listen(ImportAnnouncement, record_import)
    listen(RetentionAnnouncement, record_act)
    listen(ShapingAnnouncement, record_act)
    listen(SynonymAnnouncement, record_act)
    listen(ShapingAnnouncement, fill_by_new_kind)
    guard_with(refuse_held)


type Act = (
    PlaceAnnouncement
    | PersonAnnouncement
    | SubjectsBroughtIn
    | TagChanged
    | RetentionAnnouncement
    | ShapingAnnouncement
    | SynonymAnnouncement
)


def record_act(said: Act) -> None:
    record(
        act=name_of(said), by=said.by, reason=said.reason, about=said.about,
        from_state=said.from_state, to_state=said.to_state,
    )  # fmt: skip


def record_import(said: ImportAnnouncement) -> None:
    record(act=name_of(said), by=said.by, about=said.about, to_state=said.run.source)


def fill_registers(said: InstallationRestored) -> None:
    rebuild()


def record_export(said: InstallationExported) -> None:
    record(act=name_of(said), by=said.by, about=said.about)


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


def order_by_new_name(said: PlaceRenamed) -> None:
    if isinstance(said.place, Unit | Subject):
        sort = UNIT if isinstance(said.place, Unit) else SUBJECT
        fill_later(rows_that_name(sort, said.place.pk))


def note_items(said: UnitEmptied | SubjectsBroughtIn | TagChanged) -> None:
    enqueue_all(said.item_ids)
    fill_later(said.item_ids)


def note_merged_subject(said: PlaceMerged) -> None:
    """Its new names count for all that stands in it and below."""
    ids = list(items_within(said.into).order_by("pk").values_list("pk", flat=True))
    enqueue_all(ids)
    fill_later(ids)


def note_renamed_person(said: ProfileChanged | PersonChanged) -> None:
    """The index has the names of those who own and write: their pages are found by the new one."""
    if "name" in said.changed:
        enqueue_all(written_by(said.person).order_by("pk").values_list("pk", flat=True))
        fill_later(rows_that_name(PERSON, said.person.pk))


def fill_by_new_kind(said: ShapingAnnouncement) -> None:
    """A field more is a column more, in which each row needs its place."""
    sort, _blank, key = said.about.partition(" ")
    if sort == "kind":
        fill_later(Item.objects.published().filter(kind=key).order_by("pk").values_list("pk", flat=True))


def queue_invitation(said: Invited) -> None:
    send_invitation.enqueue(said.person.pk)
