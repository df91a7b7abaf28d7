"""Translations: begun beside their original, and known to be behind it."""

from __future__ import annotations

import pytest

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items import actions
from lubuk.foundation.items.models import Item, Link, Significance, Version
from lubuk.shared.dependents.actions import bring_up_to, translate, uphold
from lubuk.shared.dependents.models import Basis
from lubuk.shared.dependents.tests.test_uphold import change, is_outdated
from lubuk.shared.notifications.models import Event, Notice
from tests.cast import Visit, a_draft, an_article, fresh, not_allowed, refused, rewrite, trail_of

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def a_translation(source: Item, by: Person, title: str = "Menutup katup") -> Item:
    item = translate(source, by=by, language="id")
    rewrite(item, by=by, title=title)
    actions.publish(item, by=by)
    return fresh(item)


def filled(item: Item, **more: str) -> dict[str, object]:
    """The writing page, opened, filled in and published."""
    opened = published(item)
    begun = {"from_version": opened.pk, "revision": opened.revision, "unit": item.unit_id, "language": "id"}
    return {**begun, "title": "Menutup", "body": "Putar.", "audience": "institution", "do": "publish", **more}


def published(item: Item) -> Version:
    version = fresh(item).published
    assert version is not None
    return version


def test_a_translation_begins_with_structure_and_place_of_its_original(ana: Person, ben: Person) -> None:
    source = an_article(by=ana, body="<h2>Why</h2><p>Because.</p>", audience="unit")
    item = translate(source, by=ben, language="id")
    assert item.draft is not None
    assert (item.language, item.audience, item.owner, item.title) == ("id", "unit", ben, "")
    assert "<h2>Why</h2>" in item.draft.body
    assert Link.objects.get().meaning == Link.TRANSLATION
    assert trail_of(source)[-1] == ("ben", "Translated")


def test_nothing_is_published_before_its_title_is_translated(ana: Person) -> None:
    item = translate(an_article(by=ana), by=ana, language="id")
    with refused("Title"):
        actions.publish(item, by=ana)


@pytest.mark.parametrize("language", ["en", "xx", "", "\0"])
def test_a_language_that_is_none_is_refused(ana: Person, language: str) -> None:
    source = an_article(by=ana)
    with refused("Choose another language"):
        translate(source, by=ana, language=language)


@pytest.mark.parametrize("name", ["fay", "ed"])
def test_who_is_not_staff_begins_no_translation(
    ana: Person, name: str, request: pytest.FixtureRequest
) -> None:
    source, person = an_article(by=ana, audience="public"), request.getfixturevalue(name)
    with not_allowed():
        translate(source, by=person, language="id")


def test_a_draft_is_not_translated(ana: Person) -> None:
    draft = a_draft(by=ana)
    with not_allowed():
        translate(draft, by=ana, language="id")


def test_the_original_stands_beside_the_text(ana: Person, ben: Person, visit: Visit) -> None:
    source = an_article(by=ana, title="Closing a valve", body="<p>Kwzx slowly.</p>")
    page = visit(ben).post(f"/items/{source.pk}/translate/", {"language": "id"}, follow=True).content.decode()
    assert "The original, English, version 1" in page
    original, _end, form = page.partition("</section>")
    assert "<p>Kwzx slowly.</p>" in original
    assert "Kwzx slowly." in form  # to be written over


def test_who_may_no_longer_see_the_original_does_not_find_it_beside_the_text(
    ana: Person, cleo: Person, visit: Visit
) -> None:
    source = an_article(by=ana, title="Kwzx")
    item = translate(source, by=cleo, language="id")
    actions.change_audience(source, "unit", by=ana)
    assert "Kwzx" not in visit(cleo).get(f"/items/{item.pk}/edit/").content.decode()


def test_an_ordinary_change_leaves_it_a_version_behind_and_says_so(
    ana: Person, ben: Person, visit: Visit
) -> None:
    source = an_article(by=ana)
    item = a_translation(source, ben)
    change(source, ana, Significance.ORDINARY)
    page = visit(ana).get(item.get_absolute_url()).content.decode()
    assert "This translates version 1 of the original, which is at version 2 now." in page
    assert not is_outdated(item)


def test_a_change_of_spelling_leaves_it_as_it_is(ana: Person, ben: Person, visit: Visit) -> None:
    source = an_article(by=ana)
    item = a_translation(source, ben)
    change(source, ana, Significance.MINOR)
    assert "of the original" not in visit(ana).get(item.get_absolute_url()).content.decode()


@pytest.mark.parametrize("significance", [Significance.TRANSLATIONS, Significance.FOLLOW])
def test_a_change_that_makes_it_wrong_tells_readers_and_its_owner(
    ana: Person, ben: Person, visit: Visit, significance: str
) -> None:
    source = an_article(by=ana)
    item = a_translation(source, ben)
    change(source, ana, significance)
    assert "no longer right" in visit(ana).get(item.get_absolute_url()).content.decode()
    assert Notice.objects.get(event=Event.TRANSLATION_STALE).person == ben


def test_the_translator_sees_what_changed(ana: Person, ben: Person, visit: Visit) -> None:
    source = an_article(by=ana)
    item = a_translation(source, ben)
    change(source, ana, Significance.TRANSLATIONS)
    page = visit(ben).get(f"/items/{item.pk}/edit/").content.decode()
    assert "What has changed in it since version 1" in page
    assert "<ins>" in page


def test_a_corrected_letter_does_not_bring_it_up_to_date(ana: Person, ben: Person) -> None:
    source = an_article(by=ana)
    item = a_translation(source, ben)
    change(source, ana, Significance.TRANSLATIONS)
    rewrite(item, by=ben, title="Menutup keran")
    actions.publish(item, by=ben)
    assert is_outdated(item)


def test_it_is_up_to_date_when_its_writer_has_said_so_and_readers_have_it(ana: Person, ben: Person) -> None:
    source = an_article(by=ana)
    item = a_translation(source, ben)
    change(source, ana, Significance.TRANSLATIONS)
    rewrite(item, by=ben, title="Menutup keran")
    bring_up_to(item, published(source), by=ben)
    assert is_outdated(item)
    actions.publish(item, by=ben)
    assert not is_outdated(item)
    assert Basis.objects.get().version == published(source)


def test_a_change_while_it_was_written_is_not_forgotten(ana: Person, ben: Person) -> None:
    source = an_article(by=ana)
    item = a_translation(source, ben)
    change(source, ana, Significance.TRANSLATIONS)
    rewrite(item, by=ben, title="Menutup keran")
    bring_up_to(item, published(source), by=ben)
    change(fresh(source), ana, Significance.TRANSLATIONS)
    actions.publish(item, by=ben)
    assert is_outdated(item)
    assert Basis.objects.get().version.number == 2


def test_a_tick_of_another_number_is_no_tick(ana: Person, ben: Person, visit: Visit) -> None:
    source = an_article(by=ana)
    item = a_translation(source, ben)
    change(source, ana, Significance.TRANSLATIONS)
    form = filled(item, agrees_with="1")
    visit(ben).post(f"/items/{item.pk}/edit/", form)
    assert fresh(item).title == "Menutup"
    assert is_outdated(item)


def test_ticked_and_published_on_the_page_it_is_up_to_date(ana: Person, ben: Person, visit: Visit) -> None:
    source = an_article(by=ana)
    item = a_translation(source, ben)
    change(source, ana, Significance.TRANSLATIONS)
    form = filled(item, agrees_with="2")
    visit(ben).post(f"/items/{item.pk}/edit/", form)
    assert not is_outdated(item)


def test_a_translation_that_is_right_all_the_same_is_upheld(ana: Person, ben: Person) -> None:
    source = an_article(by=ana)
    item = a_translation(source, ben)
    change(source, ana, Significance.TRANSLATIONS)
    uphold(item, fresh(source), by=ben)
    assert Basis.objects.get().version == published(source)


def test_a_reader_is_offered_the_page_in_their_own_language(ana: Person, ben: Person, visit: Visit) -> None:
    source = an_article(by=ana)
    a_translation(source, ben, title="Menutup katup")
    browser = visit(ana)
    assert "too:" not in browser.get(source.get_absolute_url()).content.decode()
    browser.cookies["django_language"] = "id"
    page = browser.get(source.get_absolute_url()).content.decode()
    assert '<p lang="id">' in page
    assert "Menutup katup" in page
