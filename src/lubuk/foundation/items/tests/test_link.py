"""What two items are to each other, said by people and read from both sides."""

import pytest

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.actions import link, linking
from lubuk.foundation.items.models import Item, Link
from tests.cast import Visit, a_draft, an_article, not_allowed, refused, trail_of

pytestmark = pytest.mark.postgres


@pytest.fixture
def old(ben: Person) -> Item:
    return an_article(by=ben, title="Valves in 2019")


@pytest.fixture
def new(ana: Person) -> Item:
    return an_article(by=ana, title="Valves today")


def test_each_page_says_it_from_its_own_side(ana: Person, new: Item, old: Item, visit: Visit) -> None:
    link(new, old, "replaces", by=ana)

    def said(item: Item) -> str:
        return visit(ana).get(item.get_absolute_url()).content.decode()

    assert 'Valves in 2019</a><span class="meta">Article, replaces<' in said(new)
    assert 'Valves today</a><span class="meta">Article, replaced by<' in said(old)


def test_it_may_be_set_from_the_other_end(ben: Person, new: Item, old: Item) -> None:
    link(old, new, "replaces", by=ben, backwards=True)
    assert Link.objects.get().source == new


def test_what_holds_both_ways_is_kept_once(ana: Person, ben: Person, new: Item, old: Item) -> None:
    link(new, old, "relation", by=ana)
    link(old, new, "relation", by=ben)
    assert Link.objects.count() == 1


def test_both_trails_tell_of_it(ana: Person, new: Item, old: Item) -> None:
    link(new, old, "supports", by=ana)
    assert trail_of(new)[-1] == trail_of(old)[-1] == ("ana", "Linked")
    link(new, old, "supports", by=ana)
    assert trail_of(new).count(("ana", "Linked")) == 1


def test_it_tells_more_than_that_one_mentions_the_other(ana: Person, old: Item, visit: Visit) -> None:
    body = f'<p>See <a data-item="{old.pk}" href="/items/{old.pk}/">it</a>.</p>'
    new = an_article(by=ana, title="Valves today", body=body)
    link(new, old, "replaces", by=ana)
    page = visit(ana).get(old.get_absolute_url()).content.decode()
    assert "replaced by" in page
    assert "mentioned by" not in page


def test_a_reader_is_shown_only_the_end_that_they_may_see(
    ana: Person, cleo: Person, old: Item, visit: Visit
) -> None:
    secret = an_article(by=ana, title="Valves of the prison", audience="unit")
    link(secret, old, "references", by=ana)
    assert "prison" in visit(ana).get(old.get_absolute_url()).content.decode()
    assert "prison" not in visit(cleo).get(old.get_absolute_url()).content.decode()


def test_who_may_not_write_the_page_may_not_link_it(cleo: Person, new: Item, old: Item) -> None:
    with not_allowed():
        link(new, old, "relation", by=cleo)


def test_nor_with_what_they_may_not_see(ana: Person, cleo: Person, new: Item) -> None:
    draft = a_draft(by=cleo)
    with not_allowed():
        link(new, draft, "relation", by=ana)


@pytest.mark.parametrize("meaning", ["", "mentions", "part", "translation", "eats"])
def test_a_meaning_is_chosen_among_those_that_are_offered(
    ana: Person, new: Item, old: Item, meaning: str
) -> None:
    with refused("Choose what the other page is"):
        link(new, old, meaning, by=ana)


def test_a_page_is_nothing_to_itself(ana: Person, new: Item) -> None:
    with refused("can't be linked to itself"):
        link(new, new, "relation", by=ana)


def test_two_pages_do_not_replace_each_other(ana: Person, ben: Person, new: Item, old: Item) -> None:
    link(new, old, "replaces", by=ana)
    with refused("the opposite already"):
        link(old, new, "replaces", by=ben)


def test_a_page_has_not_more_links_than_anybody_reads(
    ana: Person, new: Item, old: Item, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(linking, "MOST_LINKS", 1)
    link(new, old, "relation", by=ana)
    with refused("many links already"):
        link(new, old, "supports", by=ana)


class TestThePage:
    def test_a_page_is_found_by_number_title_or_address(
        self, ana: Person, new: Item, old: Item, visit: Visit
    ) -> None:
        for words in (old.number.lower(), "2019 valves", f"https://lubuk.example{old.get_absolute_url()}"):
            page = visit(ana).get(f"/items/{new.pk}/link/", {"q": words}).content.decode()
            assert f'value="{old.pk}"' in page, words

    def test_it_is_linked_and_the_link_taken_away_by_buttons(
        self, ana: Person, new: Item, old: Item, visit: Visit
    ) -> None:
        client = visit(ana)
        page = client.post(f"/items/{new.pk}/link/", {"to": old.pk, "meaning": "replaces-back"}, follow=True)
        assert "Replaced by" in page.content.decode()
        client.post(f"/items/{new.pk}/unlink/", {"to": old.pk, "meaning": "replaces"})
        assert not Link.objects.exists()

    @pytest.mark.parametrize("to", ["", "x", "-1", "9" * 30, "²"])
    def test_an_odd_answer_is_not_found(self, ana: Person, new: Item, visit: Visit, to: str) -> None:
        answer = visit(ana).post(f"/items/{new.pk}/link/", {"to": to, "meaning": "relation"})
        assert answer.status_code == 404

    @pytest.mark.parametrize("words", ["/items/" + "9" * 40 + "/", "%", "' OR 1=1"])
    def test_any_words_may_be_looked_for(self, ana: Person, new: Item, visit: Visit, words: str) -> None:
        assert visit(ana).get(f"/items/{new.pk}/link/", {"q": words}).status_code == 200

    def test_a_colleague_who_may_not_write_is_refused(self, cleo: Person, new: Item, visit: Visit) -> None:
        assert visit(cleo).get(f"/items/{new.pk}/link/").status_code == 403
