"""The schedule's classes, and the class that an item has of its own."""

from __future__ import annotations

import re
from collections.abc import Mapping

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.announcing import announce
from lubuk.foundation.items.actions.acting import act
from lubuk.foundation.items.kinds.registry import kinds
from lubuk.foundation.items.models import Item
from lubuk.foundation.refusal import Refused, require
from lubuk.shared.retention.announcements import Classified, ScheduleChanged
from lubuk.shared.retention.models import LONGEST_YEARS, FinalAct, OwnClass, RetentionClass, Trigger
from lubuk.shared.retention.permissions import can_classify, can_schedule
from lubuk.shared.retention.queries import class_of_kind

CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9./-]{0,29}")
LONGEST_NAME = 160


@transaction.atomic
def set_class(
    code: str, *, by: Person, labels: Mapping[str, str], active_years: int, inactive_years: int,
    trigger: str, final_act: str, legal_basis: str,
) -> RetentionClass:  # fmt: skip
    """Make the class of this code, or change it. Raises Refused for what no schedule can say."""
    require(can_schedule(by), _("A KM officer keeps the retention schedule."))
    code, said = code.strip(), {key: " ".join(words.split()) for key, words in labels.items()}
    refuse_nonsense(code, said, active_years, inactive_years, trigger, final_act, legal_basis)
    known = RetentionClass.objects.select_for_update().filter(code=code).first()
    values = {
        "labels": {key: words for key, words in said.items() if words}, "active_years": active_years,
        "inactive_years": inactive_years, "trigger": trigger, "final_act": final_act,
        "legal_basis": " ".join(legal_basis.split()),
    }  # fmt: skip
    if known and all(getattr(known, name) == value for name, value in values.items()):
        return known
    before = summary(known) if known else ""
    kept, _made = RetentionClass.objects.update_or_create(code=code, defaults=values)
    announce(ScheduleChanged(by=by, about=f"class {code}", from_state=before, to_state=summary(kept)))
    return kept


def refuse_nonsense(
    code: str, labels: Mapping[str, str], active: int, inactive: int, trigger: str, final_act: str, basis: str
) -> None:
    if not CODE.fullmatch(code):
        raise Refused(_("Write the code with letters, figures, points, hyphens and strokes, at most 30."))
    if not labels.get(settings.LANGUAGE_CODE):
        raise Refused(_("%(code)s: give the class a name.") % {"code": code})
    if any(len(words) > LONGEST_NAME for words in labels.values()) or len(basis) > 250:
        raise Refused(_("%(code)s: shorten the name or the legal basis.") % {"code": code})
    if not (0 <= active <= LONGEST_YEARS and 0 <= inactive <= LONGEST_YEARS):
        raise Refused(
            _("%(code)s: the years are 0 to %(most)s; what stays longer is kept permanently.")
            % {"code": code, "most": LONGEST_YEARS}
        )
    if trigger not in Trigger.values or final_act not in FinalAct.values:
        raise Refused(_("%(code)s: say from when it counts and what happens in the end.") % {"code": code})
    if not basis.strip():
        raise Refused(_("%(code)s: name the rule that the period rests on.") % {"code": code})


def refuse_never_closed(item: Item, to: RetentionClass) -> None:
    kind = kinds().get(item.kind)
    if to.trigger == Trigger.CLOSED and not (kind and kind.closes):
        raise Refused(
            _(
                "%(code)s counts from the day on which a matter is closed, and pages of this kind don't say when that "
                "is. Choose another class."
            )
            % {"code": to.code}
        )


def summary(kept: RetentionClass) -> str:
    """For the trail, in no language: "2+3 withdrawn destroy"."""
    return f"{kept.active_years}+{kept.inactive_years} {kept.trigger} {kept.final_act}"


@transaction.atomic
def close_class(kept: RetentionClass, *, by: Person) -> None:
    """No item gets it any more; those that have it keep it."""
    set_closed(kept, by, is_closed=True)


@transaction.atomic
def reopen_class(kept: RetentionClass, *, by: Person) -> None:
    set_closed(kept, by, is_closed=False)


def set_closed(kept: RetentionClass, by: Person, *, is_closed: bool) -> None:
    require(can_schedule(by), _("A KM officer keeps the retention schedule."))
    kept.closed_at = timezone.now() if is_closed else None
    kept.save(update_fields=["closed_at"])
    announce(ScheduleChanged(by=by, about=f"class {kept.code}", to_state="closed" if is_closed else "open"))


@act
def classify(item: Item, to: RetentionClass | None, *, by: Person, reason: str = "") -> None:
    """Give the item a class of its own; None returns it to its kind's."""
    require(can_classify(by, item), _("A steward of this page says how long it is kept."))
    own = OwnClass.objects.filter(item=item).select_related("retention_class").first()
    of_kind = class_of_kind(item.kind)
    before = own.retention_class if own else of_kind
    if to is None:
        OwnClass.objects.filter(item=item).delete()
    else:
        reason = reason.replace("\0", "").strip()[:500]
        if not reason:
            raise Refused(_("Write in a sentence why this page is kept differently."))
        if to.closed_at:
            raise Refused(_("The class %(code)s is closed. Choose another one.") % {"code": to.code})
        refuse_never_closed(item, to)
        OwnClass.objects.update_or_create(
            item=item, defaults={"retention_class": to, "reason": reason, "by": by, "at": timezone.now()}
        )
    after = to or of_kind
    announce(
        Classified(
            item=item, by=by, reason=reason, from_state=before.code if before else "",
            to_state=after.code if after else "",
        )
    )  # fmt: skip
