"""Destroying what is over: proposed, approved twice, carried out whole or not at all, and proven."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from lubuk.foundation.access.actions import give_role
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items import actions
from lubuk.foundation.items.models import Endorsement, Item, Link, Version
from lubuk.foundation.units.models import Unit
from lubuk.shared.attachments.actions import upload_picture
from lubuk.shared.attachments.models import Attachment
from lubuk.shared.attachments.tests.makers import a_picture
from lubuk.shared.retention.actions import approve, carry_out, disposing, propose, stop
from lubuk.shared.retention.fingerprint import digest_of
from lubuk.shared.retention.models import Disposal, DoomedFile, Stub
from lubuk.shared.retention.queries import gone_for
from lubuk.shared.retention.tests.makers import a_class, a_hold, acts_about, an_old_article, later, withdrawn
from lubuk.shared.search.engine import Engine
from lubuk.shared.search.outbox import catch_up
from tests.cast import a_person, a_step, an_article, fresh, not_allowed, refused, trail_of

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def bos(city: Unit) -> Person:
    """Manages the city: the one who signs."""
    bos = a_person("bos", city)
    give_role(bos, "manager", by=None, unit=city)
    return bos


@pytest.fixture
def old(ana: Person, odi: Person, monkeypatch: pytest.MonkeyPatch) -> Item:
    a_class(by=odi)
    return an_old_article(monkeypatch, by=ana, audience="public")


def a_disposal(*items: Item, by: Person) -> Disposal:
    assert by.unit is not None
    return propose(items, by=by, institution=by.unit, reason="The years are over.")


def approved(disposal: Disposal, *people: Person) -> Disposal:
    for person in people:
        approve(disposal, by=person)
    return disposal


def test_two_others_approve_and_it_is_gone(old: Item, odi: Person, adi: Person, bos: Person) -> None:
    number, digest = old.number, digest_of(old)
    disposal = approved(a_disposal(old, by=odi), adi, bos)
    assert carry_out(disposal, by=odi) == 1
    assert not Item.objects.exists()
    assert not Version.objects.exists()
    stub = Stub.objects.get()
    assert (stub.number, stub.digest, stub.versions, stub.class_code) == (number, digest, 1, "KM.02")


def test_the_trail_tells_all_of_it(old: Item, odi: Person, adi: Person, bos: Person) -> None:
    disposal = approved(a_disposal(old, by=odi), adi, bos)
    carry_out(disposal, by=odi)
    said = ["DisposalProposed", "DisposalApproved", "DisposalApproved", "DisposalCarriedOut"]
    assert acts_about(f"disposal {disposal.pk}") == said
    assert trail_of(old)[-1] == ("odi", "Destroyed")


def test_what_hung_on_it_goes_too(
    ana: Person, dora: Person, odi: Person, adi: Person, bos: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Endorsements, links and acknowledgements hold rows of their own; none may stand in the way or stay."""
    a_class(by=odi)
    item = an_article(by=ana)
    other = an_article(
        by=ana, body=f'<p><a data-item="{item.pk}" href="/items/{item.pk}/">#{item.pk}</a></p>'
    )
    actions.endorse(item, by=dora)
    actions.take_step(fresh(item), a_step(item, "withdraw"), by=dora, reason="Old.")
    later(monkeypatch, 4)
    carry_out(approved(a_disposal(fresh(item), by=odi), adi, bos), by=odi)
    assert list(Item.objects.all()) == [other]
    assert not Endorsement.objects.exists()
    assert not Link.objects.exists()


def test_its_files_go_from_the_store(
    ana: Person, odi: Person, adi: Person, bos: Person, old: Item, django_capture_on_commit_callbacks: object
) -> None:
    picture = upload_picture(SimpleUploadedFile("valve.png", a_picture()), by=ana)
    name = str(picture.file)
    Attachment.objects.filter(pk=picture.pk).update(item=old)
    disposal = approved(a_disposal(old, by=odi), adi, bos)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        carry_out(disposal, by=odi)
    assert not default_storage.exists(name)
    assert not DoomedFile.objects.exists()
    assert Stub.objects.get().files == 1


def a_file() -> ContentFile[bytes]:
    return ContentFile(b"RIFF")


def test_a_file_that_a_kill_left_is_removed_the_next_day(old: Item) -> None:
    name = default_storage.save("pictures/left.webp", a_file())
    DoomedFile.objects.create(name=name)
    assert disposing.remove_doomed() == 1
    assert not default_storage.exists(name)


def test_one_that_may_not_go_keeps_them_all(
    ana: Person, odi: Person, adi: Person, bos: Person, city: Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_class(by=odi)
    items = [withdrawn(an_article(by=ana)) for _ in range(3)]
    later(monkeypatch, 4)
    disposal = approved(a_disposal(*items, by=odi), adi, bos)
    a_hold(city, items[2], by=odi)
    with refused("legal hold"):
        carry_out(disposal, by=odi)
    assert Item.objects.count() == 3


def test_a_break_in_the_middle_leaves_everything(
    ana: Person, odi: Person, adi: Person, bos: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_class(by=odi)
    items = [withdrawn(an_article(by=ana)) for _ in range(3)]
    later(monkeypatch, 4)
    disposal = approved(a_disposal(*items, by=odi), adi, bos)
    unbind, seen = disposing.unbind, []

    def break_at_the_second(item: Item) -> None:
        seen.append(item)
        if len(seen) == 2:
            raise OSError("the plug was pulled")
        unbind(item)

    monkeypatch.setattr(disposing, "unbind", break_at_the_second)
    with pytest.raises(OSError, match="plug"):
        carry_out(disposal, by=odi)
    assert Item.objects.count() == 3
    assert not Stub.objects.exclude(digest="").exists()


def test_search_forgets_it(old: Item, odi: Person, adi: Person, bos: Person, an_index: Engine) -> None:
    """It was withdrawn and so not in the index; a leftover of it is told to go."""
    catch_up(an_index)
    before = an_index.position()
    carry_out(approved(a_disposal(old, by=odi), adi, bos), by=odi)
    catch_up(an_index)
    assert an_index.position() != before


def test_the_proposer_does_not_approve(old: Item, odi: Person) -> None:
    disposal = a_disposal(old, by=odi)
    with not_allowed("not who proposed it"):
        approve(disposal, by=odi)


def test_nobody_approves_twice(old: Item, odi: Person, adi: Person) -> None:
    disposal = approved(a_disposal(old, by=odi), adi)
    with not_allowed("once each"):
        approve(disposal, by=adi)


def test_who_owns_or_wrote_one_does_not_approve(
    odi: Person, adi: Person, bos: Person, ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_class(by=odi)
    item = an_article(by=adi)
    actions.name_authors(item, [bos], by=adi)
    withdrawn(fresh(item))
    later(monkeypatch, 4)
    disposal = a_disposal(fresh(item), by=odi)
    for person in (adi, bos):
        with not_allowed("owns or wrote"):
            approve(disposal, by=person)


@pytest.mark.parametrize("name", ["ana", "ben", "dora", "mia", "ed", "fay", "nia"])
def test_others_have_no_say(name: str, old: Item, odi: Person, request: pytest.FixtureRequest) -> None:
    disposal, person = a_disposal(old, by=odi), request.getfixturevalue(name)
    with not_allowed():
        approve(disposal, by=person)
    with not_allowed():
        stop(disposal, by=person, reason="No.")
    with not_allowed():
        carry_out(disposal, by=person)
    with not_allowed():
        propose([old], by=person, institution=disposal.institution, reason="Mine.")


def test_one_approval_is_not_enough(old: Item, odi: Person, adi: Person) -> None:
    disposal = approved(a_disposal(old, by=odi), adi)
    with refused("Two people"):
        carry_out(disposal, by=odi)


def test_it_is_carried_out_once(old: Item, odi: Person, adi: Person, bos: Person) -> None:
    disposal = approved(a_disposal(old, by=odi), adi, bos)
    carry_out(disposal, by=odi)
    with not_allowed():
        carry_out(disposal, by=odi)


def test_stopped_it_stays_and_can_be_proposed_again(old: Item, odi: Person, bos: Person) -> None:
    disposal = a_disposal(old, by=odi)
    stop(disposal, by=bos, reason="We still need it.")
    with not_allowed():
        approve(disposal, by=bos)
    assert a_disposal(old, by=odi).is_open


def test_what_is_not_ripe_is_not_proposed(
    ana: Person, odi: Person, nia: Person, city: Unit, old: Item, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh_one, theirs = withdrawn(an_article(by=ana)), an_article(by=nia)
    with refused("time is not over"):
        a_disposal(fresh_one, by=odi)
    with refused("another institution"):
        a_disposal(theirs, by=odi)
    with refused("Choose at least one"):
        a_disposal(by=odi)
    a_hold(city, old, by=odi)
    with refused("under a legal hold"):
        a_disposal(old, by=odi)


def test_what_readers_still_see_is_withdrawn_first(
    ana: Person, odi: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_class(by=odi, trigger="published")
    item = an_article(by=ana)
    later(monkeypatch, 4)
    with refused("withdraw it first"):
        a_disposal(fresh(item), by=odi)


def test_nothing_stands_in_two_proposals(old: Item, odi: Person) -> None:
    a_disposal(old, by=odi)
    with refused("another proposal"):
        a_disposal(old, by=odi)


def test_what_is_appraised_again_or_kept_is_not_destroyed(old: Item, odi: Person) -> None:
    a_class(by=odi, final_act="review")
    with refused("doesn't say that it is destroyed"):
        a_disposal(old, by=odi)


def test_published_again_since_it_stays(
    old: Item, ana: Person, odi: Person, adi: Person, bos: Person
) -> None:
    disposal = approved(a_disposal(old, by=odi), adi, bos)
    actions.take_step(old, a_step(old, "publish-again"), by=ana)
    with refused("time is not over"):
        carry_out(disposal, by=odi)


def test_only_those_for_whom_it_was_learn_that_it_is_gone(
    ana: Person, odi: Person, adi: Person, bos: Person, nia: Person, stranger: Person,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    a_class(by=odi)
    for_all, for_staff = (withdrawn(an_article(by=ana, audience=a)) for a in ("public", "institution"))
    later(monkeypatch, 4)
    carry_out(approved(a_disposal(for_all, for_staff, by=odi), adi, bos), by=odi)
    numbers = [stub.item_id for stub in Stub.objects.order_by("item_id")]
    for person, expected in ((stranger, [True, False]), (nia, [True, False]), (ana, [True, True])):
        assert [gone_for(person, item_id=number) is not None for number in numbers] == expected


def test_a_due_day_is_kept_with_the_stub(old: Item, odi: Person) -> None:
    a_disposal(old, by=odi)
    assert Stub.objects.get().due <= timezone.localdate() - timedelta(days=300)
