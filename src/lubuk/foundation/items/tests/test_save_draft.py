"""Keeping the text that is being written."""

import pytest

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items import actions
from lubuk.foundation.items.actions import Conflict, Writing
from lubuk.foundation.items.models import Item, Phase, Version
from tests.cast import (
    Visit,
    a_draft,
    a_guide,
    a_step,
    an_article,
    everything,
    fresh,
    last_entry,
    not_allowed,
    refused,
    rewrite,
)

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def test_readers_see_the_published_text_while_the_next_is_written(ana: Person, ben: Person) -> None:
    item = an_article(by=ana, title="Old", body="<p>Old words.</p>")
    rewrite(item, by=ana, title="New", body="<p>New words.</p>")
    seen = Item.objects.visible_to(ben).get()
    assert seen.published is not None
    assert (seen.title, seen.published.body) == ("Old", "<p>Old words.</p>")
    assert seen.draft is not None
    assert (seen.draft.title, seen.draft.number) == ("New", 2)


def test_a_draft_nobody_has_read_goes_by_its_newest_title(ana: Person) -> None:
    item = a_draft(by=ana, title="First")
    rewrite(item, by=ana, title="Second", summary="Short.")
    assert (fresh(item).title, fresh(item).summary) == ("Second", "Short.")
    assert item.versions.count() == 1


@pytest.mark.parametrize("name", ["ben", "cleo", "mia", "ed", "gus", "fay", "nia", "adi"])
def test_others_cannot_change_it(ana: Person, name: str, request: pytest.FixtureRequest) -> None:
    item = an_article(by=ana, audience="public")
    other = request.getfixturevalue(name)
    with not_allowed("Only its authors and stewards"):
        rewrite(item, by=other, title="Mine")


@pytest.mark.parametrize("name", ["dora", "odi"])
def test_those_who_tend_it_can_once_it_is_theirs_to_see(
    ana: Person, name: str, request: pytest.FixtureRequest
) -> None:
    steward = request.getfixturevalue(name)
    private, circle, open_to_all = (
        a_draft(by=ana),
        an_article(by=ana, audience="people"),
        an_article(by=ana),
    )
    for hidden in (private, circle):
        with not_allowed():
            rewrite(hidden, by=steward)
    assert rewrite(open_to_all, by=steward, title="Better").author == steward


def test_of_two_writers_the_second_is_told_and_no_text_is_lost(ana: Person, ben: Person) -> None:
    item = a_draft(by=ana, body="<p>Begun.</p>")
    actions.name_authors(item, [ben], by=ana)
    opened = item.draft
    assert opened is not None
    actions.save_draft(
        item, Writing(title="A", body="<p>Ana.</p>"), by=ana, from_version=opened.pk, revision=1
    )
    with pytest.raises(Conflict, match="Ana Tirta saved this page while you were writing") as told:
        actions.save_draft(
            fresh(item), Writing(title="B", body="<p>Ben.</p>"), by=ben, from_version=opened.pk, revision=1
        )
    assert {v.body for v in item.versions.all()} == {"<p>Ana.</p>", "<p>Ben.</p>"}
    assert told.value.kept.body == "<p>Ben.</p>"
    assert fresh(item).draft == opened


def test_who_began_before_another_published_is_told(ana: Person, ben: Person) -> None:
    item = an_article(by=ana, body="<p>One.</p>")
    actions.name_authors(item, [ben], by=ana)
    seen = item.published
    assert seen is not None
    rewrite(item, by=ana, body="<p>Two.</p>")
    actions.publish(fresh(item), by=ana)
    with pytest.raises(Conflict, match="Both texts are kept"):
        actions.save_draft(item, Writing(body="<p>Three.</p>"), by=ben, from_version=seen.pk, revision=1)
    published = fresh(item).published
    assert published is not None
    assert published.body == "<p>Two.</p>"
    assert item.versions.filter(body="<p>Three.</p>").exists()


def test_a_restored_text_is_not_written_over_by_who_opened_the_one_before(ana: Person) -> None:
    item = an_article(by=ana, body="<p>One.</p>")
    second = rewrite(item, by=ana, body="<p>Two.</p>")
    stale = fresh(item)
    actions.restore(item.versions.get(number=1), by=ana)
    with pytest.raises(Conflict):
        actions.save_draft(stale, Writing(body="<p>Late.</p>"), by=ana, from_version=second.pk, revision=1)
    assert item.versions.filter(body="<p>Late.</p>").exists()


def test_what_was_published_never_changes(ana: Person) -> None:
    item = an_article(by=ana, body="<p>One.</p>")
    version = item.published
    assert version is not None
    Version.objects.filter(pk=version.pk).update(revision=2)
    with pytest.raises(Conflict):
        actions.save_draft(item, Writing(body="<p>Forged.</p>"), by=ana, from_version=0, revision=2)
    version.refresh_from_db()
    assert version.body == "<p>One.</p>"


@pytest.mark.parametrize(("version", "revision"), [(-1, 1), (0, 0), (2**70, 1), (1, -5), (1, 2**70)])
def test_numbers_that_cannot_be_keep_the_text_all_the_same(ana: Person, version: int, revision: int) -> None:
    item = a_draft(by=ana)
    opened = item.draft_id if version == 1 else version
    with pytest.raises(Conflict) as told:
        actions.save_draft(
            item, Writing(body="<p>Kept.</p>"), by=ana, from_version=opened or 0, revision=revision
        )
    assert told.value.kept.body == "<p>Kept.</p>"


def test_a_script_does_not_come_in_by_any_field(ana: Person) -> None:
    bad = "<p>Fine</p><script>alert(1)</script><img src=x onerror=alert(1)>"
    item = a_draft(by=ana, kind="case-study")
    version = rewrite(item, by=ana, body=bad, fields={"problem": bad, "place": "<b>Aruna</b>"})
    assert version.body == version.fields["problem"] == "<p>Fine</p>"
    assert version.fields["place"] == "<b>Aruna</b>"  # a line of text: it is escaped where it is shown


def test_a_discarded_draft_says_so_to_who_still_writes(ana: Person, ben: Person) -> None:
    item = a_draft(by=ana)
    actions.name_authors(item, [ben], by=ana)
    open_in_another_window = fresh(item)
    actions.discard(item, by=ana)
    with refused("thrown away in the meantime"):
        actions.save_draft(
            open_in_another_window, Writing(body="<p>x</p>"), by=ben, from_version=1, revision=1
        )


# In review


def in_review(by: Person) -> Item:
    item = a_draft(by=by, kind="guide", title="Closing the sluice")
    actions.take_step(item, a_step(item, "submit"), by=by)
    return fresh(item)


def test_an_author_who_changes_a_text_in_review_takes_it_back_openly(ana: Person, dora: Person) -> None:
    item = in_review(ana)
    rewrite(item, by=ana, title="Closing two sluices")
    item = fresh(item)
    assert item.draft is not None
    assert (item.phase, item.state, item.draft.state) == (Phase.DRAFT, "draft", "draft")
    entry = last_entry(item)
    assert (entry.act, entry.actor_id, entry.from_state, entry.to_state) == (
        "Stepped", ana.pk, "review", "draft",
    )  # fmt: skip
    assert not Item.objects.visible_to(dora).filter(pk=item.pk)


def test_so_does_the_author_of_a_next_version_and_readers_keep_the_published_one(
    ana: Person, dora: Person, cleo: Person
) -> None:
    item = a_guide(by=ana, approved_by=dora, title="Old")
    rewrite(item, by=ana, title="New")
    actions.take_step(fresh(item), a_step(item, "submit"), by=ana)
    rewrite(item, by=ana, title="Newer")
    item = fresh(item)
    assert item.draft is not None
    assert (item.phase, item.draft.state) == (Phase.PUBLISHED, "draft")
    assert Item.objects.visible_to(cleo).get(pk=item.pk).title == "Old"


def test_saving_the_same_words_leaves_it_in_review(ana: Person) -> None:
    item = in_review(ana)
    rewrite(item, by=ana)
    assert fresh(item).phase == Phase.REVIEW


def test_a_steward_who_mends_a_word_goes_on_reviewing(ana: Person, dora: Person) -> None:
    item = in_review(ana)
    rewrite(item, by=dora, title="Closing the sluices")
    assert fresh(item).phase == Phase.REVIEW
    actions.take_step(fresh(item), a_step(item, "approve"), by=dora)
    assert fresh(item).title == "Closing the sluices"


def test_a_lost_race_takes_nothing_back(ana: Person, dora: Person) -> None:
    """The author's text is kept aside; the one under review stays there."""
    item = in_review(ana)
    opened = item.draft
    assert opened is not None
    rewrite(item, by=dora, title="Mended")
    with pytest.raises(Conflict):
        actions.save_draft(
            item, Writing(title="Mine"), by=ana, from_version=opened.pk, revision=opened.revision
        )
    assert fresh(item).phase == Phase.REVIEW


def test_restoring_an_earlier_text_in_review_takes_it_back_too(ana: Person, dora: Person) -> None:
    item = in_review(ana)
    actions.restore(item.versions.get(), by=ana)
    item = fresh(item)
    assert item.draft is not None
    assert (item.phase, item.draft.state) == (Phase.DRAFT, "draft")


def sheet_of(item: Item, **more: str) -> dict[str, str]:
    assert item.draft is not None
    placed = {"unit": str(item.unit_id), "language": "en", "audience": item.audience}
    text = {"title": item.draft.title, "body": item.draft.body, "body_format": "html"}
    return text | placed | {
        "from_version": str(item.draft.pk), "revision": str(item.draft.revision), "do": "save",
    } | more  # fmt: skip


def test_the_page_says_so_before_and_after(ana: Person, dora: Person, visit: Visit) -> None:
    item = in_review(ana)
    address = f"/items/{item.pk}/edit/"
    assert "it goes back to draft" in visit(ana).get(address).text
    assert "it goes back to draft" not in visit(dora).get(address).text
    said = visit(ana).post(address, sheet_of(item, title="Two sluices"), follow=True).text
    assert "Kept as a draft" in said
    assert "it goes back to draft" not in said
    assert "Send for review" in said


def test_changed_and_sent_again_in_one_press(ana: Person, visit: Visit) -> None:
    item = in_review(ana)
    visit(ana).post(f"/items/{item.pk}/edit/", sheet_of(item, title="Two sluices", do="submit"))
    assert (fresh(item).phase, fresh(item).title) == (Phase.REVIEW, "Two sluices")


def test_unchanged_and_sent_again_changes_nothing(ana: Person, visit: Visit) -> None:
    item = in_review(ana)
    rewrite(item, by=ana)  # as the form cleans it
    item, before = fresh(item), len(everything()["trail.Entry"])
    said = visit(ana).post(f"/items/{item.pk}/edit/", sheet_of(item, do="submit"), follow=True).text
    assert "still being reviewed" in said
    assert len(everything()["trail.Entry"]) == before
