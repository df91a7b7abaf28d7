"""What a collection and a manual show to whom."""

import re
from itertools import pairwise

import pytest
from pytest_django import DjangoAssertNumQueries

from lubuk.domains.library.folio import folios
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items import actions
from lubuk.foundation.items.models import Item
from tests.cast import Visit, a_draft, a_guide, an_article, through_review

pytestmark = pytest.mark.django_db


@pytest.fixture
def collection(ana: Person, cleo: Person, dora: Person) -> Item:
    """Open to all; of its three pages one is for all, one for Ana's unit and one only begun."""
    whole = an_article(by=ana, kind="collection", title="For newcomers", audience="public")
    for part in (
        an_article(by=ana, title="Open to all", audience="public"),
        an_article(by=ana, title="Unit only", audience="unit"),
        a_draft(by=ana, title="Half written"),
    ):
        actions.add_part(whole, part, by=ana)
    return whole


@pytest.fixture
def manual(ana: Person, dora: Person) -> Item:
    whole = through_review(a_draft(by=ana, kind="manual", title="The network", audience="public"), dora)
    inner = through_review(a_draft(by=ana, kind="manual", title="Below ground", audience="public"), dora)
    chapters = [
        a_guide(
            by=ana,
            approved_by=dora,
            title=title,
            body=f"<h2>{title}, why</h2><p>Slowly.</p>",
            audience=audience,
        )
        for title, audience in (
            ("Pumps", "public"),
            ("Keys", "unit"),
            ("Valves", "public"),
            ("Pipes", "public"),
        )
    ]
    for part in (*chapters[:3], inner):
        actions.add_part(whole, part, by=ana)
    actions.add_part(inner, chapters[3], by=ana)
    return whole


def page(visit: Visit, person: object, address: str) -> str:
    response = visit(person).get(address, follow=True)  # type: ignore[arg-type]
    assert response.status_code == 200
    return response.content.decode()


def numbers(html: str) -> list[str]:
    return re.findall(r'<li class="depth-\d"><span class="meta">([\d.]+)</span>', html)


def test_readers_see_what_is_published_to_them_and_no_trace_of_the_rest(
    collection: Item, ben: Person, fay: Person, visit: Visit
) -> None:
    bens, fays = (page(visit, person, collection.get_absolute_url()) for person in (ben, fay))
    assert ("Open to all" in bens, "Unit only" in bens, "Half written" in bens) == (True, True, False)
    assert ("Open to all" in fays, "Unit only" in fays, "Half written" in fays) == (True, False, False)
    assert not re.search(r"\b[23] (pages|of)\b", fays)


def test_who_arranges_is_told_what_readers_do_not_see(collection: Item, ana: Person, visit: Visit) -> None:
    html = page(visit, ana, f"/items/{collection.pk}/parts/")
    assert html.index("Open to all") < html.index("Unit only") < html.index("Half written")
    assert html.count("it is not published") == 1


def test_an_item_says_what_it_is_part_of_to_those_who_may_see_that(
    ana: Person, fay: Person, visit: Visit
) -> None:
    part = an_article(by=ana, title="Pumps", audience="public")
    for title, audience in (("For all", "public"), ("For us", "unit")):
        actions.add_part(an_article(by=ana, kind="collection", title=title, audience=audience), part, by=ana)
    anas, fays = (page(visit, person, part.get_absolute_url()) for person in (ana, fay))
    assert ("For all" in anas, "For us" in anas) == (True, True)
    assert ("For all" in fays, "For us" in fays) == (True, False)


def test_chapters_are_numbered_as_each_reader_sees_them(
    manual: Item, ben: Person, fay: Person, visit: Visit
) -> None:
    assert numbers(page(visit, ben, manual.get_absolute_url())) == ["1", "2", "3", "4", "4.1"]
    assert numbers(page(visit, fay, manual.get_absolute_url())) == ["1", "2", "3", "3.1"]


def test_a_chapter_leads_to_the_next_one_that_its_reader_may_see(
    manual: Item, fay: Person, visit: Visit
) -> None:
    pumps = Item.objects.get(title="Pumps")
    html = page(visit, fay, pumps.get_absolute_url())
    assert 'rel="prev"' not in html
    assert re.search(r'rel="next" href="[^"]*valves/"', html)
    assert "Keys" not in html


def test_a_manual_on_one_page_has_all_its_texts_under_headings_in_order(
    manual: Item, fay: Person, visit: Visit
) -> None:
    html = page(visit, fay, f"/items/{manual.pk}/whole/")
    assert "Keys" not in html
    levels = [int(level) for level in re.findall(r"<h([1-6])\b", html)]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))


def test_a_manual_says_when_the_first_of_it_is_to_be_checked(manual: Item, fay: Person, visit: Visit) -> None:
    Item.objects.filter(title="Valves").update(check_by="2026-12-24")
    Item.objects.filter(title="Keys").update(check_by="2026-11-01")  # not for Fay, so not told to her
    assert "24 December 2026" in page(visit, fay, manual.get_absolute_url())


def test_the_number_of_questions_does_not_grow_with_the_parts(
    ana: Person, visit: Visit, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = visit(ana)
    for kind in ("collection", "manual"):
        whole = a_draft(by=ana, kind=kind, audience="institution")
        addresses = [whole.get_absolute_url(), f"/items/{whole.pk}/parts/"]
        for size in (2, 12):
            while Item.objects.parts_of(whole.pk).count() < size:
                actions.add_part(whole, an_article(by=ana), by=ana)
            for address in addresses:
                client.get(address)
                folios.clear()
                with django_assert_max_num_queries(22):
                    assert client.get(address).status_code == 200


def test_a_page_is_found_by_its_words_and_added(ana: Person, visit: Visit) -> None:
    whole, part = an_article(by=ana, kind="collection"), an_article(by=ana, title="Reading old meters")
    client = visit(ana)
    found = client.get(f"/items/{whole.pk}/parts/", {"q": "METERS old"}).content.decode()
    assert "Reading old meters" in found
    said = client.post(f"/items/{whole.pk}/parts/add/", {"part": part.pk}, follow=True).content.decode()
    assert "is in" in said
    assert list(Item.objects.parts_of(whole.pk)) == [part]


def test_a_page_is_put_into_a_collection_from_where_it_is_read(ana: Person, visit: Visit) -> None:
    whole, part = an_article(by=ana, kind="collection", title="For newcomers"), an_article(by=ana)
    client = visit(ana)
    assert "For newcomers" in client.get(f"/items/{part.pk}/collect/").content.decode()
    client.post(f"/items/{whole.pk}/parts/add/", {"part": part.pk, "back": "part"})
    assert list(Item.objects.parts_of(whole.pk)) == [part]
    client.get("/profile/")  # reads the word about what was done
    assert "For newcomers" not in client.get(f"/items/{part.pk}/collect/").content.decode()


def test_a_collection_begins_with_the_page_one_reads(ana: Person, visit: Visit) -> None:
    part = an_article(by=ana)
    visit(ana).post(f"/items/{part.pk}/collect/", {"title": "  For \0 newcomers "})
    whole = Item.objects.get(kind="collection")
    assert (whole.title, whole.phase) == ("For newcomers", "draft")
    assert list(Item.objects.parts_of(whole.pk)) == [part]


@pytest.mark.parametrize("part", ["", "0", "-1", "x", "9" * 30, "²", "1 OR 1=1"])
def test_what_is_no_page_is_not_found(ana: Person, visit: Visit, part: str) -> None:
    whole = an_article(by=ana, kind="collection")
    assert visit(ana).post(f"/items/{whole.pk}/parts/add/", {"part": part}).status_code == 404


def test_an_article_has_no_place_for_parts(ana: Person, visit: Visit) -> None:
    item = an_article(by=ana)
    assert visit(ana).get(f"/items/{item.pk}/parts/").status_code == 404
    assert visit(ana).get(f"/items/{item.pk}/whole/").status_code == 404


def test_a_hostile_title_stays_text(ana: Person, visit: Visit) -> None:
    whole = an_article(by=ana, kind="collection", title="<script>alert(1)</script>")
    actions.add_part(whole, an_article(by=ana, title="</a><img src=x onerror=alert(1)>"), by=ana)
    for address in (
        whole.get_absolute_url(),
        f"/items/{whole.pk}/parts/",
        f"/items/{whole.pk}/parts/?q=%3Cscript",
    ):
        html = page(visit, ana, address)
        assert "<script>alert" not in html
        assert "<img src=x" not in html
