"""How the worker finds out what texts mean: nothing twice, nothing lost, and search never waits for it."""

from collections.abc import Sequence
from dataclasses import replace
from threading import Event

import pytest
from pytest_django.fixtures import Settings

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.models import Item
from lubuk.shared.search import learning, searching
from lubuk.shared.search.embedding import NoEmbedding, Vector
from lubuk.shared.search.filters import Filters
from lubuk.shared.search.learning import Writer, embed_next, learn, write
from lubuk.shared.search.live import bundled, embedder, vectors
from lubuk.shared.search.models import Embedding, Outbox, Portion, Reached
from lubuk.shared.search.outbox import catch_up
from lubuk.shared.search.portions import cut_next
from lubuk.shared.search.tests.embedding_server import serving
from lubuk.shared.search.tests.item_makers import person, published, unit

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


class Model:
    """Knows nothing, counts what it is asked, and breaks when told to."""

    model, background, far = "m", 0.0, ()

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.breaks: BaseException | None = None

    def query(self, text: str) -> Vector:
        return self.passages([text])[0]

    def passages(self, texts: Sequence[str]) -> list[Vector]:
        if self.breaks:
            raise self.breaks
        self.asked += texts
        return bundled().passages(["a"]) * len(texts)


@pytest.fixture
def ana() -> Person:
    ana = person("Ana", unit("City"))
    for number in range(12):
        published(ana, f"Page {number}", f"Text {number}.", audience="public")
    return ana


def learn_all(model: Model) -> None:
    while cut_next(model.model) or embed_next(model):
        pass


def test_each_part_is_embedded_once_and_the_newest_first(ana: Person) -> None:
    model = Model()
    learn_all(model)
    assert len(model.asked) == len(set(model.asked)) == Embedding.objects.count()
    assert "Page 11" in model.asked[0]


def test_what_a_killed_worker_left_is_taken_up_and_nothing_is_made_again(ana: Person) -> None:
    killed = Model()
    while cut_next(killed.model):
        pass
    embed_next(killed)
    killed.breaks = SystemExit()
    with pytest.raises(SystemExit):
        embed_next(killed)
    successor = Model()
    learn_all(successor)
    assert not Embedding.objects.filter(value=None).exists()
    assert not set(killed.asked) & set(successor.asked)


def test_what_fails_waits_behind_what_was_not_tried_and_is_never_given_up(ana: Person) -> None:
    model = Model()
    while cut_next(model.model):
        pass
    model.breaks = NoEmbedding("it is gone")
    for _ in range(3 * learning.TRIES):
        with pytest.raises(NoEmbedding):
            embed_next(model)
    model.breaks = None
    learn_all(model)
    assert len(model.asked) == Embedding.objects.count()


def test_a_part_that_ends_its_process_is_left_alone_in_the_end(ana: Person) -> None:
    model = Model()
    while cut_next(model.model):
        pass
    model.breaks = SystemExit()
    ends = 0
    while Embedding.objects.filter(tries__lt=learning.TRIES).exists():
        with pytest.raises(SystemExit):
            embed_next(model)
        ends += 1
    assert ends <= learning.TRIES * Embedding.objects.count()
    assert not embed_next(model)


def test_only_what_changed_is_cut_again(ana: Person) -> None:
    model = Model()
    learn_all(model)
    before, model.asked = Portion.objects.count(), []
    published(ana, "One more", "Another text.", audience="public")
    learn_all(model)
    assert all("Another text." in text or "About One more" in text for text in model.asked)
    assert Portion.objects.count() == before + len(model.asked)


def test_a_database_that_was_put_back_is_looked_through_again(ana: Person) -> None:
    model = Model()
    learn_all(model)
    Outbox.objects.all().delete()
    Portion.objects.filter(item=Item.objects.first()).delete()
    model.asked = []
    learn_all(model)
    assert model.asked == []  # the vectors were there still
    assert Portion.objects.filter(item=Item.objects.first()).exists()


def test_another_model_begins_anew(ana: Person) -> None:
    learn_all(Model())
    other = Model()
    other.model = "another"
    learn_all(other)
    assert set(Embedding.objects.values_list("model", flat=True)) == {"another"}
    assert [one.model for one in Reached.objects.all()] == ["another"]
    assert other.asked


def test_an_item_that_is_deleted_takes_its_vectors_with_it(ana: Person) -> None:
    model = Model()
    learn_all(model)
    Portion.objects.filter(item=Item.objects.first()).delete()  # as the item's deletion does
    write(model.model)
    assert not Embedding.objects.filter(portions=None).exists()


def test_vectors_are_written_when_there_are_others(ana: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learning, "WRITE_EVERY", 0.0)
    monkeypatch.setattr(learning, "SHARE_OF_WRITING", 1e9)
    model, writer = Model(), Writer()
    learn_all(model)
    assert writer.write_if_due(model.model)
    assert not writer.write_if_due(model.model)
    opened = vectors().open()
    assert opened is not None
    assert (opened.model, len(opened)) == ("m", Portion.objects.count())


def test_an_endpoint_is_learned_from_and_when_it_is_gone_words_are_left(
    ana: Person, settings: Settings
) -> None:
    published(ana, "Flood pump", "Start the pump before the water comes.", audience="public")
    catch_up()
    with serving() as server:
        settings.EMBEDDINGS = replace(
            settings.EMBEDDINGS, url=server.url, model="e5", before_passage="passage: "
        )
        model = embedder()
        assert model is not None
        while cut_next(model.model) or embed_next(model):
            pass
        write(model.model)
        found = searching.search("pompa banjir", ana, Filters())
        assert found.results[0].item.title == "Flood pump"
    assert searching.search("harga beras", ana, Filters()).total == 0
    assert searching.search("water", ana, Filters()).results[0].item.title == "Flood pump"


def test_switched_off_the_worker_learns_nothing(ana: Person, settings: Settings) -> None:
    settings.EMBEDDINGS = replace(settings.EMBEDDINGS, is_off=True)
    learn(Event())
    assert not Embedding.objects.exists()
