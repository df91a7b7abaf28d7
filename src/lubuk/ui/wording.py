"""Dates and names as people say them, in the language of the moment. Words only; the tags add the HTML."""

from datetime import date, datetime, timedelta

from django.utils import dateformat, timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

WEEK = 7


def day_words(day: date) -> str:
    """24 November 2026. The order of day, month, year is the same in every language we speak."""
    return dateformat.format(day, "j F Y")


def when_words(moment: date, *, now: datetime | None = None) -> str:
    """Today 14.00, Yesterday, Monday, 12 November, 12 November 2025: no more than tells when it was."""
    today = timezone.localdate(now)
    local = (
        timezone.localtime(moment) if isinstance(moment, datetime) and timezone.is_aware(moment) else moment
    )
    day = local.date() if isinstance(local, datetime) else local
    if day == today:
        return pgettext("day", "Today") + (f" {local:%H.%M}" if isinstance(local, datetime) else "")
    if day == today - timedelta(days=1):
        return pgettext("day", "Yesterday")
    if day == today + timedelta(days=1):
        return pgettext("day", "Tomorrow")
    if 0 < (today - day).days < WEEK:
        return dateformat.format(day, "l")
    return dateformat.format(day, "j F" if day.year == today.year else "j F Y")


def initials(name: str) -> str:
    """RH for Ratna Halimun: first and last word, so that titles and middle names do not crowd the drop."""
    words = [word for word in name.split() if word[0].isalpha()]
    return "".join(word[0] for word in ([words[0], words[-1]] if len(words) > 1 else words)).upper()


def evidence_words(level: int) -> str:
    """What each block of the gauge stands for."""
    return [
        _("nothing measured yet"),
        _("one person says so"),
        _("several agree"),
        _("seen in one place"),
        _("measured before and after"),
        _("repeated elsewhere"),
    ][level]
