"""Each way to lose something, tried on what is held: the shell's as well as the pages'."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from PIL import Image

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items import actions
from lubuk.foundation.items.models import Item, Version
from lubuk.foundation.units.models import Unit
from lubuk.shared.attachments.actions import claim_files, upload_picture
from lubuk.shared.attachments.models import Attachment, Content
from lubuk.shared.attachments.sweeping import sweep
from lubuk.shared.retention.actions import lift
from lubuk.shared.retention.actions.disposing import unbind
from lubuk.shared.retention.guards import statements
from lubuk.shared.retention.models import Held, Hold
from lubuk.shared.retention.tests.makers import a_hold
from tests.cast import a_draft, everything, fresh

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

STANDING = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
}


@pytest.fixture
def held(ana: Person, odi: Person, city: Unit) -> Item:
    """Published, with a picture, and under a hold."""
    kept = BytesIO()
    Image.new("RGB", (4, 3), "teal").save(kept, "PNG")
    picture = upload_picture(SimpleUploadedFile("photo.png", kept.getvalue(), "image/png"), by=ana)
    item = a_draft(by=ana, body=f'<figure><img src="{picture.get_absolute_url()}" alt="A valve"></figure>')
    claim_files(item, by=ana)
    actions.publish(item, by=ana)
    a_hold(city, item, by=odi)
    return fresh(item)


def in_sql(words: str) -> Callable[[Item], object]:
    def ask(item: Item) -> object:
        with connection.cursor() as cursor:
            return cursor.execute(words, [item.pk])

    return ask


def unbound(item: Item) -> Item:
    unbind(item)
    return item


WAYS: dict[str, Callable[[Item], object]] = {
    "the item, with what it reads unbound": lambda item: unbound(item).delete(),
    "a query of items, without asking what hangs on them": lambda item: Item.objects.filter(
        pk=item.pk
    )._raw_delete("default"),
    "a version": lambda item: in_sql("DELETE FROM items_version WHERE item_id = %s")(item),
    "a version's text": lambda item: Version.objects.filter(item=item).update(body=""),
    "a version's title": lambda item: Version.objects.filter(item=item).update(title="Nothing"),
    "a version's fields": lambda item: Version.objects.filter(item=item).update(fields={}),
    "a version given to another": lambda item: Version.objects.filter(item=item).update(item_id=item.pk + 1),
    "the picture": lambda item: item.attachments.get().delete(),
    "the picture's file": lambda item: Content.objects.filter(attachments__item=item).update(
        file="gone.webp"
    ),
    "other bytes in its place": lambda item: Attachment.objects.filter(item=item).update(content_id=0),
    "the picture taken away, to be swept": lambda item: Attachment.objects.filter(item=item).update(
        item=None
    ),
    "the row of the hold": lambda item: Held.objects.all().delete(),
    "the row of the hold, in SQL": in_sql("DELETE FROM retention_held WHERE item_id = %s"),
    "the item, in SQL": in_sql("DELETE FROM items_item WHERE id = %s"),
}


@pytest.mark.parametrize("way", WAYS)
def test_nothing_held_is_lost(held: Item, way: str) -> None:
    before = everything()
    with pytest.raises(DatabaseError, match="legal hold"), transaction.atomic():
        WAYS[way](held)
    assert everything() == before


def test_a_held_draft_is_not_deleted_from_a_shell(ana: Person, odi: Person, city: Unit) -> None:
    item = a_draft(by=ana)
    a_hold(city, item, by=odi)
    for way in (item.delete, Item.objects.all().delete):
        with pytest.raises(DatabaseError, match="legal hold"), transaction.atomic():
            way()
    assert fresh(item).draft is not None


def test_a_hold_with_pages_is_not_removed(held: Item) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        Hold.objects.all().delete()
    assert Held.objects.in_force().filter(item=held).exists()


def test_the_daily_sweep_leaves_its_picture(held: Item) -> None:
    assert sweep() == 0
    picture = held.attachments.get().file
    assert picture.storage.exists(str(picture.name))


def test_what_is_not_held_goes_as_before(held: Item, ben: Person) -> None:
    other = a_draft(by=ben)
    other.delete()
    assert list(Item.objects.all()) == [held]


def test_after_the_hold_nothing_stands_in_the_way(held: Item, odi: Person) -> None:
    lift(Hold.objects.get(), by=odi, reason="Over.")
    Version.objects.filter(item=held).update(body="<p>New.</p>")
    held.attachments.get().delete()
    assert not held.attachments.exists()


def test_every_trigger_stands_after_all_migrations() -> None:
    """SQLite drops a table's triggers when a migration remakes the table: then put_up belongs behind it."""
    made = [words.partition("TRIGGER ")[2].split() for words in statements(connection.vendor)]
    wanted = {words[0] for words in made if words and words[0] != "IF"}
    with connection.cursor() as cursor:
        cursor.execute(STANDING[connection.vendor])
        standing = {name for (name,) in cursor.fetchall()}
    assert wanted - standing == set()
