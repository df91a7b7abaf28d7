"""Months from a day, as people count them."""

from calendar import monthrange
from datetime import date

from django.utils import timezone


def months_from_today(months: int) -> date | None:
    """The same day so many months on, or the month's last day; None for 0 months ("never")."""
    return months_after(timezone.localdate(), months) if months else None


def months_after(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
