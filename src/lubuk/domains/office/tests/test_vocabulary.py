"""The office's pages for subjects as a vocabulary, and for tags."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from lubuk.domains.office.tests.makers import reading, text_of
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items import actions
from lubuk.foundation.subjects.models import ProposedSubjects, Subject
from lubuk.foundation.thesaurus.actions import bring_in
from lubuk.foundation.thesaurus.reading import read
from lubuk.foundation.thesaurus.tests.makers import RIVERS, turtle
from lubuk.foundation.units.models import Unit
from tests.cast import Visit, an_article


def send(client: Client, content: bytes, name: str = "rivers.ttl") -> str:
    answer = client.post("/office/subjects/import/", {"file": SimpleUploadedFile(name, content)}, follow=True)
    return text_of(answer)


@pytest.mark.usefixtures("with_contexts")
def test_a_file_is_looked_at_and_then_taken(odi: Person, visit: Visit) -> None:
    client = visit(odi)
    page = send(client, turtle(RIVERS))
    assert "rivers.ttl: 4 concepts" in page
    assert "New 4" in page
    assert not Subject.objects.exists()
    proposed = ProposedSubjects.objects.get()
    agreed = client.get(f"/office/subjects/import/{proposed.pk}/").context["plan"].fingerprint
    client.post(f"/office/subjects/import/{proposed.pk}/", {"agreed": agreed})
    assert Subject.objects.count() == 4
    assert "Nothing: the subjects are as the file says" in send(client, turtle(RIVERS))


def test_what_was_not_shown_is_not_taken(odi: Person, visit: Visit) -> None:
    client = visit(odi)
    send(client, turtle(RIVERS))
    address = f"/office/subjects/import/{ProposedSubjects.objects.get().pk}/"
    page = client.post(address, {"agreed": "something else"}, follow=True)
    assert "changed in the meantime" in text_of(page)
    assert not Subject.objects.exists()


@pytest.mark.parametrize(
    ("name", "content"), [("a.ttl", b"nonsense"), ("a.exe", b"MZ"), ("a.rdf", b"<!DOCTYPE x []><x/>")]
)
def test_a_bad_file_is_told_at_its_field(odi: Person, visit: Visit, name: str, content: bytes) -> None:
    answer = visit(odi).post("/office/subjects/import/", {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 422
    assert not ProposedSubjects.objects.exists()


def test_a_colleagues_file_is_not_found(odi: Person, adi: Person, visit: Visit) -> None:
    send(visit(odi), turtle(RIVERS))
    address = f"/office/subjects/import/{ProposedSubjects.objects.get().pk}/"
    assert visit(adi).get(address).status_code == 404


def test_an_officer_of_one_institution_among_two_brings_nothing_in(
    odi: Person, harbour: Unit, visit: Visit
) -> None:
    assert visit(odi).get("/office/subjects/import/").status_code == 403


@pytest.mark.parametrize("form", ["ttl", "rdf"])
def test_the_whole_is_given_out(odi: Person, leaks: Subject, visit: Visit, form: str) -> None:
    answer = visit(odi).get(f"/office/subjects/export.{form}")
    assert {concept.labels["en"] for concept in read(answer.content, f"all.{form}")} == {
        "Leaks",
        "Water supply",
    }
    assert visit(odi).get("/office/subjects/export.csv").status_code == 404


def test_names_and_relations_are_written_on_a_form(odi: Person, leaks: Subject, visit: Visit) -> None:
    Subject.objects.create(labels={"en": "Frost"})
    said = {"alt_en": "Burst pipes\nDrips", "related": "frost", "notation": "L1", "scope_en": "Not rain."}
    page = visit(odi).post("/office/subjects/leaks/describe/", said, follow=True)
    assert page.status_code == 200
    shelf = text_of(visit(odi).get(leaks.get_absolute_url()))
    assert "Also called: Burst pipes, Drips" in shelf
    assert "Related subjects Frost" in shelf


def test_a_name_that_nothing_has_is_said_and_the_text_kept(odi: Person, leaks: Subject, visit: Visit) -> None:
    answer = visit(odi).post(
        "/office/subjects/leaks/describe/", {"alt_en": "Drips", "related": "Nothing such"}
    )
    assert answer.status_code == 422
    assert "No subject is called “Nothing such”" in text_of(answer)
    assert "Drips</textarea>" in answer.content.decode()


def test_two_are_merged_by_name(odi: Person, leaks: Subject, visit: Visit) -> None:
    Subject.objects.create(labels={"en": "Bursts"}, slug="bursts")
    page = visit(odi).post("/office/subjects/bursts/merge/", {"into": " leaks "}, follow=True)
    assert "Bursts is part of Leaks now" in text_of(page)
    assert not Subject.objects.filter(slug="bursts").exists()


def test_a_large_tree_is_opened_branch_by_branch(
    odi: Person, visit: Visit, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    lines = [
        f'x:c{n} a skos:Concept; skos:prefLabel "Concept {n}"@en'
        + (f"; skos:broader x:c{n // 20}" if n > 19 else "")
        + " ."
        for n in range(1_000)
    ]
    bring_in(read(turtle("\n".join(lines)), "a.ttl"), by=None, source="a.ttl")
    client = visit(odi)
    with django_assert_max_num_queries(20):
        page = reading(client, "/office/subjects/")
    assert "Concept 19" in page
    assert "Concept 20 " not in page
    assert "20 below" in page


class TestTags:
    def test_counts_are_of_what_the_officer_sees(
        self, odi: Person, ana: Person, nia: Person, visit: Visit
    ) -> None:
        for person, word in ((ana, "pump"), (ana, "pump"), (nia, "crane")):
            item = an_article(by=person)
            actions.place(item, by=person, unit=item.unit, tags=[word])
        page = reading(visit(odi), "/office/tags/")
        assert "pump 2" in page
        assert "crane" not in page

    @pytest.mark.parametrize(
        ("what", "name", "left"),
        [("rename", "pumps", {"pumps"}), ("new", "", set()), ("subject", "Leaks", set())],
    )
    def test_a_tag_becomes_what_the_officer_says(
        self, odi: Person, ana: Person, leaks: Subject, visit: Visit, what: str, name: str, left: set[str]
    ) -> None:
        item = an_article(by=ana)
        actions.place(item, by=ana, unit=item.unit, tags=["pump"])
        visit(odi).post("/office/tags/change/", {"tag": "pump", "what": what, "name": name})
        assert {tag.word for tag in item.tags.all()} == left
        assert item.item_subjects.count() == len({"pump"} - left) - (what == "rename")

    def test_what_is_missing_is_said(self, odi: Person, ana: Person, visit: Visit) -> None:
        item = an_article(by=ana)
        actions.place(item, by=ana, unit=item.unit, tags=["pump"])
        answer = visit(odi).post("/office/tags/change/", {"tag": "pump", "what": "rename", "name": ""})
        assert answer.status_code == 422
        assert "Write the name of the tag" in text_of(answer)

    def test_a_word_on_nothing_that_the_officer_sees_is_not_found(self, odi: Person, visit: Visit) -> None:
        assert visit(odi).get("/office/tags/change/?tag=secret").status_code == 404


def test_what_wants_mending_is_listed(odi: Person, ana: Person, leaks: Subject, visit: Visit) -> None:
    Subject.objects.create(labels={"en": "Frost"})
    item = an_article(by=ana, subjects=[leaks])
    actions.place(item, by=ana, unit=item.unit, subjects=[leaks], tags=["leak"])
    page = reading(visit(odi), "/office/subjects/check/")
    assert "Without pages 1" in page
    assert "Without a steward 3" in page
    assert "Without a name in Bahasa Indonesia 1" in page or "Without a name in Indonesian 1" in page
    assert "leak 1 · Leaks" in page
