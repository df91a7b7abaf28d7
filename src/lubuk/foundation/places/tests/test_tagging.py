"""A tag becomes another one, or a subject; the word of before leads on."""

from html import unescape

import pytest

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items import actions
from lubuk.foundation.items.actions.placing import subjects_of, words_of
from lubuk.foundation.items.models import Item
from lubuk.foundation.places.tagging import give_to_subject, make_subject, rename_tag
from lubuk.foundation.subjects.models import Subject
from lubuk.foundation.trail.models import Entry
from tests.cast import Visit, an_article, not_allowed, refused

pytestmark = pytest.mark.postgres


def tagged(by: Person, *words: str, audience: str = "institution") -> Item:
    item = an_article(by=by, audience=audience)
    actions.place(item, by=by, unit=item.unit, tags=words)
    return item


def test_two_tags_become_one_on_every_page(odi: Person, ana: Person) -> None:
    one, both = tagged(ana, "pothole"), tagged(ana, "pothole", "potholes")
    rename_tag("pothole", to=" Potholes ", by=odi)
    assert words_of(one) == words_of(both) == {"potholes"}


def test_the_old_address_leads_to_the_new_word(odi: Person, ana: Person, visit: Visit) -> None:
    tagged(ana, "pothole")
    rename_tag("pothole", to="holes", by=odi)
    rename_tag("holes", to="potholes", by=odi)
    page = visit(ana).get("/tags/pothole/", follow=True)
    assert page.redirect_chain[-1][0] == "/tags/potholes/"
    assert "<h1>potholes</h1>" in page.content.decode()


def test_who_types_the_old_word_gets_the_new_one(odi: Person, ana: Person) -> None:
    tagged(ana, "pothole")
    rename_tag("pothole", to="potholes", by=odi)
    assert words_of(tagged(ana, "Pothole", "potholes")) == {"potholes"}


def test_a_word_may_come_back(odi: Person, ana: Person) -> None:
    tagged(ana, "pothole")
    rename_tag("pothole", to="holes", by=odi)
    rename_tag("holes", to="pothole", by=odi)
    assert words_of(tagged(ana, "pothole", "holes")) == {"pothole"}


def test_a_tag_becomes_a_subject(odi: Person, ana: Person, supply: Subject, visit: Visit) -> None:
    item = tagged(ana, "pumps")
    subject = make_subject("pumps", under=supply, by=odi)
    assert (subject.name, subject.parent) == ("Pumps", supply)
    assert (words_of(item), subjects_of(item)) == (set(), {subject.pk})
    assert visit(ana).get("/tags/pumps/").headers["Location"] == subject.get_absolute_url()


def test_a_tag_becomes_part_of_a_subject_that_is_there(odi: Person, ana: Person, leaks: Subject) -> None:
    item = tagged(ana, "leak")
    give_to_subject("leak", subject=leaks, by=odi)
    assert subjects_of(item) == {leaks.pk}
    assert subjects_of(tagged(ana, "leak")) == {leaks.pk}


def test_the_trail_tells_of_it(odi: Person, ana: Person) -> None:
    tagged(ana, "pothole")
    rename_tag("pothole", to="potholes", by=odi)
    entry = Entry.objects.latest("id")
    assert (entry.act, entry.about, entry.to_state) == ("TagChanged", "tag pothole", "potholes")


@pytest.mark.parametrize("to", ["", " ", "a, b"])
def test_one_word_is_asked_for(odi: Person, ana: Person, to: str) -> None:
    tagged(ana, "pothole")
    with refused("one tag, without commas"):
        rename_tag("pothole", to=to, by=odi)


def test_a_tag_on_nothing_becomes_nothing(odi: Person, leaks: Subject) -> None:
    with refused("No page has this tag"):
        make_subject("nothing", under=None, by=odi)
    with refused("No page has this tag"):
        give_to_subject("nothing", subject=leaks, by=odi)


def test_a_steward_changes_no_tags(dora: Person, ana: Person) -> None:
    tagged(ana, "pothole")
    with not_allowed():
        rename_tag("pothole", to="potholes", by=dora)


class TestTheShelfOfATag:
    def test_who_sees_no_page_of_it_does_not_learn_the_word(
        self, ana: Person, nia: Person, visit: Visit
    ) -> None:
        tagged(ana, "secret")
        assert (
            visit(nia).get("/tags/secret/").status_code == visit(nia).get("/tags/nothing/").status_code == 404
        )

    def test_nor_what_it_was_merged_into(self, adi: Person, ana: Person, nia: Person, visit: Visit) -> None:
        tagged(ana, "secret")
        rename_tag("secret", to="plan", by=adi)
        assert visit(nia).get("/tags/secret/").status_code == 404

    def test_it_counts_what_the_reader_sees(self, ana: Person, nia: Person, visit: Visit) -> None:
        tagged(ana, "pumps", "inside")
        tagged(ana, "pumps", "outside", audience="public")
        page = visit(nia).get("/tags/pumps/").content.decode()
        assert "1 page" in page
        assert "outside" in page
        assert "inside" not in page

    @pytest.mark.parametrize("word", ["water/sewer", "a & b", "50%", "<b>", "ñandú", "."])
    def test_any_word_has_an_address(self, ana: Person, visit: Visit, word: str) -> None:
        item = tagged(ana, word)
        page = visit(ana).get(item.get_absolute_url()).content.decode()
        address = unescape(page.split('class="chip" href="')[1].split('"')[0])
        assert visit(ana).get(address).status_code == 200
