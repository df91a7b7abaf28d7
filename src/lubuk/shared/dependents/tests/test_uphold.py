"""A page changes, and those that rest on it have to follow."""

from __future__ import annotations

import pytest

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items import actions
from lubuk.foundation.items.models import Item, Significance
from lubuk.shared.dependents.actions import uphold
from lubuk.shared.dependents.models import Basis
from lubuk.shared.dependents.tasks import tell_dependents
from lubuk.shared.notifications.models import Event, Notice
from tests.cast import Visit, an_article, fresh, last_entry, not_allowed, rewrite

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def resting_on(source: Item, by: Person, **more: str) -> Item:
    mention = f'<p>As in <a data-item="{source.pk}" href="/items/{source.pk}/">it</a>.</p>'
    return an_article(by=by, body=mention, title="What rests on it", **more)


def change(source: Item, by: Person, significance: str = Significance.FOLLOW, **more: str) -> None:
    """Its next version, as the writer of it sees it; and then the worker's part."""
    rewrite(source, by=by, body="<p>All is different.</p>", significance=significance, **more)
    actions.publish(source, by=by)
    version = fresh(source).published
    assert version is not None
    tell_dependents.call(version.pk, by.pk)


def is_outdated(item: Item) -> bool:
    return Basis.objects.outdated().filter(item=item).exists()


@pytest.mark.parametrize(
    "significance", [Significance.MINOR, Significance.ORDINARY, Significance.TRANSLATIONS]
)
def test_what_need_not_be_followed_disturbs_nobody(ana: Person, ben: Person, significance: str) -> None:
    source = an_article(by=ana)
    item = resting_on(source, ben)
    change(source, ana, significance)
    assert not is_outdated(item)
    assert not Notice.objects.exists()


def test_owner_and_steward_of_what_has_to_follow_are_told(ana: Person, cleo: Person, dora: Person) -> None:
    source = an_article(by=cleo, title="The law")
    resting_on(source, ana)
    change(source, cleo, note="Fines doubled")
    notices = Notice.objects.filter(event=Event.MUST_FOLLOW)
    assert {(n.person.username, n.because, n.words) for n in notices} == {
        ("ana", "owner", "Fines doubled"),
        ("dora", "steward", "Fines doubled"),
    }


def test_readers_see_that_it_may_no_longer_agree(
    ana: Person, ben: Person, cleo: Person, visit: Visit
) -> None:
    source = an_article(by=ana, title="The law")
    item = resting_on(source, ben)
    before = visit(cleo).get(item.get_absolute_url()).content.decode()
    change(source, ana)
    page = visit(cleo).get(item.get_absolute_url()).content.decode()
    assert "A page that this one rests on has changed" not in before
    assert "A page that this one rests on has changed" in page
    assert f"/items/{source.pk}/compare/1/2/" in page
    assert "/uphold/" not in page


def test_who_may_not_see_the_source_hears_nothing_of_it(
    ana: Person, cleo: Person, ben: Person, visit: Visit
) -> None:
    source = an_article(by=ana, title="Kwzx", audience="unit")
    item = resting_on(source, ben)
    change(source, ana)
    assert "that this one rests on" not in visit(cleo).get(item.get_absolute_url()).content.decode()


def test_the_owner_finds_it_among_what_waits_for_them(ana: Person, ben: Person, visit: Visit) -> None:
    source = an_article(by=ana, title="The law")
    resting_on(source, ben)
    change(source, ana)
    assert "“The law” has changed; this rests on it." in visit(ben).get("/").content.decode()


def test_still_correct_is_one_press_and_in_the_trail(ana: Person, ben: Person, visit: Visit) -> None:
    source = an_article(by=ana)
    item = resting_on(source, ben)
    change(source, ana)
    page = visit(ben).post(f"/items/{item.pk}/uphold/{source.pk}/", follow=True).content.decode()
    assert "The page agrees with what it rests on." in page
    assert "has changed, on" not in page
    entry = last_entry(item)
    assert (entry.act, entry.actor_id, entry.reason) == ("Upheld", ben.pk, source.number)


def test_a_new_version_of_what_rests_on_it_settles_it(ana: Person, ben: Person) -> None:
    source = an_article(by=ana)
    item = resting_on(source, ben)
    change(source, ana)
    rewrite(item, by=ben, title="Brought into line")
    actions.publish(item, by=ben)
    assert not is_outdated(item)


def test_after_it_was_settled_the_next_change_asks_again(ana: Person, ben: Person) -> None:
    source = an_article(by=ana)
    item = resting_on(source, ben)
    change(source, ana)
    uphold(item, fresh(source), by=ben)
    change(fresh(source), ana)
    basis = Basis.objects.get(item=item)
    assert basis.outdated_at is not None
    assert basis.version.number == 2


@pytest.mark.parametrize("name", ["cleo", "fay", "ed", "nia", "mia"])
def test_readers_cannot_say_that_it_still_agrees(
    ana: Person, ben: Person, name: str, request: pytest.FixtureRequest
) -> None:
    source = an_article(by=ana)
    item = resting_on(source, ben)
    change(source, ana)
    person = request.getfixturevalue(name)
    with not_allowed():
        uphold(item, source, by=person)


def test_saying_it_where_nothing_changed_leaves_no_trace(ana: Person, ben: Person) -> None:
    source = an_article(by=ana)
    item = resting_on(source, ben)
    uphold(item, source, by=ben)
    assert last_entry(item).act == "Published"


def test_a_first_version_outdates_nothing(ana: Person) -> None:
    item = an_article(by=ana, significance=Significance.FOLLOW)
    assert not Basis.objects.filter(source=item).exists()


def test_its_writer_says_how_much_a_next_version_changes(ana: Person, visit: Visit) -> None:
    item = an_article(by=ana)
    assert "What does it change for others?" in visit(ana).get(f"/items/{item.pk}/edit/").content.decode()
    draft = rewrite(item, by=ana, significance="minor")
    assert draft.significance == Significance.MINOR
