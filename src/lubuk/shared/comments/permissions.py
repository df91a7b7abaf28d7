"""Who reads a conversation, who speaks in it, and who may take something away."""

from __future__ import annotations

from lubuk.foundation.access.standing import standing
from lubuk.foundation.accounts.models import Person, Reader
from lubuk.foundation.items.kinds.registry import kind_of
from lubuk.foundation.items.models import Item, Phase
from lubuk.foundation.items.permissions import can_see, tends
from lubuk.shared.comments.models import Comment


def takes_part(reader: Reader, item: Item) -> bool:
    """Whether the conversation on an item is for this reader, who may see the item: it is among those who work here
    and guests of its section, whoever else reads the page. A withdrawn page keeps what was said of it."""
    if not kind_of(item).does_offer("comments") or item.phase not in {Phase.PUBLISHED, Phase.WITHDRAWN}:
        return False
    who = standing(reader)
    return who.is_staff or (who.is_guest and item.section_id in who.guest_sections)


def can_read_comments(reader: Reader, item: Item) -> bool:
    return takes_part(reader, item) and can_see(reader, item)


def can_comment(reader: Reader, item: Item) -> bool:
    return item.phase == Phase.PUBLISHED and can_read_comments(reader, item)


def can_edit_comment(reader: Reader, comment: Comment) -> bool:
    return is_own(reader, comment) and comment.taken_away_at is None and can_comment(reader, comment.item)


def can_take_away(reader: Reader, comment: Comment) -> bool:
    """One's own words always; another's only who tends the item and isn't spoken of: not its owner."""
    if comment.taken_away_at is not None or not can_read_comments(reader, comment.item):
        return False
    return is_own(reader, comment) or can_moderate(reader, comment)


def can_bring_back(reader: Reader, comment: Comment) -> bool:
    """Whoever took it away; and of what another took away, anybody else who may moderate."""
    if comment.taken_away_at is None or not can_read_comments(reader, comment.item):
        return False
    return comment.taken_away_by_id == reader.pk or (bool(comment.reason) and can_moderate(reader, comment))


def can_moderate(reader: Reader, comment: Comment) -> bool:
    return tends(reader, comment.item) and comment.item.owner_id != reader.pk and not is_own(reader, comment)


def can_react(reader: Reader, comment: Comment) -> bool:
    """To another's words."""
    return comment.taken_away_at is None and not is_own(reader, comment) and can_comment(reader, comment.item)


def is_own(reader: Reader, comment: Comment) -> bool:
    return isinstance(reader, Person) and comment.by_id == reader.pk
