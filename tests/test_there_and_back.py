"""What was taken along as Markdown comes back as it was: texts, files, collections and their order."""

from __future__ import annotations

import io

import pytest
from django.conf import settings
from django.core.files.base import ContentFile

from lubuk.domains.importing import actions as importing
from lubuk.domains.importing.models import Import
from lubuk.domains.importing.running import advance
from lubuk.domains.library import actions as library
from lubuk.domains.library.models import Export
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items import actions
from lubuk.foundation.items.kinds.files import FILES
from lubuk.foundation.items.models import Item
from lubuk.foundation.units.models import Unit
from lubuk.shared.attachments.actions import claim_files, upload_file
from lubuk.shared.attachments.models import Attachment
from lubuk.shared.attachments.tests.makers import a_pdf
from tests.cast import a_draft, a_kind, an_article

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _data_of_its_own(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "DATA", tmp_path_factory.mktemp("data"))


def taken_along(by: Person, whole: Item) -> bytes:
    export = library.ask_for_export("markdown", by=by, item=whole)
    library.make_export(export)
    return bytes(Export.objects.get(pk=export.pk).file.read())


def brought_in(sent: bytes, by: Person, unit: Unit) -> Import:
    run = importing.begin_import(
        by=by, source="theirs", kind=a_kind("article"), unit=unit, audience="institution", language="en",
        publishes=True, upload=ContentFile(sent), upload_name="theirs.zip",
    )  # fmt: skip
    advance(run)
    importing.take_import(run, by=by)
    advance(run)
    return run


def shelves(by: Person) -> Item:
    attachment = upload_file(io.BytesIO(a_pdf("Where the pipes lie.")), "Plan.pdf", by=by)
    rows = [{"file": str(attachment.key), "name": "Plan.pdf", "about": "Where the pipes lie"}]
    pumps = a_draft(by=by, title="Pumps", body="<p>Start slowly.</p>", fields={FILES.name: rows})
    claim_files(pumps, by=by)
    actions.publish(pumps, by=by)
    whole, inner = (an_article(by=by, kind="collection", title=title) for title in ("Water", "Machines"))
    valves, alarms = (an_article(by=by, title=title) for title in ("Valves", "Alarms"))
    actions.add_parts(inner, [valves, pumps], by=by)
    actions.add_parts(whole, [inner, alarms], by=by)
    return whole


def test_collections_come_back_in_their_order(odi: Person, ana: Person, health: Unit) -> None:
    run = brought_in(taken_along(ana, shelves(ana)), odi, health)
    assert {row.outcome for row in run.entries.all()} == {"new"}
    water, machines = (Item.objects.get(title=title, unit=health) for title in ("Water", "Machines"))
    assert [item.title for item in Item.objects.parts_of(water.pk)] == ["Machines", "Alarms"]
    assert [item.title for item in Item.objects.parts_of(machines.pk)] == ["Valves", "Pumps"]
    assert water.kind == "collection"


def test_files_come_back_on_their_page_with_what_was_said_of_them(
    odi: Person, ana: Person, health: Unit
) -> None:
    brought_in(taken_along(ana, shelves(ana)), odi, health)
    pumps = Item.objects.get(title="Pumps", unit=health)
    assert pumps.published is not None
    assert pumps.published.body == "<p>Start slowly.</p>"
    (row,) = pumps.published.fields[FILES.name]
    assert (row["name"], row["about"]) == ("Plan.pdf", "Where the pipes lie")
    assert Attachment.objects.get(key=row["file"]).item == pumps
    assert not Item.objects.filter(kind="document").exists()
