"""The sample's conversations: said, answered and dated as the file says."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.models import Item
from lubuk.shared.comments.actions import comment, react
from lubuk.shared.comments.models import Comment, Reaction
from lubuk.shared.notifications.models import Notice
from lubuk.site.sample.places import read


def load_conversations(folder: Path, items: Mapping[str, Item], people: Mapping[str, Person]) -> None:
    for said in read(folder / "conversations.yaml")["conversations"]:
        item = Item.objects.get(pk=items[said["item"]].pk)
        first = say(said, item, people, None)
        for reply in said.get("replies", []):
            say(reply, item, people, first)


def say(said: dict[str, Any], item: Item, people: Mapping[str, Person], to: Comment | None) -> Comment:
    one = comment(item, said["text"], by=people[said["by"]], to=to)
    for name, says in said.get("answers", {}).items():
        react(one, says, by=people[name])
    date_back(one, timezone.now() - timedelta(days=said["days_ago"]))
    return one


def date_back(one: Comment, at: datetime) -> None:
    Comment.objects.filter(pk=one.pk).update(at=at, changed_at=at)
    Reaction.objects.filter(comment=one).update(at=at)
    Notice.objects.filter(place=one.get_absolute_url()).update(at=at, read_at=at)
