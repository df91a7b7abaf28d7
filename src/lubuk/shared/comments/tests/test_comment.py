"""Saying something of a page: who may, what becomes of the words, and who is told."""

from __future__ import annotations

import pytest

from lubuk.foundation.accounts.models import Person, Stranger
from lubuk.foundation.items import actions as items
from lubuk.foundation.sections.models import Section
from lubuk.foundation.trail.models import Entry
from lubuk.shared.comments.actions import comment
from lubuk.shared.comments.models import MOST_LETTERS, Comment
from lubuk.shared.notifications.models import Notice
from tests.cast import Visit, a_draft, a_step, an_article, fresh, not_allowed, refused

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def told() -> set[tuple[str, str]]:
    return set(Notice.objects.values_list("person__username", "event"))


def test_a_colleague_says_something_and_all_who_work_here_read_it(
    ana: Person, ben: Person, cleo: Person, visit: Visit
) -> None:
    item = an_article(by=ana)
    page = visit(ben).post(f"/items/{item.pk}/comments/", {"text": "The pump is **loud**."}, follow=True)
    assert page.redirect_chain[-1][0].endswith(f"#c{Comment.objects.get().pk}")
    assert "The pump is <strong>loud</strong>." in visit(cleo).get(item.get_absolute_url()).content.decode()


def test_strangers_and_citizens_read_the_page_without_the_conversation(
    ana: Person, fay: Person, visit: Visit
) -> None:
    item = an_article(by=ana, audience="public")
    comment(item, "Between us: the pump is old.", by=ana)
    for reader in (Stranger(), fay):
        page = visit(reader).get(item.get_absolute_url()).content.decode()
        assert "Between us" not in page
        assert "Conversation" not in page
    assert visit(fay).get(f"/items/{item.pk}/comments/").status_code == 404
    assert visit(fay).get(f"/comments/{Comment.objects.get().pk}/more/").status_code == 404
    with not_allowed():
        comment(item, "Me too.", by=fay)


def test_a_guest_talks_in_their_section_and_nowhere_else(ana: Person, ed: Person, shelf: Section) -> None:
    here, there = an_article(by=ana, audience="public", section=shelf), an_article(by=ana, audience="public")
    assert comment(here, "I was there that night.", by=ed).by == ed
    with not_allowed():
        comment(there, "And here?", by=ed)


def test_who_may_not_see_the_page_can_not_talk_about_it(ana: Person, cleo: Person, visit: Visit) -> None:
    item = an_article(by=ana, audience="unit")
    said = comment(item, "Only for us.", by=ana)
    assert visit(cleo).get(f"/items/{item.pk}/comments/").status_code == 404
    assert visit(cleo).post(f"/items/{item.pk}/comments/", {"text": "x"}).status_code == 404
    assert visit(cleo).get(f"/comments/{said.pk}/").status_code == 404


def test_nothing_is_said_of_a_draft_and_what_was_said_of_a_withdrawn_page_stays(
    ana: Person, ben: Person, visit: Visit
) -> None:
    draft = a_draft(by=ana)
    with not_allowed():
        comment(draft, "Early.", by=ana)
    item = an_article(by=ana)
    comment(item, "Kept for the record.", by=ben)
    items.take_step(item, a_step(item, "withdraw"), by=ana, reason="Old.")
    page = visit(ana).get(f"/items/{item.pk}/comments/").content.decode()
    assert "Kept for the record." in page
    assert "Add to this" not in page
    with not_allowed():
        comment(fresh(item), "Too late.", by=ana)


def test_what_is_said_is_no_act_on_the_item(ana: Person, ben: Person) -> None:
    item = an_article(by=ana)
    before = Entry.objects.count()
    comment(item, "Seen.", by=ben)
    assert Entry.objects.count() == before


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "Write a word"),
        (" \n ", "Write a word"),
        ("![](/files/1/a.png)", "Write a word"),
        ("a" * (MOST_LETTERS + 1), "too long"),
    ],
)
def test_what_can_not_be_kept_comes_back_with_a_reason(
    ana: Person, text: str, why: str, visit: Visit
) -> None:
    item = an_article(by=ana)
    page = visit(ana).post(f"/items/{item.pk}/comments/", {"text": text})
    assert page.status_code == 422
    assert why in page.content.decode()
    assert text.strip()[:50] in page.content.decode()
    assert not Comment.objects.exists()


def test_hostile_words_are_words(ana: Person) -> None:
    said = comment(
        an_article(by=ana),
        "<script>alert(1)</script>[x](javascript:alert(1)) <img src=x onerror=y> # H",
        by=ana,
    )
    assert "script>" not in said.text
    assert "href" not in said.text
    assert "onerror" not in said.text


def test_headings_become_lines_and_addresses_links(ana: Person) -> None:
    said = comment(an_article(by=ana), "## Why\n\nSee https://example.org/a_b, and mail.", by=ana)
    link = '<a href="https://example.org/a_b">https://example.org/a_b</a>'
    assert said.text == f"<p><strong>Why</strong></p><p>See {link}, and mail.</p>"


def test_pressed_twice_it_is_said_once(ana: Person, ben: Person) -> None:
    item = an_article(by=ana)
    assert comment(item, "Seen.", by=ben) == comment(item, "Seen.", by=ben)
    assert Comment.objects.count() == Notice.objects.count() == 1
    assert comment(item, "Seen.", by=ana) != comment(item, "Seen.", by=ben)


@pytest.mark.parametrize("to", ["²", "999999999999999999999999", "x", "-1"])
def test_a_reply_to_what_is_no_comment_leads_nowhere(ana: Person, to: str, visit: Visit) -> None:
    item = an_article(by=ana)
    answer = visit(ana).post(f"/items/{item.pk}/comments/", {"text": "Yes.", "to": to})
    assert answer.status_code in {302, 404}
    assert all(one.to is None for one in Comment.objects.all())


# Replies


def test_a_reply_to_a_reply_stands_in_the_same_thread(ana: Person, ben: Person, cleo: Person) -> None:
    first = comment(an_article(by=ana), "One", by=ben)
    second = comment(first.item, "Two", by=cleo, to=first)
    assert comment(first.item, "Three", by=ana, to=second).to == first


def test_nobody_replies_into_another_pages_thread(ana: Person, ben: Person) -> None:
    elsewhere, here = comment(an_article(by=ana), "One", by=ben), an_article(by=ana)
    with refused("not there any more"):
        comment(here, "Two", by=ben, to=elsewhere)


# Who is told


def test_the_author_hears_of_it_and_who_takes_part_of_each_reply(
    ana: Person, ben: Person, cleo: Person
) -> None:
    item = an_article(by=ana)
    first = comment(item, "One", by=ben)
    assert told() == {("ana", "commented")}
    comment(item, "Two", by=cleo, to=first)
    assert told() == {("ana", "commented"), ("ben", "replied")}
    Notice.objects.all().delete()
    comment(item, "Three", by=ana, to=first)
    assert told() == {("ben", "replied"), ("cleo", "replied")}


def test_who_is_named_is_told_once_and_led_to_the_words(
    ana: Person, ben: Person, dora: Person, visit: Visit
) -> None:
    item = an_article(by=ana)
    said = comment(item, "@dora and @ana, look. @nobody too, mail@ana.org not.", by=ben)
    assert told() == {("dora", "named"), ("ana", "named")}
    assert Notice.objects.count() == 2
    assert f"@{dora.name}</a>" in said.text
    assert "@nobody" in said.text
    page = visit(dora).get("/notices/").content.decode()
    assert f"{ben.name} names you:" in page
    assert f'href="/comments/{said.pk}/"' in page


def test_who_may_not_see_the_page_is_not_told_by_being_named(ana: Person, ben: Person, cleo: Person) -> None:
    comment(an_article(by=ana, audience="unit"), "@cleo should know.", by=ben)
    assert told() == {("ana", "commented")}
