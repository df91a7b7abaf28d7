"""A withdrawn page leads to the page that stands in its place: those who could read it, and nobody else."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lubuk.foundation.accounts.models import Person, Stranger
from lubuk.foundation.items import actions
from lubuk.foundation.items.models import Item, Link
from lubuk.shared.attachments.actions import claim_files, upload_file
from lubuk.shared.attachments.tests.makers import a_pdf
from lubuk.shared.search.engine import Engine
from lubuk.shared.search.rebuild import rebuild
from tests.cast import (
    Visit,
    a_draft,
    a_guide,
    a_step,
    an_article,
    fresh,
    last_entry,
    not_allowed,
    refused,
    rewrite,
    trail_of,
)

pytestmark = pytest.mark.postgres


@pytest.fixture
def old(ana: Person) -> Item:
    return an_article(by=ana, title="Valves in 2019", audience="public")


@pytest.fixture
def new(ben: Person) -> Item:
    return an_article(by=ben, title="Valves today", audience="public")


def withdraw(item: Item, successor: Item | None = None, *, by: Person) -> None:
    actions.take_step(item, a_step(item, "withdraw"), by=by, reason="Old.", successor=successor)


def publish_again(item: Item, *, by: Person) -> None:
    actions.take_step(item, a_step(item, "publish-again"), by=by)


class TestWhereReadersAreLed:
    def test_old_addresses_and_the_number_lead_to_the_new_page_which_says_so(
        self, ana: Person, old: Item, new: Item, cleo: Person, visit: Visit
    ) -> None:
        withdraw(old, new, by=ana)
        beside = ("", "history/", "versions/1/", "compare/1/1/", "pdf/", "cite/", "cite/bibtex/")
        addresses = [f"/items/{old.pk}/{place}" for place in beside]
        for reader in (cleo, Stranger()):
            for address in (old.get_absolute_url(), f"/n/{old.number.lower()}/", *addresses):
                page = visit(reader).get(address, follow=True)
                assert page.redirect_chain[-1][0].startswith(new.get_absolute_url()), address
                assert f"You asked for {old.number}, which has been withdrawn." in page.content.decode()

    def test_who_looks_for_the_number_is_told_what_stands_in_its_place(
        self, ana: Person, old: Item, new: Item, cleo: Person, visit: Visit, an_index: Engine
    ) -> None:
        withdraw(old, new, by=ana)
        rebuild(an_index)
        for reader in (cleo, Stranger()):
            said = visit(reader).get("/search/", {"q": f" {old.number.lower()} "}).content.decode()
            assert f"{old.number} has been withdrawn. In its place stands:" in said
            assert f'{new.get_absolute_url()}?instead-of={old.number}">Valves today</a>' in said

    def test_who_could_not_read_it_is_not_told_by_its_number(
        self, ana: Person, ben: Person, cleo: Person, visit: Visit, an_index: Engine
    ) -> None:
        old = an_article(by=ana, title="Valves in 2019", audience="unit")
        withdraw(old, an_article(by=ben, title="Valves today", audience="public"), by=ana)
        rebuild(an_index)
        assert "withdrawn" not in visit(cleo).get("/search/", {"q": old.number}).content.decode()

    def test_a_link_in_a_text_says_what_is_read_there_now(
        self, ana: Person, old: Item, new: Item, cleo: Person, visit: Visit
    ) -> None:
        body = f'<p>See <a data-item="{old.pk}" href="/items/{old.pk}/">#{old.pk}</a>.</p>'
        third = an_article(by=ana, title="Pipes", body=body)
        withdraw(old, new, by=ana)
        said = visit(cleo).get(third.get_absolute_url()).content.decode()
        assert f'href="/items/{old.pk}/">Valves today</a>' in said
        assert "a page that is not open to you" not in said

    def test_so_does_a_file_that_hung_on_it(self, ana: Person, new: Item, cleo: Person, visit: Visit) -> None:
        paper = upload_file(BytesIO(a_pdf("Old")), "valves.pdf", by=ana)
        row = {"file": str(paper.key), "name": paper.name}
        old = a_draft(by=ana, fields={"_files": [row]})
        claim_files(old, by=ana)
        actions.publish(old, by=ana)
        withdraw(old, new, by=ana)
        page = visit(cleo).get(paper.get_absolute_url(), follow=True)
        assert page.redirect_chain[-1][0].startswith(new.get_absolute_url())
        assert old.number in page.content.decode()

    def test_a_file_that_readers_never_had_leads_nowhere(
        self, ana: Person, old: Item, new: Item, cleo: Person, visit: Visit
    ) -> None:
        paper = upload_file(BytesIO(a_pdf("Next")), "next.pdf", by=ana)
        rewrite(old, by=ana, fields={"_files": [{"file": str(paper.key), "name": paper.name}]})
        claim_files(fresh(old), by=ana)
        withdraw(old, new, by=ana)
        assert visit(cleo).get(paper.get_absolute_url()).status_code == 404

    def test_a_chain_is_followed_to_what_is_published(
        self, ana: Person, ben: Person, old: Item, new: Item, cleo: Person, visit: Visit
    ) -> None:
        newest = an_article(by=ana, title="Valves tomorrow")
        withdraw(old, new, by=ana)
        withdraw(new, newest, by=ben)
        page = visit(cleo).get(old.get_absolute_url(), follow=True)
        assert page.redirect_chain[-1][0].startswith(newest.get_absolute_url())

    def test_of_several_the_one_named_last_that_the_reader_may_see(
        self, ana: Person, ben: Person, old: Item, new: Item, cleo: Person, visit: Visit
    ) -> None:
        secret = an_article(by=ana, title="Valves of the prison", audience="unit")
        actions.link(new, old, "replaces", by=ben)
        withdraw(old, secret, by=ana)
        assert visit(cleo).get(old.get_absolute_url())["Location"].startswith(new.get_absolute_url())
        assert visit(ben).get(old.get_absolute_url())["Location"].startswith(secret.get_absolute_url())

    def test_who_looks_after_the_old_page_sees_it_and_where_readers_are_led(
        self, ana: Person, old: Item, new: Item, visit: Visit
    ) -> None:
        withdraw(old, new, by=ana)
        said = visit(ana).get(old.get_absolute_url()).content.decode()
        assert "Its readers are led to:" in said
        assert "Valves today" in said

    def test_harvesters_of_the_new_page_read_what_it_replaces(
        self, ana: Person, old: Item, new: Item, visit: Visit
    ) -> None:
        hidden = an_article(by=ana, title="Valves of the prison")
        actions.link(new, hidden, "replaces", by=new.owner)
        withdraw(old, new, by=ana)
        head = visit(Stranger()).get(new.get_absolute_url()).content.decode().partition("</head>")[0]
        assert f'<meta name="DCTERMS.replaces" content="{old.number}">' in head
        assert hidden.number not in head

    def test_harvesters_of_the_old_page_read_what_replaces_it_while_both_are_there(
        self, old: Item, new: Item, visit: Visit
    ) -> None:
        actions.link(new, old, "replaces", by=new.owner)
        head = visit(Stranger()).get(old.get_absolute_url()).content.decode().partition("</head>")[0]
        assert f'<meta name="DCTERMS.isReplacedBy" content="{new.number}">' in head


class TestWhomItTellsNothing:
    def test_who_may_not_see_the_successor_gets_what_he_got_before(
        self, ana: Person, old: Item, cleo: Person, visit: Visit
    ) -> None:
        secret = an_article(by=ana, title="Valves of the prison", audience="unit")
        withdraw(old, by=ana)
        before = visit(cleo).get(old.get_absolute_url())
        actions.link(secret, fresh(old), "replaces", by=ana)
        after = visit(cleo).get(old.get_absolute_url())
        assert (after.status_code, before.status_code) == (404, 404)
        assert "prison" not in after.content.decode()

    def test_who_could_not_read_the_old_page_is_not_told_that_it_was_there(
        self, ana: Person, new: Item, cleo: Person, nia: Person, visit: Visit
    ) -> None:
        old = an_article(by=ana, title="Valves in 2019", audience="unit")
        withdraw(old, new, by=ana)
        for reader in (cleo, nia, Stranger()):
            assert visit(reader).get(f"/items/{old.pk}/").status_code == 404
            said = visit(reader).get(new.get_absolute_url(), {"instead-of": old.number}).content.decode()
            assert "You asked for" not in said

    @pytest.mark.parametrize("number", ["AR-0", "", "x" * 9000, "<script>"])
    def test_an_address_that_somebody_made_up_says_nothing(
        self, new: Item, cleo: Person, visit: Visit, number: str
    ) -> None:
        page = visit(cleo).get(new.get_absolute_url(), {"instead-of": number})
        assert page.status_code == 200
        assert "You asked for" not in page.content.decode()

    def test_a_draft_leads_nobody(self, ana: Person, old: Item, new: Item, ben: Person, visit: Visit) -> None:
        withdraw(old, new, by=ana)
        withdraw(new, by=ben)
        draft = a_draft(by=ben)
        actions.link(draft, fresh(new), "replaces", by=ben)
        assert visit(ben).get(old.get_absolute_url()).status_code == 404


class TestTheAct:
    def test_both_trails_tell_of_it(self, ana: Person, old: Item, new: Item) -> None:
        withdraw(old, new, by=ana)
        assert trail_of(old)[-2:] == [("ana", "Stepped"), ("ana", "Linked")]
        assert trail_of(new)[-1] == ("ana", "Linked")

    def test_publishing_it_again_ends_it(
        self, ana: Person, dora: Person, old: Item, new: Item, cleo: Person, visit: Visit
    ) -> None:
        withdraw(old, new, by=ana)
        publish_again(old, by=dora)
        assert "Valves in 2019" in visit(cleo).get(old.get_absolute_url()).content.decode()
        assert not Link.objects.exists()
        assert last_entry(old).act == last_entry(new).act == "Unlinked"

    def test_then_it_may_replace_what_had_replaced_it(
        self, ana: Person, ben: Person, dora: Person, old: Item, new: Item, cleo: Person, visit: Visit
    ) -> None:
        withdraw(old, new, by=ana)
        publish_again(old, by=dora)
        withdraw(new, old, by=ben)
        assert visit(cleo).get(new.get_absolute_url())["Location"].startswith(old.get_absolute_url())

    def test_a_circle_is_refused(self, ana: Person, ben: Person, old: Item, new: Item) -> None:
        third = an_article(by=ana, title="Valves between")
        actions.link(third, old, "replaces", by=ana)
        actions.link(new, third, "replaces", by=ben)
        with refused("round in a circle"):
            actions.link(old, new, "replaces", by=ana)
        with refused("round in a circle"):
            withdraw(new, old, by=ben)

    def test_readers_are_led_to_what_is_published(self, ana: Person, old: Item) -> None:
        draft = a_draft(by=ana)
        with refused("published page"):
            withdraw(old, draft, by=ana)

    def test_nobody_names_what_they_may_not_see(self, ana: Person, old: Item, nia: Person) -> None:
        theirs = an_article(by=nia, audience="unit")
        with not_allowed():
            withdraw(old, theirs, by=ana)

    def test_a_step_that_withdraws_nothing_names_nobody(self, ana: Person, dora: Person, new: Item) -> None:
        guide = a_guide(by=ana, approved_by=dora)
        rewrite(guide, by=ana, body="<p>Better.</p>")
        guide = fresh(guide)
        actions.take_step(guide, a_step(guide, "submit"), by=ana, successor=new)
        assert not Link.objects.exists()


class TestThePage:
    def test_it_is_withdrawn_with_its_reason_and_its_successor(
        self, ana: Person, old: Item, new: Item, cleo: Person, visit: Visit
    ) -> None:
        browser = visit(ana)
        assert f"/items/{old.pk}/withdraw/withdraw/" in browser.get(old.get_absolute_url()).content.decode()
        said = {"reason": "The valves are gone.", "successor": f"Valves today ({new.number})"}
        page = browser.post(f"/items/{old.pk}/withdraw/withdraw/", said, follow=True).content.decode()
        assert "Its readers are led to:" in page
        assert visit(cleo).get(old.get_absolute_url())["Location"].startswith(new.get_absolute_url())

    @pytest.mark.parametrize("words", ["GD-9999-0001", "\0", "x" * 9000, "Valves", "-1", "' OR 1=1"])
    def test_a_page_that_nobody_finds_is_said_and_the_reason_stays(
        self, ana: Person, old: Item, new: Item, visit: Visit, words: str
    ) -> None:
        said = {"reason": "The valves are gone.", "successor": words}
        page = visit(ana).post(f"/items/{old.pk}/withdraw/withdraw/", said)
        assert page.status_code == 422
        assert "The valves are gone." in page.content.decode()
        assert fresh(old).phase == "published"

    def test_a_circle_is_said_on_the_page(
        self, ana: Person, ben: Person, old: Item, new: Item, visit: Visit
    ) -> None:
        actions.link(old, new, "replaces", by=ana)
        said = {"reason": "Gone.", "successor": new.number}
        page = visit(ana).post(f"/items/{old.pk}/withdraw/withdraw/", said)
        assert page.status_code == 422
        assert "the opposite already" in page.content.decode()

    def test_the_reason_is_asked_for(self, ana: Person, old: Item, visit: Visit) -> None:
        page = visit(ana).post(f"/items/{old.pk}/withdraw/withdraw/", {"reason": " "})
        assert "Write in a sentence why" in page.content.decode()

    def test_only_who_may_withdraw_gets_there(
        self, old: Item, ben: Person, cleo: Person, stranger: Stranger, visit: Visit
    ) -> None:
        address = f"/items/{old.pk}/withdraw/withdraw/"
        assert visit(cleo).get(address).status_code == 403
        assert visit(stranger).get(address).status_code == 302
        assert visit(cleo).post(address, {"reason": "x"}).status_code == 403

    def test_a_step_that_withdraws_nothing_has_no_such_page(
        self, ana: Person, old: Item, visit: Visit
    ) -> None:
        for name in ("publish", "none"):
            assert visit(ana).get(f"/items/{old.pk}/withdraw/{name}/").status_code == 404


def test_the_cost_of_leading_on_does_not_grow_with_the_links(
    ana: Person, new: Item, cleo: Person, visit: Visit
) -> None:
    def asked(number: int) -> int:
        gone = [an_article(by=ana, title=f"Valve {n}") for n in range(number)]
        links = "".join(f'<a data-item="{one.pk}" href="/items/{one.pk}/">#{one.pk}</a> ' for one in gone)
        page = an_article(by=ana, body=f"<p>{links}</p>")
        for one in gone:
            withdraw(one, new, by=ana)
        browser = visit(cleo)
        browser.get(page.get_absolute_url())
        with CaptureQueriesContext(connection) as seen:
            said = browser.get(page.get_absolute_url()).content.decode()
        assert said.count("Valves today</a>") == number
        return len(seen)

    assert asked(2) == asked(6)
