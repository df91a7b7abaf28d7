"""The sentence of a notice, with the name of who did it where there is one."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lubuk.shared.notifications.models import Event, Notice

SENTENCES: dict[str, Callable[[], str]] = {
    Event.REVIEW_ASKED: lambda: _("%(name)s asks you for a review."),
    Event.REVIEW_WAITS: lambda: _("Nobody has answered the request for a review yet."),
    Event.APPROVED: lambda: _("%(name)s approved the text."),
    Event.RETURNED: lambda: _("%(name)s sent the text back."),
    Event.PUBLISHED: lambda: _("%(name)s published the text."),
    Event.ENDORSED: lambda: _("%(name)s made the page official."),
    Event.HANDED_OVER: lambda: _("%(name)s handed the page over to you."),
    Event.HANDED_ON: lambda: _("%(name)s handed the page over to %(to)s."),
    Event.MUST_FOLLOW: lambda: _("“%(about)s” has changed, and this page rests on it."),
    Event.TRANSLATION_STALE: lambda: _("“%(about)s” has changed, and this translates it."),
    Event.NOT_USEFUL: lambda: _("%(name)s did not find it useful."),
    Event.ANSWERED: lambda: _("%(name)s answered what you said of it."),
    Event.READING_ASKED: lambda: _("%(name)s asks you to read this page."),
    Event.READING_DUE: lambda: _("You are to read this page in the next days."),
    Event.READING_OVERDUE: lambda: _("You have not yet said that you read this page."),
    Event.WANTED: lambda: _("%(name)s asks for this knowledge. You may know it."),
    Event.WANTED_ANSWERED: lambda: _("%(name)s answers with this page what you asked for."),
    Event.FOUND: lambda: _("A search that you keep finds this page:"),
    Event.COMMENTED: lambda: _("%(name)s said something of this page:"),
    Event.REPLIED: lambda: _("%(name)s went on in a conversation that you take part in:"),
    Event.NAMED: lambda: _("%(name)s names you:"),
    Event.THANKED: lambda: _("%(name)s thanks you for what you said:"),
    Event.USED: lambda: _("%(name)s used what you said:"),
    Event.HELP_OFFERED: lambda: _("%(name)s can help with what you said:"),
    Event.TAKEN_AWAY: lambda: _("%(name)s took away what you said, and says why:"),
    Event.BROUGHT_BACK: lambda: _("%(name)s brought back what you said."),
}


SENTENCES_OF_MANY: dict[str, Callable[[int], str]] = {
    Event.HANDED_OVER: lambda others: ngettext(
        "%(name)s handed this page and %(others)s other over to you.",
        "%(name)s handed this page and %(others)s others over to you.",
        others,
    ),
    Event.HANDED_ON: lambda others: ngettext(
        "%(name)s handed this page and %(others)s other of yours over to %(to)s.",
        "%(name)s handed this page and %(others)s others of yours over to %(to)s.",
        others,
    ),
    # How many is not said: it would count pages that were hidden since.
    Event.FOUND: lambda others: _("A search that you keep finds this page, and others with it:"),
}


def sentence(notice: Notice) -> str:
    nobody = _("A reader") if notice.event == Event.NOT_USEFUL else _("Somebody")
    about = notice.about.title if notice.about else ""
    words = SENTENCES_OF_MANY[notice.event](notice.others) if notice.others else SENTENCES[notice.event]()
    said = {"about": about, "others": notice.others, "to": notice.to or _("a colleague")}
    return words % {"name": notice.by or nobody, **said}
