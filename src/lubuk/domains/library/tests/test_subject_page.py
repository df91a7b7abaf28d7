"""A subject's page, for people and for machines, and suggestions on the writing page."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.models import Item
from lubuk.foundation.subjects.models import Subject
from lubuk.foundation.thesaurus.actions import bring_in
from lubuk.foundation.thesaurus.reading import read
from lubuk.foundation.thesaurus.tests.makers import RIVERS, turtle
from lubuk.shared.search.engine import Engine
from lubuk.shared.search.outbox import catch_up
from tests.cast import Visit, an_article


@pytest.fixture
def flood(city: object) -> Subject:
    bring_in(read(turtle(RIVERS), "rivers.ttl"), by=None, source="rivers.ttl")
    found: Subject = Subject.objects.get(labels__en="Floods")
    return found


def test_it_shows_what_stands_around_it(flood: Subject) -> None:
    page = Client().get(flood.get_absolute_url()).content.decode()
    for words in ("Hazards", "Also part of", "Water", "Related subjects", "Rivers", 'lang="id">Banjir'):
        assert words in page
    river = Client().get(Subject.objects.get(labels__en="Rivers").get_absolute_url()).content.decode()
    assert "Also called: Brooks, Streams" in river
    assert 'href="https://elsewhere.example/7"' in river
    assert "Rivvers" not in river  # a hidden name


@pytest.mark.parametrize("kind", ["text/turtle", "application/rdf+xml"])
def test_a_machine_gets_data_at_the_same_address(flood: Subject, kind: str) -> None:
    answer = Client().get(flood.get_absolute_url(), headers={"accept": f"{kind}, text/html;q=0.5"})
    assert answer.headers["Content-Type"].startswith(kind)
    (concept,) = [
        each
        for each in read(answer.content, "a.ttl" if kind == "text/turtle" else "a.rdf")
        if each.uri == "https://vocabulary.example/flood"
    ]
    assert concept.labels == {"en": "Floods", "id": "Banjir"}
    assert len(concept.broader) == 2


def test_a_person_is_not_served_what_a_machine_left_behind(flood: Subject) -> None:
    Client().get(flood.get_absolute_url(), headers={"accept": "text/turtle"})
    for accept in ("text/html,*/*;q=0.8", "*/*", ""):
        answer = Client().get(flood.get_absolute_url(), headers={"accept": accept} if accept else {})
        assert answer.headers["Content-Type"].startswith("text/html"), accept
    assert (
        Client()
        .get(flood.get_absolute_url(), headers={"accept": "text/turtle"})
        .headers["Content-Type"]
        .startswith("text/turtle")
    )


def test_older_and_shorter_addresses_lead_there(flood: Subject) -> None:
    for address in (f"/subjects/{flood.pk}/", f"/subjects/{flood.slug}/", f"/subjects/{flood.pk}/other/"):
        assert Client().get(address).headers["Location"] == flood.get_absolute_url()
    for address in (
        "/subjects/999999/",
        f"/subjects/{'9' * 30}/",
        "/subjects/nothing/",
        f"/subjects/{flood.pk}/x.csv",
    ):
        assert Client().get(address).status_code == 404


def test_more_below_it_are_no_more_questions(
    flood: Subject, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = Client()
    client.get(flood.get_absolute_url())
    with django_assert_max_num_queries(30) as few:
        client.get(f"{flood.get_absolute_url()}?order=title")
    for n in range(10):
        Subject.objects.create(labels={"en": f"Flood {n}"}, parent=flood)
    with django_assert_max_num_queries(len(few)):
        assert b"Flood 9" in client.get(f"{flood.get_absolute_url()}?order=changed").content


class TestSuggestions:
    @pytest.fixture
    def ready(self, ana: Person, leaks: Subject, an_index: Engine) -> None:
        for n in range(3):
            an_article(
                by=ana,
                title=f"Mending a pipe {n}",
                body="<p>Dig, cut, and change the gasket.</p>",
                subjects=[leaks],
            )
        catch_up()
        catch_up()

    def test_the_page_comes_back_with_the_text_and_reasons(
        self, ready: None, ana: Person, visit: Visit
    ) -> None:
        before = Item.objects.count()
        said = {
            "title": "Leaks at night",
            "body": "The gasket of a pipe was worn.",
            "body_format": "markdown",
            "do": "suggest",
            "language": "en",
        }
        page = visit(ana).post("/share/article/", said).content.decode()
        assert 'value="Leaks at night"' in page
        assert "The gasket of a pipe was worn." in page
        assert "named in the title, on 3 of the 3 pages most like it" in page
        assert Item.objects.count() == before

    def test_a_script_gets_that_part_alone(self, ready: None, ana: Person, visit: Visit) -> None:
        said = {"title": "Leaks at night", "do": "suggest", "language": "en"}
        part = visit(ana).post("/share/article/", said, headers={"x-part": "suggestions"}).content.decode()
        assert "Suggested subjects" in part
        assert "<html" not in part

    def test_what_is_ticked_is_taken_and_nothing_else(
        self, ready: None, ana: Person, leaks: Subject, visit: Visit
    ) -> None:
        said = {
            "title": "Leaks", "do": "save", "audience": "institution", "unit": ana.unit_id, "language": "en",
            "subjects": [leaks.pk], "more_tags": ["night"], "tags": "pipes",
        }  # fmt: skip
        visit(ana).post("/share/article/", said)
        item = Item.objects.latest("pk")
        assert {row.subject for row in item.item_subjects.all()} == {leaks}
        assert {tag.word for tag in item.tags.all()} == {"pipes", "night"}

    def test_nobody_is_told_of_what_they_may_not_see(self, ready: None, nia: Person, visit: Visit) -> None:
        said = {"title": "The gasket of a pipe", "do": "suggest", "language": "en"}
        assert "pages most like it" not in visit(nia).post("/share/article/", said).content.decode()

    def test_in_a_large_vocabulary_subjects_are_said_by_name(
        self, ana: Person, leaks: Subject, visit: Visit
    ) -> None:
        Subject.objects.bulk_create(
            Subject(labels={"en": f"Subject {n}"}, slug=f"s-{n}", path=f"/{n + 10_000}/") for n in range(80)
        )
        client = visit(ana)
        assert client.get("/share/article/").content.decode().count('name="subjects"') == 0
        said = {"title": "T", "do": "save", "audience": "institution", "unit": ana.unit_id, "language": "en"}
        client.post("/share/article/", said | {"more_subjects": "kebocoran, Subject 7"})
        item = Item.objects.latest("pk")
        assert {row.subject.slug for row in item.item_subjects.all()} == {"leaks", "s-7"}
        wrong = client.post("/share/article/", said | {"more_subjects": "Nothing such"})
        assert wrong.status_code == 422
        assert "No subject is called Nothing such" in wrong.content.decode()
