"""From an act to the index: in the same transaction, in order, followed, pruned, rebuilt when it can't be."""

from datetime import timedelta

import pytest
from django.db import OperationalError, connection, transaction
from django.utils import timezone

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items import actions
from lubuk.foundation.items.models import Item
from lubuk.shared.search import outbox
from lubuk.shared.search.engine import Engine, NoIndex
from lubuk.shared.search.live import engine
from lubuk.shared.search.models import Outbox
from lubuk.shared.search.outbox import catch_up, enqueue, enqueue_all, follow, prune
from lubuk.shared.search.rebuild import rebuild
from lubuk.shared.search.tantivy_engine import TantivyEngine
from lubuk.shared.search.tests.item_makers import person, published, unit
from lubuk.shared.search.tests.makers import ids, look_for
from tests.days import Day

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def ana() -> Person:
    return person("Ana", unit("City"))


def found(words: str) -> list[int]:
    live = engine()
    assert isinstance(live, TantivyEngine)
    return ids(look_for(live, words))


def test_the_first_look_builds_the_index(ana: Person) -> None:
    item = published(ana, "Flood pump", audience="public")
    with pytest.raises(NoIndex):
        engine().position()
    catch_up()
    assert found("pump") == [item.pk]


def test_what_is_published_is_found_after_the_next_look(ana: Person) -> None:
    catch_up()
    item = published(ana, "Flood pump", audience="public")
    catch_up()
    assert found("pump") == [item.pk]


def test_what_is_narrowed_leaves_the_public(ana: Person) -> None:
    item = published(ana, "Flood pump", audience="public")
    catch_up()
    actions.change_audience(item, "institution", by=ana)
    catch_up()
    assert found("pump") == []


def test_what_is_deleted_leaves_the_index(ana: Person) -> None:
    item = published(ana, "Flood pump", audience="public")
    catch_up()
    number = item.pk
    item.draft = item.published = None
    item.save()
    item.versions.all().delete()
    item.delete()
    enqueue(number)
    catch_up()
    assert engine().count() == 0


def test_an_act_that_fails_is_not_told(ana: Person) -> None:
    catch_up()
    before = Outbox.objects.count()
    with pytest.raises(ZeroDivisionError):
        publish_and_fail(ana)
    assert Outbox.objects.count() == before


@transaction.atomic
def publish_and_fail(ana: Person) -> None:
    published(ana, "Flood pump", audience="public")
    raise ZeroDivisionError


def test_a_crash_between_reading_and_committing_repeats_the_batch(
    ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    catch_up()
    item = published(ana, "Flood pump", audience="public")
    with monkeypatch.context() as broken:
        broken.setattr(outbox, "documents", lambda changed: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            catch_up()
    catch_up()
    assert found("pump") == [item.pk]


def test_many_rows_are_followed_in_batches(ana: Person) -> None:
    catch_up()
    item = published(ana, "Flood pump", audience="public")
    enqueue_all([item.pk] * (outbox.BATCH + 10))
    assert catch_up() == outbox.BATCH
    assert 0 < catch_up() < outbox.BATCH
    assert catch_up() == 0


def test_an_index_of_another_time_is_rebuilt(ana: Person) -> None:
    item = published(ana, "Flood pump", audience="public")
    catch_up()
    Outbox.objects.update(at=timezone.now() - timedelta(days=1))  # as after putting back another backup
    Item.objects.filter(pk=item.pk).update(title="x")
    engine().index([], gone=[item.pk], position=engine().position())
    catch_up()
    assert found("pump") == [item.pk]


def test_old_rows_are_forgotten_but_never_the_one_the_index_stands_at(ana: Person) -> None:
    published(ana, "Flood pump", audience="public")
    Outbox.objects.update(at=timezone.now() - outbox.KEEP - timedelta(hours=1))
    catch_up()
    prune(engine())
    assert Outbox.objects.count() == 1
    assert catch_up() == 0
    assert engine().count() == 1


def test_an_empty_database_can_be_rebuilt_and_followed(ana: Person) -> None:
    rebuild()
    assert engine().count() == 0
    item = published(ana, "Flood pump", audience="public")
    catch_up()
    assert found("pump") == [item.pk]


def test_a_change_is_followed_well_within_two_seconds(ana: Person) -> None:
    day = Day(lambda: published(ana, "Flood pump", audience="public"))
    follow(day)
    assert len(found("pump")) == 1
    assert max(wait or 0 for wait in day.waits) <= 1


def test_a_database_that_is_away_is_asked_again(ana: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    is_away = [True, False]

    def look(engine: Engine) -> int:
        if is_away.pop(0):
            raise OperationalError
        return 0

    monkeypatch.setattr(outbox, "catch_up", look)
    monkeypatch.setattr(connection, "close", lambda: None)
    day = Day(lambda: None)
    follow(day)
    assert day.waits == [outbox.LOOK_AGAIN, outbox.LOOK_EVERY]
