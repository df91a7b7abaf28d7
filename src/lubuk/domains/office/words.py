"""What the trail's acts are called."""

from __future__ import annotations

import re

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ACTS: dict[str, Promise] = {
    "Begun": _("began"),
    "Published": _("published"),
    "Approved": _("approved"),
    "Stepped": _("moved along its flow"),
    "Endorsed": _("endorsed"),
    "Confirmed": _("confirmed as still correct"),
    "ConfirmationTakenBack": _("took a confirmation back"),
    "AudienceChanged": _("changed who may see it"),
    "Placed": _("placed"),
    "HandedOver": _("handed over"),
    "Restored": _("restored an earlier text"),
    "MovedToKindVersion": _("moved to the newer form of its kind"),
    "Acknowledged": _("has read it"),
    "Upheld": _("said that it still agrees with what it rests on"),
    "Translated": _("began a translation"),
    "Answered": _("answered a reader"),
    "Discarded": _("threw a draft away"),
    "FilesRead": _("read the words of its files"),
    "PartAdded": _("added a page to a collection"),
    "PartRemoved": _("took a page out of a collection"),
    "PartMoved": _("changed the order of a collection"),
    "ImportTaken": _("brought a source in"),
    "ImportUndone": _("took an import back"),
    "TemplateOffered": _("made it a template"),
    "TemplateWithdrawn": _("took a template back"),
    "InstallationExported": _("took the whole installation along"),
    "RoleGiven": _("gave a role"),
    "RoleTaken": _("took a role away"),
    "ProfileChanged": _("changed their profile"),
    "PhotoChanged": _("changed their photo"),
    "PhotoRemoved": _("removed their photo"),
    "PersonAdded": _("added a person"),
    "Invited": _("sent a password link"),
    "PersonChanged": _("changed an account"),
    "PersonMoved": _("moved a person to another unit"),
    "Deactivated": _("deactivated an account"),
    "Reactivated": _("reactivated an account"),
    "PlaceAdded": _("added a place"),
    "PlaceRenamed": _("renamed a place"),
    "PlaceDefined": _("explained a subject"),
    "PlaceMoved": _("moved a place"),
    "PlaceRemoved": _("removed a place"),
    "PlaceMerged": _("merged a subject into another"),
    "SubjectsBroughtIn": _("brought a vocabulary in"),
    "TagChanged": _("changed a tag"),
    "PutInForce": _("put a kind or flow in force"),
    "GivenBack": _("took a kind or flow of their own out of use"),
    "ReadingAsked": _("asked people to read it"),
    "ReadingCalledOff": _("called off that people have to read it"),
    "ToldApart": _("said that it only looks like another page"),
    "Linked": _("linked it to another page"),
    "Unlinked": _("took a link away"),
    "SynonymsSet": _("said that words mean the same"),
    "SynonymsRemoved": _("no longer says that words mean the same"),
    "AskedFor": _("asked for this knowledge"),
    "AnswerGiven": _("gave an answer to what is wanted"),
    "Pinned": _("put it first for a search"),
    "Unpinned": _("no longer puts it first for a search"),
    "UnitEmptied": _("emptied a unit"),
    "UnitClosed": _("closed a unit"),
    "UnitReopened": _("reopened a unit"),
    "Classified": _("changed how long a page is kept"),
    "PutOnHold": _("put a page under a legal hold"),
    "Released": _("took a page out of a legal hold"),
    "Destroyed": _("destroyed a page, its time being over"),
    "ScheduleChanged": _("changed the retention schedule"),
    "HoldPlaced": _("placed a legal hold"),
    "HoldLifted": _("lifted a legal hold"),
    "DisposalProposed": _("proposed a disposal"),
    "DisposalApproved": _("approved a disposal"),
    "DisposalStopped": _("stopped a disposal"),
    "DisposalCarriedOut": _("carried a disposal out"),
}


def word_of_act(act: str) -> str:
    """An act of a room that this list doesn't know yet is told by its name in code: "Idea adopted"."""
    known = ACTS.get(act)
    return str(known) if known else re.sub(r"(?<=[a-z])(?=[A-Z])", " ", act).capitalize()
