"""The office's table of words that mean the same: in force at once, hostile input refused, out and in again."""

from __future__ import annotations

import csv

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.models import Item
from lubuk.foundation.refusal import Refused
from lubuk.foundation.trail.models import Entry
from lubuk.foundation.units.models import Unit
from lubuk.shared.search.actions import bring_synonyms, remove_synonyms, set_synonyms
from lubuk.shared.search.migrations import __path__ as migrations
from lubuk.shared.search.models import Synonym
from lubuk.shared.search.outbox import catch_up
from lubuk.shared.search.synonym_tables import as_csv, read_csv
from lubuk.shared.search.synonyms import in_force, ways
from tests.cast import Visit, an_article, not_allowed, refused

pytestmark = pytest.mark.django_db

PAGE = "/office/searches/synonyms/"


@pytest.fixture
def gazette(ana: Person) -> Item:
    gazette = an_article(by=ana, title="Aturan", body="<p>Tugas perangkat desa.</p>", audience="public")
    catch_up()
    return gazette


def finds(browser: Client, words: str, item: Item) -> bool:
    return item.title in browser.get("/search/", {"q": words}).content.decode()


def test_a_new_group_counts_in_the_next_search(gazette: Item, adi: Person, client: Client) -> None:
    assert not finds(client, "PMD", gazette)
    set_synonyms("both", "PMD; perangkat desa", by=adi)
    assert finds(client, "pmd", gazette)
    assert "<mark>perangkat desa</mark>" in client.get("/search/", {"q": "pmd"}).content.decode()


def test_one_way_finds_in_one_direction(gazette: Item, ana: Person, adi: Person, client: Client) -> None:
    other = an_article(by=ana, title="Kumpulan zzpmd", audience="public")
    catch_up()
    set_synonyms("one", "zzpmd; perangkat desa", by=adi)
    assert finds(client, "zzpmd", gazette)
    assert not finds(client, "perangkat desa", other)


def test_a_group_that_is_taken_out_no_longer_counts(gazette: Item, adi: Person, client: Client) -> None:
    set_synonyms("both", "PMD; perangkat desa", by=adi)
    remove_synonyms(Synonym.objects.latest("pk"), by=adi)
    assert not finds(client, "pmd", gazette)


def test_the_common_ones_are_there_from_the_beginning() -> None:
    assert "perangkat daerah" in in_force()["skpd"]
    assert "RPJMD" in in_force()["rencana pembangunan jangka menengah daerah"]
    assert "after action review" in in_force()["aar"]


def test_each_common_one_would_be_taken_from_a_form() -> None:
    with open(f"{migrations[0]}/../synonyms.csv", encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            assert ways(row["words"]) == row["words"].split("; ")


def test_a_change_leaves_a_trail(adi: Person) -> None:
    set_synonyms("both", "PMD; perangkat desa", by=adi)
    entry = Entry.objects.latest("id")
    assert (entry.act, entry.actor_id, entry.to_state) == ("SynonymsSet", adi.pk, "PMD; perangkat desa")


@pytest.mark.parametrize("name", ["ana", "dora", "mia", "fay"])
def test_others_change_nothing(name: str, request: pytest.FixtureRequest) -> None:
    person = request.getfixturevalue(name)
    group = Synonym.objects.first()
    assert group is not None
    with not_allowed():
        set_synonyms("both", "PMD; perangkat desa", by=person)
    with not_allowed():
        remove_synonyms(group, by=person)
    with not_allowed():
        bring_synonyms([("both", ["a1", "b1"])], by=person)


def test_an_officer_of_one_institution_among_several_reads_it(
    odi: Person, harbour: Unit, visit: Visit
) -> None:
    with not_allowed():
        set_synonyms("both", "PMD; perangkat desa", by=odi)
    page = visit(odi).get(PAGE).content.decode()
    assert "SKPD" in page
    assert "Add a group" not in page


def test_the_officer_of_the_only_institution_changes_it(odi: Person, visit: Visit) -> None:
    office = visit(odi)
    office.post(PAGE, {"words": "PMD; perangkat desa", "direction": "both"})
    group = Synonym.objects.latest("pk")
    assert group.words == ["PMD", "perangkat desa"]
    office.post(f"{PAGE}?group={group.pk}", {"words": "PMD; perangkat gampong", "direction": "one"})
    group.refresh_from_db()
    assert (group.direction, group.words) == ("one", ["PMD", "perangkat gampong"])
    office.post(f"{PAGE}remove/", {"group": group.pk})
    assert not Synonym.objects.filter(pk=group.pk).exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("OPD", "two or more ways"),
        (";;;", "two or more ways"),
        ("OPD; opd", "same to the search"),
        ("a; bb", "too short"),
        ("bb; " + "c" * 81, "too long"),
        ("bb; satu dua tiga empat lima enam tujuh", "at most six words"),
        ("bb; ***", "has no words"),
        ("bb; ab\x07c", "has no words"),
        ("; ".join(f"way{n}" for n in range(13)), "Twelve ways"),
        ("SKPD; OPD; perangkat daerah", "stand in the table already"),
    ],
)
def test_what_cannot_be_a_group_is_refused_in_words(adi: Person, words: str, said: str) -> None:
    with refused(said):
        set_synonyms("both", words, by=adi)


def test_what_was_typed_is_still_there(odi: Person, visit: Visit) -> None:
    answer = visit(odi).post(PAGE, {"words": "<b>OPD</b>", "direction": "both"})
    assert answer.status_code == 422
    assert "&lt;b&gt;OPD&lt;/b&gt;" in answer.content.decode()


# Out and in


def test_the_table_goes_out_and_comes_in_again(adi: Person) -> None:
    before = as_csv(Synonym.objects.all())
    assert bring_synonyms(read_csv(before.encode()), by=adi) == 0
    Synonym.objects.all().delete()
    bring_synonyms(read_csv(before.encode()), by=adi)
    assert as_csv(Synonym.objects.all()) == before


def test_it_is_harmless_when_opened(adi: Person) -> None:
    set_synonyms("both", "=cmd; calc", by=adi)
    table = as_csv(Synonym.objects.all())
    assert "both,'=cmd; calc" in table
    assert ("both", ["=cmd", "calc"]) in read_csv(table.encode())


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "first line"),
        (b"nonsense\n", "first line"),
        (b"direction,words\nboth,OPD\n", "Line 2: Write two or more"),
        (b"direction,words\nboth,ab; cd\nsideways,ab; ef\n", "Line 3: write"),
        (b"\xff\xfe\x00", "no CSV in UTF-8"),
        (b"direction,words\nboth,a\x00b; cd\n", "no CSV in UTF-8"),
        (b"direction,words\n" + b"both,ab; cd\n" * 2_001, "too long"),
        (b"x" * 500_001, "too large"),
        (b'direction,words\nboth,"ab; cd', None),
    ],
)
def test_a_wrong_table_is_refused_whole(odi: Person, visit: Visit, content: bytes, said: str | None) -> None:
    before = Synonym.objects.count()
    answer = visit(odi).post(f"{PAGE}bring/", {"file": SimpleUploadedFile("t.csv", content)})
    if said is None:
        assert Synonym.objects.count() == before + 1
        return
    assert answer.status_code == 422
    assert said in answer.content.decode() or not content
    assert Synonym.objects.count() == before


def test_the_bytes_of_a_table_are_read_with_its_mark() -> None:
    assert read_csv("\ufeffdirection,words\none,PMD; désa\n".encode()) == [("one", ["PMD", "désa"])]


def test_a_very_long_cell_is_refused() -> None:
    with pytest.raises(Refused):
        read_csv(b"direction,words\nboth," + b"a" * 200_000 + b"\n")
