"""What of the subjects and tags wants mending: shelves without pages, stewards or words, tags like a subject."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from lubuk.domains.office.queries import tags_seen_by
from lubuk.foundation.access.models import Role, RoleName
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.models import Item, ItemSubject
from lubuk.foundation.subjects.models import Subject
from lubuk.foundation.trees import lineage_of
from lubuk.shared.search.analysis import language_of, terms

SHOWN = 30  # of each; who mends thirty comes back for the next


@dataclass(frozen=True)
class Row:
    name: str
    url: str
    note: str = ""


@dataclass(frozen=True)
class Check:
    key: str
    heading: str
    advice: str
    fine: str
    found: list[Row]

    @property
    def count(self) -> int:
        return len(self.found)

    @property
    def rows(self) -> list[Row]:
        return self.found[:SHOWN]

    @property
    def more(self) -> int:
        return max(0, self.count - SHOWN)


def checks(person: Person) -> list[Check]:
    """Four questions to the database, however many subjects there are."""
    subjects = list(Subject.objects.only("pk", "path", "slug", "labels", "alt_labels", "hidden_labels"))
    stewarded = tended()
    return [
        Check(
            "empty",
            _("Without pages"),
            _(
                "Nothing is about it or about what stands below. Merge it, remove it, or ask somebody to write."
            ),
            _("Every subject has pages."),
            [row(subject) for subject in without(subjects, used(person))],
        ),
        Check(
            "untended",
            _("Without a steward"),
            _("Nobody looks after it, nor after what it stands under."),
            _("Every subject has a steward."),
            [row(subject) for subject in subjects if not stewarded.intersection(subject.lineage)],
        ),
        *(unnamed(subjects, code, str(name)) for code, name in settings.LANGUAGES),
        Check(
            "doubles",
            _("Tags that say what a subject says"),
            _("Make the tag part of the subject: its pages are then found with the others."),
            _("No tag says what a subject says."),
            list(doubles(subjects, person)),
        ),
    ]


def row(subject: Subject) -> Row:
    return Row(subject.name, reverse("office:place", args=["subjects", subject.slug]))


def used(person: Person) -> set[int]:
    """Ids of subjects with pages on them that the person may see."""
    seen = ItemSubject.objects.filter(item__in=Item.objects.visible_to(person).order_by().values("pk"))
    return set(seen.order_by().values_list("subject_id", flat=True).distinct())


def without(subjects: list[Subject], used: set[int]) -> Iterable[Subject]:
    """Those with nothing on them, nor below them."""
    full = {above for subject in subjects if subject.pk in used for above in lineage_of(subject.path)}
    return (subject for subject in subjects if subject.pk not in full)


def tended() -> set[int]:
    roles = (
        Role.objects.in_force().filter(name=RoleName.STEWARD, person__is_active=True).exclude(subject=None)
    )
    return set(roles.values_list("subject_id", flat=True))


def unnamed(subjects: list[Subject], code: str, language: str) -> Check:
    return Check(
        f"unnamed-{code}",
        _("Without a name in %(language)s") % {"language": language},
        _("Readers of that language see the name in another one."),
        _("Every subject has a name in %(language)s.") % {"language": language},
        [row(subject) for subject in subjects if not subject.labels.get(code)],
    )


def doubles(subjects: list[Subject], person: Person) -> Iterable[Row]:
    """Compared by the stems of their words, in each language that a subject speaks."""
    named: dict[tuple[str, ...], Subject] = {}
    for subject in subjects:
        for code, name in all_names(subject):
            named.setdefault(stems(name, code), subject)
    counted = (
        tags_seen_by(person).order_by().values_list("word").annotate(n=Count("pk")).order_by("-n", "word")
    )
    for word, count in counted:
        like = next(
            (named[key] for code, _name in settings.LANGUAGES if (key := stems(word, code)) in named), None
        )
        if like:
            url = f"{reverse('office:change_tag')}?{urlencode({'tag': word})}"
            yield Row(word, url, f"{count} · {like.name}")


def all_names(subject: Subject) -> Iterable[tuple[str, str]]:
    yield from subject.labels.items()
    for lists in (subject.alt_labels, subject.hidden_labels):
        for code, names in lists.items():
            yield from ((code, name) for name in names)


def stems(words: str, code: str) -> tuple[str, ...]:
    language = language_of(code)
    return (language, *terms(words, language))
