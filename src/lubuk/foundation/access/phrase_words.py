"""The role phrases as people read them: who still has to approve, who is reminded."""

from django.utils.translation import gettext_lazy as _

PHRASE_WORDS = {
    "anyone": _("anybody"),
    "signed in": _("somebody who has signed in"),
    "staff": _("a colleague"),
    "owner": _("its owner"),
    "author": _("one of its authors"),
    "steward": _("a steward"),
    "steward of unit": _("a steward of its unit"),
    "steward of subject": _("a steward of its subject"),
    "steward of section": _("a steward of its section"),
    "manager of unit": _("a manager of its unit"),
    "km officer": _("the KM officer"),
    "administrator": _("an administrator"),
}
