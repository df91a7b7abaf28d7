"""The words of packs as people say them."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from lubuk.foundation.items.kinds.definition import Flow, Kind, Reminder, Step
from lubuk.foundation.items.kinds.register_columns import OF_EVERY_ITEM
from lubuk.shared.attachments.words import FAMILY_NAMES, FORMAT_NAMES

PHRASES: dict[str, Promise] = {
    "anyone": gettext_lazy("everybody who is signed in"),
    "signed in": gettext_lazy("everybody who is signed in, citizens and guests too"),
    "staff": gettext_lazy("the people of a unit"),
    "owner": gettext_lazy("its owner"),
    "author": gettext_lazy("its owner and authors"),
    "steward": gettext_lazy("a steward of its unit, subject or section"),
    "steward of unit": gettext_lazy("a steward of its unit"),
    "steward of subject": gettext_lazy("a steward of one of its subjects"),
    "steward of section": gettext_lazy("a steward of its section"),
    "manager of unit": gettext_lazy("a manager of its unit"),
    "km officer": gettext_lazy("a KM officer"),
    "administrator": gettext_lazy("an administrator"),
}
BEGINNERS = ("staff", "steward of unit", "manager of unit", "km officer", "administrator")
OFFERS: dict[str, Promise] = {
    "versions": gettext_lazy("Keep every version"),
    "attachments": gettext_lazy("Files and pictures"),
    "check-again": gettext_lazy("Ask a steward again whether it is still correct"),
    "acknowledgement": gettext_lazy("Ask readers to say that they have read it"),
    "parts": gettext_lazy("Hold other pages in an order"),
    "chapters": gettext_lazy("Be read as one book, chapter by chapter"),
    "comments": gettext_lazy("Comments"),
    "ratings": gettext_lazy("Ratings"),
    "uses": gettext_lazy("Tell how it was used"),
    "follow": gettext_lazy("Follow it"),
}
LAYERS: dict[str, Promise] = {
    "peer": gettext_lazy("Among colleagues: published first, looked at after"),
    "curated": gettext_lazy("Official: somebody answers for it and checks it again"),
}
COUNTS_AS: dict[str, Promise] = {
    "draft": gettext_lazy("a draft: its authors see it"),
    "review": gettext_lazy("in review: those who tend its places see it too"),
    "published": gettext_lazy("published: its audience sees it"),
    "withdrawn": gettext_lazy("withdrawn: its audience no longer sees it"),
}
TYPES: dict[str, tuple[Promise, Promise]] = {
    "text": (gettext_lazy("One line"), gettext_lazy("A name, a place, a few words.")),
    "long-text": (gettext_lazy("A few lines"), gettext_lazy("Plain sentences, without headings.")),
    "rich-text": (gettext_lazy("A text"), gettext_lazy("With headings, lists, links and pictures.")),
    "number": (gettext_lazy("A number"), gettext_lazy("A count or a measure.")),
    "money": (gettext_lazy("Money"), gettext_lazy("An amount and its currency.")),
    "date": (gettext_lazy("A day"), gettext_lazy("One date.")),
    "period": (gettext_lazy("From … to …"), gettext_lazy("Two dates; one may stay open.")),
    "choice": (gettext_lazy("One of several"), gettext_lazy("A list from which one answer is picked.")),
    "choices": (gettext_lazy("Some of several"), gettext_lazy("A list from which any number is picked.")),
    "yes-no": (gettext_lazy("Yes or no"), gettext_lazy("Or not said.")),
    "link": (gettext_lazy("A web address"), gettext_lazy("A page somewhere else.")),
    "person": (gettext_lazy("A person"), gettext_lazy("Somebody with an account here.")),
    "unit": (gettext_lazy("A unit"), gettext_lazy("A part of the organisation.")),
    "subject": (gettext_lazy("A subject"), gettext_lazy("Of the list of subjects.")),
    "item": (gettext_lazy("Another page"), gettext_lazy("A page of this library.")),
    "place": (gettext_lazy("A place on the ground"), gettext_lazy("A name, with coordinates if you like.")),
    "file": (
        gettext_lazy("Files"),
        gettext_lazy("Documents, pictures, recordings; of some sorts only, if you like."),
    ),
    "rows": (gettext_lazy("A small table"), gettext_lazy("Rows with columns that you name.")),
}


def type_words(name: str) -> str:
    """A type that a floor above brought in is called by its own name."""
    return str(TYPES[name][0]) if name in TYPES else name


def moment_words(moment: str, flow: Flow) -> str:
    if moment == "begin":
        return _("before it leaves the hands of its authors")
    if moment == "publish":
        return _("before it is published")
    step = flow.step(moment)
    return _("before the step “%(step)s”") % {"step": step or moment}


def sentence(step: Step, flow: Flow, kinds: list[Kind]) -> str:
    """From “In review” to “Published”, by a steward of one of its subjects, not by its author. Needs: What to do."""
    said = _("From %(sources)s to %(to)s, by %(by)s") % {
        "sources": listed([f"“{flow.state(name)}”" for name in step.sources]) or "–",
        "to": f"“{flow.state(step.to)}”",
        "by": listed([str(PHRASES[phrase]) for phrase in step.by]) or _("nobody"),
    }
    if step.not_by:
        said += _(", but not by %(by)s") % {"by": listed([str(PHRASES[phrase]) for phrase in step.not_by])}
    said += "."
    if step.asks_several:
        said += " " + approvals_words(step)
    if step.needs:
        said += " " + _("Has to be filled: %(fields)s.") % {"fields": ", ".join(called(step.needs, kinds))}
    if step.ask_reason:
        said += " " + _("A reason is asked for.")
    return said


def approvals_words(step: Step) -> str:
    if step.approvals_of:
        return _("One of each has to approve: %(roles)s.") % {
            "roles": ", ".join(str(PHRASES[phrase]) for phrase in step.approvals_of)
        }
    return _("%(count)s people have to approve.") % {"count": step.approvals}


def reminder_words(reminder: Reminder, flow: Flow) -> str:
    """After 7 days in “In review” without an act, and each 7 days from then on: a steward of its unit."""
    said = ngettext(
        "When it stands in “%(state)s” for %(days)s day: tell %(who)s.",
        "When it stands in “%(state)s” for %(days)s days: tell %(who)s.",
        reminder.days,
    )
    return said % {"state": flow.state(reminder.state), "days": reminder.days, "who": PHRASES[reminder.tell]}


def column_words(kind: Kind, name: str) -> str:
    """A column of a kind's register."""
    _type, words = OF_EVERY_ITEM.get(name, ("", name))
    return str(kind.field(name) or words)


def file_words(sort: str) -> str:
    """A sort of file that a field can ask for: a family, or one format of it."""
    return str(FAMILY_NAMES.get(sort) or FORMAT_NAMES.get(sort, sort))


def called(names: tuple[str, ...], kinds: list[Kind]) -> list[str]:
    labels = {field.name: str(field) for kind in kinds for field in kind.fields}
    return [labels.get(name, name) for name in names]


def listed(words: list[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    return _("%(some)s or %(last)s") % {"some": ", ".join(words[:-1]), "last": words[-1]}


def months_words(months: int) -> str:
    return ngettext("after %(count)s month", "after %(count)s months", months) % {"count": months}
