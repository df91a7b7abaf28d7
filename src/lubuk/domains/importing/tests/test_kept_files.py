"""Files that stay what they are: they become items that have them attached, and are found by what is in them."""

from __future__ import annotations

import pytest

from lubuk.domains.importing.tests.makers import a_zip, outcomes, taken, why
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.models import Item, Link, Phase
from lubuk.shared.attachments.models import Attachment
from lubuk.shared.attachments.tests.makers import a_pdf
from tests.cast import Visit

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def test_a_paper_becomes_a_document_with_the_file(odi: Person, ana: Person, visit: Visit) -> None:
    run = taken(a_zip({"rules/Water-rules_2024.PDF": a_pdf("The first page")}), by=odi)
    assert outcomes(run) == {"rules/Water-rules_2024.PDF": "new"}
    item = Item.objects.get(kind="document")
    assert (item.title, item.phase) == ("Water rules 2024", Phase.PUBLISHED)
    paper = Attachment.objects.get()
    assert (paper.item, paper.content.format) == (item, "pdf")
    assert visit(ana).get(paper.get_absolute_url()).status_code == 200
    assert paper.get_absolute_url() in visit(ana).get(item.get_absolute_url()).text
    assert Link.objects.filter(target=item, meaning=Link.PART).exists()


def test_the_same_paper_under_two_names_comes_once(odi: Person) -> None:
    run = taken(a_zip({"a.pdf": a_pdf("One"), "copy of a.pdf": a_pdf("One")}), by=odi)
    assert outcomes(run) == {"a.pdf": "new", "copy of a.pdf": "double"}
    assert "a.pdf" in why(run, "copy of a.pdf")


def test_a_paper_that_has_changed_becomes_the_next_version(odi: Person) -> None:
    taken(a_zip({"a.pdf": a_pdf("One")}), by=odi)
    run = taken(a_zip({"a.pdf": a_pdf("Two")}), by=odi)
    assert outcomes(run) == {"a.pdf": "changed"}
    item = Item.objects.get(kind="document")
    assert item.versions.exclude(published_at=None).count() == 2
    assert item.attachments.count() == 2  # the version before has its own


def test_a_recording_waits_as_a_draft_for_what_must_be_said_of_it(odi: Person) -> None:
    sound = b"RIFF\x24\x00\x00\x00WAVEfmt \x10\x00\x00\x00" + bytes(28)
    run = taken(a_zip({"talk.wav": sound}), by=odi)
    assert outcomes(run) == {"talk.wav": "new"}
    assert why(run, "talk.wav").startswith("A draft: ")


def test_a_program_that_pretends_to_be_a_paper_is_refused(odi: Person) -> None:
    run = taken(a_zip({"rules.pdf": b"MZ" + bytes(200)}), by=odi)
    assert outcomes(run) == {"rules.pdf": "refused"}
    assert not Item.objects.filter(kind="document").exists()
    assert not Attachment.objects.exclude(item=None).exists()
