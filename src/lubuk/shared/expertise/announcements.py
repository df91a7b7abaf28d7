"""What is announced of what people say they know. It is their profile, so it goes where that goes."""

from __future__ import annotations

from lubuk.foundation.accounts.announcements import ProfileAnnouncement


class TopicsChanged(ProfileAnnouncement):
    """The person can be asked about other things than before."""


class TakenOffList(ProfileAnnouncement):
    """The person is named among those who know no longer."""


class PutOnList(ProfileAnnouncement):
    """… and is again."""
