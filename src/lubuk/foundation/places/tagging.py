"""What an officer does with free words: two become one, one is spelt better, one becomes a subject.

The word of before leads on for good, also where somebody types it again.
"""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.announcing import announce
from lubuk.foundation.items.actions.placing import clean_tags
from lubuk.foundation.items.models import ItemSubject, Tag, TagAlias
from lubuk.foundation.places.actions import add
from lubuk.foundation.places.announcements import TagChanged, reference
from lubuk.foundation.places.permissions import can_arrange_subjects
from lubuk.foundation.refusal import Refused, require
from lubuk.foundation.subjects.models import Subject


@transaction.atomic
def rename_tag(word: str, *, to: str, by: Person) -> str:
    """Every item with `word` has `to` instead; where `to` is a tag already, the two are merged. Answers the tag."""
    require(can_arrange_subjects(by))
    cleaned = clean_tags([to])
    if not cleaned or "," in to:
        raise Refused(_("Write the tag that it becomes: one tag, without commas."))
    after = cleaned[0]
    if after == word:
        return after
    rows = Tag.objects.filter(word=word)
    item_ids = items_with(word)
    rows.filter(item__in=Tag.objects.filter(word=after).values("item")).delete()
    rows.update(word=after)
    TagAlias.objects.filter(word=after).delete()  # it is a tag of its own again
    TagAlias.objects.filter(into=word).update(into=after)
    TagAlias.objects.update_or_create(word=word, defaults={"into": after, "subject": None})
    announce(TagChanged(by=by, about=f"tag {word}", from_state=word, to_state=after, item_ids=item_ids))
    return after


@transaction.atomic
def make_subject(word: str, *, under: Subject | None, by: Person) -> Subject:
    """A new subject called so, on every item that has the tag; the tag is gone and leads there."""
    require(can_arrange_subjects(by))
    item_ids = items_with(word)
    if not item_ids:
        raise Refused(_("No page has this tag any more."))
    subject = Subject(labels={settings.LANGUAGE_CODE: word[:1].upper() + word[1:]}, parent=under)
    add(subject, by=by)
    fold_into(word, subject, item_ids, by)
    return subject


@transaction.atomic
def give_to_subject(word: str, *, subject: Subject, by: Person) -> None:
    """The tag says what a subject says already: its items get the subject, and the word becomes a name of it."""
    require(can_arrange_subjects(by))
    item_ids = items_with(word)
    if not item_ids:
        raise Refused(_("No page has this tag any more."))
    fold_into(word, subject, item_ids, by)


def items_with(word: str) -> tuple[int, ...]:
    return tuple(Tag.objects.filter(word=word).values_list("item_id", flat=True))


def fold_into(word: str, subject: Subject, item_ids: tuple[int, ...], by: Person) -> None:
    about = set(ItemSubject.objects.filter(subject=subject).values_list("item_id", flat=True))
    ItemSubject.objects.bulk_create(
        ItemSubject(item_id=pk, subject=subject) for pk in item_ids if pk not in about
    )
    Tag.objects.filter(word=word).delete()
    TagAlias.objects.filter(into=word).update(into="", subject=subject)
    TagAlias.objects.update_or_create(word=word, defaults={"into": "", "subject": subject})
    announce(
        TagChanged(
            by=by, about=f"tag {word}", from_state=word, to_state=reference(subject), item_ids=item_ids
        )
    )
