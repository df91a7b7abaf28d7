"""Asking for an export, and who fetches it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from lubuk.domains.library import actions
from lubuk.domains.library.exporting import standing_site
from lubuk.domains.library.models import Export
from lubuk.domains.library.tasks import make_export
from lubuk.foundation.accounts.models import Person, Stranger
from lubuk.foundation.refusal import NotAllowed
from tests.cast import Visit, an_article, not_allowed, refused

pytestmark = pytest.mark.django_db


def an_export(person: Person) -> Export:
    export = actions.ask_for_export("markdown", by=person)
    actions.make_export(export)
    return Export.objects.get(pk=export.pk)


def test_only_its_asker_fetches_it(ana: Person, cast: dict[str, Person | Stranger], visit: Visit) -> None:
    address = f"/exports/{an_export(ana).pk}/"
    for name, person in cast.items():
        expected = 200 if name == "ana" else 302 if name == "stranger" else 404
        assert visit(person).get(address).status_code == expected, name


def test_asked_for_in_the_browser_and_made_by_the_worker(ana: Person, visit: Visit) -> None:
    item = an_article(by=ana, title="Pumps")
    client = visit(ana)
    assert "Pumps" in client.get(f"/exports/?item={item.pk}").content.decode()
    said = client.post("/exports/", {"form": "site", "item": item.pk}, follow=True).content.decode()
    assert "Waits for its turn" in said
    export = Export.objects.get()
    make_export.call(export.pk)
    assert "Download" in client.get("/exports/").content.decode()
    fetched = client.get(f"/exports/{export.pk}/")
    assert fetched.headers["Cache-Control"] == "private, no-store"
    assert b"".join(fetched.streaming_content).startswith(b"PK")  # type: ignore[attr-defined]


def test_what_one_may_not_see_is_not_exported(ana: Person, cleo: Person, visit: Visit) -> None:
    secret = an_article(by=ana, audience="unit")
    with not_allowed():
        actions.ask_for_export("site", by=cleo, item=secret)
    assert visit(cleo).get(f"/exports/?item={secret.pk}").status_code == 404
    assert visit(cleo).post("/exports/", {"form": "site", "item": secret.pk}).status_code == 404


@pytest.mark.parametrize("name", ["ana", "dora", "mia", "odi", "ed", "fay", "nia"])
def test_the_installation_is_for_administrators(
    name: str, request: pytest.FixtureRequest, visit: Visit
) -> None:
    person = request.getfixturevalue(name)
    with not_allowed("Only an administrator"):
        actions.ask_for_export("installation", by=person)
    assert "The whole installation" not in visit(person).get("/exports/").content.decode()


def test_who_is_no_administrator_any_more_gets_nothing(adi: Person) -> None:
    export = actions.ask_for_export("installation", by=adi)
    adi.is_active = False
    adi.save()
    with pytest.raises(NotAllowed):
        actions.make_export(Export.objects.get(pk=export.pk))
    assert not Export.objects.get(pk=export.pk).file


def test_what_goes_wrong_is_told_to_the_asker(
    ana: Person, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    an_article(by=ana)
    export = actions.ask_for_export("site", by=ana)
    monkeypatch.setattr(standing_site, "ASSETS", standing_site.ASSETS / "gone")
    with pytest.raises(FileNotFoundError):
        actions.make_export(export)
    assert "It could not be made" in visit(ana).get("/exports/").content.decode()


def test_one_person_does_not_keep_the_worker_to_themselves(ana: Person) -> None:
    for _time in range(2):
        actions.ask_for_export("site", by=ana)
    with refused("Two of yours"):
        actions.ask_for_export("site", by=ana)
    Export.objects.update(asked_at=timezone.now() - timedelta(hours=7))  # the worker was killed
    assert actions.ask_for_export("site", by=ana).is_waiting


def test_after_a_week_they_are_swept(ana: Person) -> None:
    old, new = an_export(ana), an_export(ana)
    Export.objects.filter(pk=old.pk).update(asked_at=timezone.now() - timedelta(days=8))
    assert actions.sweep_exports() == 1
    assert not old.file.storage.exists(str(old.file))
    assert new.file.storage.exists(str(new.file))


@pytest.mark.parametrize(
    ("form", "item"), [("docx", ""), ("", ""), ("site", "x"), ("site", "9" * 30), ("site", "-1")]
)
def test_what_is_no_export_is_refused(ana: Person, visit: Visit, form: str, item: str) -> None:
    visit(ana).post("/exports/", {"form": form, "item": item})
    assert not Export.objects.exists()
