"""What was sent becomes items, once, with its links, pictures, folders, dates and authors."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from PIL import Image

from lubuk.domains.importing import actions as imports
from lubuk.domains.importing.models import Import, State
from lubuk.domains.importing.pages import Page
from lubuk.domains.importing.running import advance
from lubuk.domains.importing.taking import bringing, settling
from lubuk.domains.importing.taking.holding import holding
from lubuk.domains.importing.tests.makers import a_zip, an_import, body_of, outcomes, taken, why
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.models import Item, Link, Phase
from lubuk.foundation.refusal import Refused
from lubuk.foundation.trail.models import Entry as TrailEntry
from lubuk.foundation.units.models import Unit
from lubuk.shared.attachments.models import Attachment
from tests.cast import Visit, a_kind, not_allowed, refused, rewrite, trail_of

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

DAY = "---\ntitle: Roads\ndate: 2019-03-05\nauthor: Ana Tirta\n---\n"


def a_picture() -> bytes:
    drawn = io.BytesIO()
    Image.new("RGB", (20, 20), "blue").save(drawn, "PNG")
    return drawn.getvalue()


def test_each_file_becomes_a_page_of_whoever_brought_it(odi: Person) -> None:
    run = taken(a_zip({"a.md": "# Roads\n\nMended in May.", "deep/b.md": "# Pumps\n\nOiled."}), by=odi)
    assert outcomes(run) == {"a.md": "new", "deep/b.md": "new"}
    roads = Item.objects.get(title="Roads")
    assert (roads.owner, roads.phase, roads.audience) == (odi, Phase.PUBLISHED, "institution")
    assert trail_of(roads)[:2] == [("odi", "Begun"), ("odi", "Published")]


def test_links_lead_to_what_the_other_file_became(odi: Person) -> None:
    taken(
        a_zip({"a.md": "# A\n\n[over there](deep/b.md) [lost](no.md)", "deep/b.md": "# B\n\n[back](../a)"}),
        by=odi,
    )
    a, b = Item.objects.get(title="A"), Item.objects.get(title="B")
    assert body_of("A") == f'<p><a data-item="{b.pk}" href="/items/{b.pk}/">over there</a> lost</p>'
    assert Link.objects.filter(source=b, target=a, meaning=Link.MENTIONS).exists()


def test_pictures_come_along(odi: Person) -> None:
    taken(a_zip({"a.md": "# A\n\n![A map](img/map.png)", "img/map.png": a_picture()}), by=odi)
    assert Attachment.objects.get().item == Item.objects.get(title="A")
    assert 'alt="A map"' in body_of("A")


def test_folders_become_collections_in_collections(odi: Person) -> None:
    taken(a_zip({"a.md": "# A\n\nText.", "road-repair/index.md": "# Repair\n\nAll of it.",
                 "road-repair/holes/b.md": "# B\n\nMore."}), by=odi)  # fmt: skip
    parts = {
        whole.title: [part.title for part in Item.objects.parts_of(whole.pk)]
        for whole in Item.objects.filter(kind="collection")
    }
    assert parts["docs"] == ["A", "Repair"]
    assert parts["Repair"] == ["Repair", "Holes"]
    assert parts["Holes"] == ["B"]


def test_its_dates_and_authors_are_kept(odi: Person, ana: Person) -> None:
    text = DAY.replace("Ana Tirta", "[ana@aruna.example, Wayan Lama]")
    taken(a_zip({"a.md": f"{text}Text."}), by=odi)
    item = Item.objects.get(title="Roads")
    assert item.created_at.date().isoformat() == "2019-03-05"
    assert [author.person for author in item.authors.all()] == [ana]
    assert item.origin.authors == "Wayan Lama"


def test_a_colleague_is_not_taken_for_another_of_the_same_name(odi: Person, ana: Person, ben: Person) -> None:
    Person.objects.filter(pk=ben.pk).update(name=ana.name)
    taken(a_zip({"a.md": f"{DAY}Text."}), by=odi)
    item = Item.objects.get(title="Roads")
    assert not item.authors.exists()
    assert item.origin.authors == "Ana Tirta"


def test_brought_in_again_nothing_is_doubled(odi: Person) -> None:
    sent = a_zip({"a.md": "# A\n\nOld.", "deep/b.md": "# B\n\nSame."})
    taken(sent, by=odi)
    before = Item.objects.count()
    assert outcomes(taken(sent, by=odi)) == {"a.md": "same", "deep/b.md": "same"}
    assert Item.objects.count() == before


def test_what_changed_becomes_the_next_version(odi: Person) -> None:
    taken(a_zip({"a.md": "# A\n\nOld.", "b.md": "# B\n\nText."}), by=odi)
    run = taken(a_zip({"a.md": "# A\n\nNew.", "b.md": "# B\n\nText."}), by=odi)
    assert outcomes(run) == {"a.md": "changed", "b.md": "same"}
    item = Item.objects.get(title="A")
    assert (item.versions.count(), body_of("A")) == (2, "<p>New.</p>")


def test_what_is_gone_from_the_source_is_told_and_stays(odi: Person) -> None:
    taken(a_zip({"a.md": "# A\n\nText.", "b.md": "# B\n\nText, too."}), by=odi)
    run = taken(a_zip({"a.md": "# A\n\nText."}), by=odi)
    assert outcomes(run) == {"a.md": "same", "b.md": "gone"}
    assert Item.objects.get(title="B").phase == Phase.PUBLISHED


def test_what_people_changed_here_is_not_written_over(odi: Person) -> None:
    taken(a_zip({"a.md": "# A\n\nOld."}), by=odi)
    rewrite(Item.objects.get(title="A"), by=odi, body="<p>Ours.</p>")
    run = taken(a_zip({"a.md": "# A\n\nTheirs."}), by=odi)
    assert outcomes(run) == {"a.md": "refused"}
    assert "changed here" in why(run, "a.md")


def test_the_same_file_twice_comes_once(odi: Person) -> None:
    run = taken(a_zip({"a.md": "# A\n\nText.", "copy/a.md": "# A\n\nText."}), by=odi)
    assert outcomes(run) == {"a.md": "new", "copy/a.md": "double"}
    other = taken(a_zip({"x.md": "# A\n\nText."}), by=odi, source="elsewhere")
    assert outcomes(other) == {"x.md": "double"}
    assert Item.objects.get(title="A").number in why(other, "x.md")


def test_a_double_that_one_may_not_see_is_not_told_of(odi: Person, nia: Person, adi: Person) -> None:
    taken(a_zip({"a.md": "# A\n\nText."}), by=odi)
    assert nia.unit is not None
    Item.objects.filter(title="A").update(
        audience="people"
    )  # no act of the cast hides it from an administrator
    assert outcomes(an_import(a_zip({"x.md": "# A\n\nText."}), by=adi, unit=nia.unit)) == {"x.md": "to-come"}


def test_one_that_cannot_be_kept_takes_no_other_with_it(odi: Person) -> None:
    run = taken(
        a_zip({"a.md": "# A\n\nText.", "b.md": b"---\ntitle: [a\nb: c\n---\nx", "c.md": "", "d.bin": "?"}),
        by=odi,
    )
    assert outcomes(run) == {"a.md": "new", "b.md": "left-out", "c.md": "left-out", "d.bin": "left-out"}
    assert "line 3" in why(run, "b.md")


def test_killed_in_the_middle_it_goes_on_without_a_double(
    odi: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = an_import(a_zip({f"{n}.md": f"# Page {n}\n\nText {n}." for n in range(9)}), by=odi)
    imports.take_import(run, by=odi)
    monkeypatch.setattr(bringing, "BATCH", 3)
    whole, calls = bringing.take, []

    def killed(*given: object) -> None:
        calls.append(given)
        if len(calls) == 5:
            raise KeyboardInterrupt
        whole(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(bringing, "take", killed)
    with pytest.raises(KeyboardInterrupt):
        advance(run)
    monkeypatch.setattr(bringing, "take", whole)
    advance(run)
    assert run.state == State.DONE
    assert set(outcomes(run).values()) == {"new"}
    assert Item.objects.filter(kind="article", phase=Phase.PUBLISHED).count() == 9


def test_a_second_runner_goes_away(odi: Person) -> None:
    run = an_import(a_zip({"a.md": "# A\n\nText."}), by=odi)
    imports.take_import(run, by=odi)
    Import.objects.filter(pk=run.pk).update(beat_at="2100-01-01T00:00Z")
    advance(run)
    assert not Item.objects.exists()


def test_a_second_runner_of_this_machine_goes_away(odi: Person) -> None:
    run = an_import(a_zip({"a.md": "# A\n\nText."}), by=odi)
    imports.take_import(run, by=odi)
    with holding(run.pk):
        advance(run)
    assert not Item.objects.exists()


def test_a_folder_whose_import_was_killed_is_begun_again_at_once(
    odi: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.md").write_text("# A\n\nText.")

    def killed(*given: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(bringing, "take", killed)
        with pytest.raises(KeyboardInterrupt):
            taken(tmp_path, by=odi)
    assert outcomes(taken(tmp_path, by=odi)) == {"a.md": "new"}
    assert Item.objects.get(kind="article").phase == Phase.PUBLISHED


def test_a_folder_that_is_coming_in_is_not_begun_twice(odi: Person, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# A\n\nText.")
    run = an_import(tmp_path, by=odi)
    imports.take_import(run, by=odi)
    Import.objects.filter(pk=run.pk).update(beat_at=timezone.now())
    with holding(run.pk), refused("at this moment"):
        an_import(tmp_path, by=odi)


def test_one_page_that_is_refused_takes_no_other_with_it(
    odi: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def settled(run: Import, page: Page, *more: object) -> str:
        if page.path == "b.md":
            raise Refused("Not this one.")
        return settling.settled(run, page, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(bringing, "settled", settled)
    run = taken(a_zip({f"{name}.md": f"# {name.upper()}\n\nText {name}." for name in "abc"}), by=odi)
    assert outcomes(run) == {"a.md": "new", "b.md": "refused", "c.md": "new"}
    assert set(Item.objects.filter(kind="article").values_list("title", flat=True)) == {"A", "C"}
    told = TrailEntry.objects.filter(act="Discarded").exclude(item_id=None)
    assert told.count() == 1


def test_a_page_costs_few_questions(odi: Person) -> None:
    """What can be asked once for a batch is: bringing in a house's memory must not take a day."""

    def cost(pages: int) -> int:
        texts: dict[str, str | bytes] = {
            f"{n}.md": f"# {pages} {n}\n\nText {pages} {n}." for n in range(pages)
        }
        with CaptureQueriesContext(connection) as seen:
            taken(a_zip(texts), by=odi, source=f"s{pages}")
        return len([one for one in seen if "SAVEPOINT" not in one["sql"]])

    cost(1)
    assert (cost(22) - cost(2)) / 20 <= 5


def test_stopped_it_keeps_what_had_come(odi: Person) -> None:
    run = an_import(a_zip({"a.md": "# A\n\nText."}), by=odi)
    imports.take_import(run, by=odi)
    imports.stop_import(run, by=odi)
    advance(run)
    assert (run.state, Item.objects.count()) == (State.STOPPED, 0)


def test_a_kind_with_a_review_comes_in_as_drafts_and_says_why(odi: Person) -> None:
    run = taken(a_zip({"a.md": "# A\n\nText."}), by=odi, kind="guide")
    assert Item.objects.get(title="A").phase == Phase.DRAFT
    assert "review" in why(run, "a.md")


def test_taken_back_published_pages_are_withdrawn_and_renewed_ones_are_as_before(odi: Person) -> None:
    taken(a_zip({"a.md": "# A\n\nOld."}), by=odi)
    run = taken(a_zip({"a.md": "# A\n\nNew.", "b.md": "# B\n\nText."}), by=odi)
    imports.undo_import(run, by=odi)
    assert body_of("A") == "<p>Old.</p>"
    assert Item.objects.get(title="B").phase == Phase.WITHDRAWN
    assert set(outcomes(run).values()) == {"undone"}


def test_taken_back_drafts_are_gone(odi: Person) -> None:
    run = taken(a_zip({"a.md": "# A\n\nText.", "deep/b.md": "# B\n\nMore."}), by=odi, publishes=False)
    imports.undo_import(run, by=odi)
    assert not Item.objects.exists()


def test_what_was_changed_since_stays_when_it_is_taken_back(odi: Person) -> None:
    run = taken(a_zip({"a.md": "# A\n\nText."}), by=odi)
    rewrite(Item.objects.get(title="A"), by=odi, body="<p>Ours.</p>")
    imports.undo_import(run, by=odi)
    assert Item.objects.get(title="A").phase == Phase.PUBLISHED
    assert "changed it since" in why(run, "a.md")


def test_after_being_taken_back_it_can_come_in_again(odi: Person) -> None:
    sent = a_zip({"a.md": "# A\n\nText."})
    imports.undo_import(taken(sent, by=odi), by=odi)
    assert outcomes(taken(sent, by=odi)) == {"a.md": "new"}
    assert Item.objects.get(title="A").phase == Phase.PUBLISHED


def test_staff_without_a_stock_to_answer_for_bring_nothing_in(ana: Person) -> None:
    with not_allowed("steward or the manager"):
        an_import(a_zip({"a.md": "x"}), by=ana)


def test_a_steward_brings_in_for_their_own_units_only(dora: Person, network: Unit, health: Unit) -> None:
    assert outcomes(taken(a_zip({"a.md": "# A\n\nText."}), by=dora, unit=network)) == {"a.md": "new"}
    with not_allowed():
        an_import(a_zip({"a.md": "x"}), by=dora, unit=health)


def test_only_who_began_an_import_takes_it(odi: Person, adi: Person) -> None:
    run = an_import(a_zip({"a.md": "# A\n\nText."}), by=odi)
    with not_allowed("not waiting for you"):
        imports.take_import(run, by=adi)


def test_two_units_may_use_one_name_for_their_sources(dora: Person, odi: Person, health: Unit) -> None:
    taken(a_zip({"a.md": "# Ours\n\nText."}), by=dora)
    run = taken(a_zip({"a.md": "# Theirs\n\nOther text."}), by=odi, unit=health)
    assert outcomes(run) == {"a.md": "new"}
    assert Item.objects.get(title="Ours").unit == dora.unit


def test_a_folder_is_read_where_it_lies(odi: Person, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# A\n\nText.")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git/b.md").write_text("# Hidden\n\nText.")
    (tmp_path / "out.md").symlink_to("/etc/hostname")
    assert outcomes(taken(tmp_path, by=odi)) == {"a.md": "new"}


def test_an_audience_that_the_kind_lacks_is_refused(odi: Person, city: Unit) -> None:
    with refused("audience"):
        imports.begin_import(
            by=odi, source="x", kind=a_kind("article"), unit=city, audience="nobody", language="en",
            publishes=True,
        )  # fmt: skip


HOSTILE = """---
title: Pumps <script>alert(1)</script>
description: "<img src=x onerror=alert(2)>"
---
Start slowly. <script>alert(3)</script><style>p{display:none}</style>

<p onclick="alert(4)" style="position:fixed">Wait.</p><iframe src="//e.org"></iframe>

[Go](javascript:alert(5)) and <a href="javascript:alert(8)">go</a>

<svg><script>alert(6)</script></svg> [Again](data:text/html,<script>alert(7)</script>)
"""
LIVE = (
    "<script>alert", "<img src=x", "onclick=", "javascript:", "data:text/html", "<iframe", "<style>", "position:fixed",
)  # fmt: skip


def test_scripts_that_arrive_in_markdown_reach_no_reader(odi: Person, ana: Person, visit: Visit) -> None:
    taken(a_zip({"pumps.md": HOSTILE}), by=odi)
    item = Item.objects.get(kind="article")
    assert item.published is not None
    assert "Start slowly." in item.published.body
    assert [live for live in LIVE if live in item.published.body] == []
    page = visit(ana).get(item.get_absolute_url()).text
    shown = page[page.index("<article") : page.index("</article>")]
    assert [live for live in LIVE if live in shown] == []
