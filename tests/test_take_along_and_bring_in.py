"""What one takes along as Markdown can be brought in again: two rooms that don't know each other, one form."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest

from lubuk.domains.importing.tests.makers import outcomes, taken
from lubuk.domains.library.exporting.tests.makers import filled_shelves, made
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items import actions
from lubuk.foundation.items.models import Item, Link
from lubuk.shared.attachments.actions import claim_files, upload_file
from lubuk.shared.attachments.models import Attachment
from lubuk.shared.attachments.tests.makers import a_pdf
from tests.cast import a_draft, an_article

pytestmark = pytest.mark.django_db


def test_the_import_reads_the_markdown_again(ana: Person, ben: Person, odi: Person, tmp_path: Path) -> None:
    shelves = filled_shelves(ana, ben)
    made("markdown", ana).extractall(tmp_path / "taken")
    before = set(Item.objects.values_list("pk", flat=True))
    run = taken(tmp_path / "taken", by=odi)
    assert set(outcomes(run).values()) == {"new"}
    again = Item.objects.exclude(pk__in=before)
    pump = again.get(title=" ".join(shelves.pump.title.split()))
    body = pump.published.body if pump.published else ""
    secret = again.get(title="Secret key")
    assert f'data-item="{secret.pk}"' in body
    assert re.search(r'<img src="/files/\d+/[^"]+" alt="A pump"', body)
    assert "<td>9</td>" in body


def test_which_page_replaces_which_comes_back(ana: Person, ben: Person, odi: Person, tmp_path: Path) -> None:
    new, old = an_article(by=ana, title="Valves today"), an_article(by=ana, title="Valves in 2019")
    actions.link(new, old, "replaces", by=ana)
    made("markdown", ana).extractall(tmp_path / "taken")
    before = set(Item.objects.values_list("pk", flat=True))
    taken(tmp_path / "taken", by=odi)
    link = Link.objects.get(meaning="replaces", source__in=Item.objects.exclude(pk__in=before))
    assert (link.source.title, link.target.title) == ("Valves today", "Valves in 2019")


@pytest.mark.parametrize("body", ["<p>Read page 2 first.</p>", ""])
def test_a_file_comes_back_in_its_field_with_the_fields_beside_it(
    ana: Person, odi: Person, tmp_path: Path, body: str
) -> None:
    paper, form = (upload_file(BytesIO(a_pdf(name)), f"{name}.pdf", by=ana) for name in ("rules", "form"))
    item = a_draft(
        by=ana, kind="document", title="Rules of the pump house", body=body,
        fields={
            "file": [{"file": str(paper.key), "name": "rules.pdf", "about": "As signed"}],
            "_files": [{"file": str(form.key), "name": "form.pdf", "about": ""}],
            "issued_by": "Water agency; harbour", "pages": "2", "dated": "2026-03-05",
        },
    )  # fmt: skip
    claim_files(item, by=ana)
    actions.publish(item, by=ana)
    made("markdown", ana).extractall(tmp_path / "taken")
    run = taken(tmp_path / "taken", by=odi)
    again = Item.objects.exclude(pk=item.pk).get(kind="document")
    before, after = item.published, again.published
    assert before is not None
    assert after is not None
    assert set(outcomes(run).values()) == {"new"}
    assert (after.title, after.body) == (before.title, before.body)
    plain = ("issued_by", "pages", "dated")
    assert [after.fields[name] for name in plain] == [before.fields[name] for name in plain]
    for name, stem, about in (("file", "rules", "As signed"), ("_files", "form", "")):
        (row,) = after.fields[name]
        kept = Attachment.objects.get(key=row["file"])
        assert (kept.item, row["name"], row["about"]) == (again, f"{stem}.pdf", about)


def test_where_its_kind_is_unknown_the_files_hang_on_the_text(
    ana: Person, odi: Person, tmp_path: Path
) -> None:
    paper = upload_file(BytesIO(a_pdf("rules")), "rules.pdf", by=ana)
    item = a_draft(by=ana, kind="document", fields={"file": [{"file": str(paper.key), "name": "rules.pdf"}]})
    claim_files(item, by=ana)
    actions.publish(item, by=ana)
    place = tmp_path / "taken"
    made("markdown", ana).extractall(place)
    index = place / "lubuk.json"
    index.write_text(index.read_text().replace('"kind": "document"', '"kind": "scroll"'))
    taken(place, by=odi)
    again = Item.objects.exclude(pk=item.pk).get(kind="article")
    assert again.published is not None
    assert [row["name"] for row in again.published.fields["_files"]] == ["rules.pdf"]
