"""The workshop as an officer uses it, who never saw YAML."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from lubuk.domains.kinds.opening import opened_or_404
from lubuk.domains.kinds.tasks import move_items, resume_moving
from lubuk.domains.kinds.tests.workshop import ROOM, a_form, reading, text_of
from lubuk.foundation.accounts.models import Person, Stranger
from lubuk.foundation.items.kinds.definition import FieldDefinition
from lubuk.foundation.items.kinds.files import FILES
from lubuk.foundation.items.kinds.registry import get, kinds_and_flows
from lubuk.foundation.shaping.following import follow
from lubuk.foundation.shaping.models import Definition, Moving
from lubuk.foundation.shaping.moving import ask_to_move
from lubuk.foundation.shaping.tests.makers import A_TOUR, GUIDE, TOUR, a_shaped_kind, guide_without_time
from tests.cast import Visit, a_draft, everything, trail_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("with_contexts")]

GUIDES = f"{ROOM}kind/guide/"
PLACES = [
    ROOM, f"{ROOM}import/", f"{ROOM}export.zip",
    f"{ROOM}add/kind/", f"{ROOM}add/flow/", GUIDES, f"{GUIDES}words/", f"{GUIDES}text/", f"{GUIDES}text.yaml",
    f"{GUIDES}fields/add/", f"{GUIDES}fields/add/?type=rows", f"{GUIDES}fields/for_whom/", f"{ROOM}flow/reviewed/",
    f"{ROOM}flow/reviewed/states/draft/", f"{ROOM}flow/reviewed/steps/approve/",
    f"{ROOM}kind/regulation/fields/changed_by/", f"{GUIDES}register/", f"{ROOM}flow/reviewed/reminders/",
    f"{ROOM}kind/project/fields/stages/columns/add/", f"{ROOM}kind/project/fields/stages/columns/paid/",
]  # fmt: skip


def test_an_officer_makes_a_kind_and_a_colleague_writes_one(adi: Person, ana: Person, visit: Visit) -> None:
    officer = visit(adi)
    sent = a_form(officer, f"{ROOM}add/kind/", name_en="Study tour", name_id="Studi banding", plural_en="Study tours",
                  plural_id="Studi banding", purpose_en="What you saw.", purpose_id="Yang Anda lihat.")  # fmt: skip
    assert officer.post(f"{ROOM}add/kind/", sent)["Location"] == f"{ROOM}kind/study-tour/"
    tour = f"{ROOM}kind/study-tour/"
    field = a_form(officer, f"{tour}fields/add/?type=choice", label_en="Form", label_id="Bentuk", required="publish") | {
        "choices-0-in_en": "Visit", "choices-0-in_id": "Kunjungan",
        "choices-1-in_en": "Call", "choices-1-in_id": "Panggilan",
    }  # fmt: skip
    assert officer.post(f"{tour}fields/add/?type=choice", field).status_code == 302
    assert "No page is there that it would touch" in reading(officer, f"{tour}put-in-force/")
    assert officer.post(f"{tour}put-in-force/", {"revision": "2"})["Location"] == tour
    assert "Study tour" in reading(visit(ana), "/share/")
    assert "Panggilan" not in reading(visit(ana), "/share/study-tour/")
    assert "Call" in reading(visit(ana), "/share/study-tour/")


def how_full(field: FieldDefinition) -> int:
    return sum(bool(value) for value in vars(field).values())


def test_what_the_form_shows_is_what_it_keeps(adi: Person, visit: Visit) -> None:
    """Each shipped kind, opened and kept unchanged, is the kind it was; of each type of field the fullest stands for
    all of that type.
    """
    officer, fullest = visit(adi), dict[str, FieldDefinition]()
    for kind in kinds_and_flows()[0].values():
        for field in kind.fields:
            fullest[field.type] = max(fullest.get(field.type, field), field, key=how_full)
    for key, kind in kinds_and_flows()[0].items():
        address = f"{ROOM}kind/{key}/words/"
        assert officer.post(address, a_form(officer, address)).status_code == 302, key
        for field in (field for field in kind.fields if field != FILES and field is fullest[field.type]):
            address = f"{ROOM}kind/{key}/fields/{field.name}/"
            assert officer.post(address, a_form(officer, address)).status_code == 302, address
        after = opened_or_404("kind", key).kind
        assert after is not None
        assert (after.fields, after.complete, after.begin, after.offers) == (
            kind.fields,
            kind.complete,
            kind.begin,
            kind.offers,
        )
        assert (after.names, after.title_help, after.body_help) == (
            kind.names,
            kind.title_help,
            kind.body_help,
        )


def test_so_is_each_flow(adi: Person, visit: Visit) -> None:
    officer = visit(adi)
    for key, flow in kinds_and_flows()[1].items():
        for part, names in (("states", flow.states), ("steps", flow.steps)):
            for each in names:
                address = f"{ROOM}flow/{key}/{part}/{each.name}/"
                assert officer.post(address, a_form(officer, address)).status_code == 302, address
        assert opened_or_404("flow", key).flow == flow


def test_a_mistake_is_said_at_its_field_and_nothing_is_kept(adi: Person, visit: Visit) -> None:
    officer, address = visit(adi), f"{GUIDES}words/"
    before = everything()
    answer = officer.post(address, a_form(officer, address, number="guide 1", plural_id="", title_help_id=""))
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"number", "plural_id", "title_help_id"}
    assert "guide 1" in answer.content.decode()
    assert everything()["shaping.Definition"] == before["shaping.Definition"]


def test_a_flow_without_the_step_a_field_waits_for_is_refused_in_words(adi: Person, visit: Visit) -> None:
    """The reader of packs finds it, and the page says it."""
    officer = visit(adi)
    text = A_TOUR.replace("flow: open", "flow: reviewed") + (
        "fields:\n  - {field: seen, type: text, label: {en: Seen, id: Dilihat}, required: submit}\n"
    )
    a_shaped_kind(TOUR, text, by=adi)
    answer = officer.post(f"{ROOM}flow/reviewed/steps/submit/remove/", {"revision": "0"}, follow=True)
    assert "something else hangs on it" in text_of(answer)
    assert not Definition.objects.filter(key="reviewed").exists()


def test_markup_in_a_hint_stays_words(adi: Person, ana: Person, visit: Visit) -> None:
    evil = "<script>alert(1)</script><b>bold</b>"
    hint = f"{{en: '{evil}', id: x}}"
    field = f"{{field: a, type: text, label: {{en: A, id: A}}, help: {hint}, example: {hint}}}"
    text = A_TOUR + f"title: {{help: {hint}}}\nfields:\n  - {field}\n"
    a_shaped_kind(TOUR, text, by=adi)
    for page in (
        visit(ana).get("/share/tour/"),
        visit(adi).get(f"{ROOM}kind/tour/words/"),
        visit(adi).get(f"{ROOM}kind/tour/"),
    ):
        assert b"<script>alert" not in page.content
        assert b"<b>bold" not in page.content
        assert b"&lt;script&gt;alert" in page.content


def test_the_preview_shows_what_is_not_kept(adi: Person, visit: Visit) -> None:
    officer, address = visit(adi), f"{GUIDES}fields/for_whom/"
    answer = officer.post(address, a_form(officer, address, label_en="Who does this", preview="yes"))
    assert answer.status_code == 200
    preview = answer.context["preview"]
    assert [str(field.label) for field in preview.fields] == ["Who does this"]
    assert [part.label for part in preview.facts] == ["Who does this"]
    assert not Definition.objects.exists()


def test_a_field_is_moved_and_taken_out(adi: Person, visit: Visit) -> None:
    officer = visit(adi)
    officer.post(f"{GUIDES}fields/steps_time/move/", {"revision": "0", "to": "up"})
    guide = opened_or_404("kind", "guide").kind
    assert guide is not None
    assert [field.name for field in guide.fields if field != FILES] == ["steps_time", "for_whom"]
    officer.post(f"{GUIDES}fields/for_whom/remove/", {"revision": "1"})
    guide = opened_or_404("kind", "guide").kind
    assert guide is not None
    assert [field.name for field in guide.fields if field != FILES] == ["steps_time"]
    assert guide.complete == ("summary", "body", "subjects")


def test_the_name_of_a_field_that_was_is_not_given_again(adi: Person, visit: Visit) -> None:
    """What was written under it would turn up in the new one."""
    a_shaped_kind(GUIDE, guide_without_time(), by=adi)
    officer, address = visit(adi), f"{GUIDES}fields/add/?type=number"
    officer.post(address, a_form(officer, address, label_en="Steps time", label_id="Waktu"))
    guide = opened_or_404("kind", "guide").kind
    assert guide is not None
    assert [field.name for field in guide.fields if field != FILES][-1] == "steps_time2"


def test_yaml_with_a_mistake_is_kept_on_the_page_and_said_with_its_line(adi: Person, visit: Visit) -> None:
    answer = visit(adi).post(f"{GUIDES}text/", {"text": "kind: guide\nflow: opn\n", "revision": "0"})
    assert answer.status_code == 422
    assert 'line 2, kind guide: flow "opn" is unknown; did you mean "open"?' in text_of(answer)
    assert "flow: opn" in answer.content.decode()


def test_a_version_is_compared_and_comes_back(adi: Person, visit: Visit) -> None:
    a_shaped_kind(TOUR, A_TOUR, by=adi)
    a_shaped_kind(TOUR, A_TOUR.replace("Study tour,", "Visit,"), by=adi)
    officer, tour = visit(adi), f"{ROOM}kind/tour/"
    assert "- en: Study tour + en: Visit" in reading(officer, f"{tour}versions/2/")
    officer.post(f"{tour}versions/1/restore/", {"revision": "4"})
    assert Definition.objects.get(key="tour").draft == A_TOUR


def test_going_back_and_moving_all_are_one_press(adi: Person, ana: Person, visit: Visit) -> None:
    a_draft(by=ana, kind="guide", fields={"steps_time": "Two hours"})
    a_shaped_kind(GUIDE, guide_without_time(), by=adi)
    officer = visit(adi)
    assert "1 page follows an earlier form" in reading(officer, GUIDES)
    assert "0 of 1 are moved" in text_of(officer.post(f"{GUIDES}move-all/", follow=True))
    officer.post(f"{GUIDES}give-back/", {"revision": "2"})
    follow()
    guide = get("guide")
    assert guide is not None
    assert guide.field("steps_time")


def test_an_interrupted_moving_is_seen_and_goes_on_with_one_press(
    adi: Person, ana: Person, visit: Visit
) -> None:
    a_draft(by=ana, kind="guide", fields={"steps_time": "Two hours"})
    a_shaped_kind(GUIDE, guide_without_time(), by=adi)
    officer = visit(adi)
    officer.post(f"{GUIDES}move-all/")
    assert "Go on now" not in reading(officer, GUIDES)
    Moving.objects.update(beat_at=timezone.now() - timedelta(minutes=5))
    assert "It was interrupted Nothing has been moved since" in reading(officer, GUIDES)
    officer.post(f"{GUIDES}move-all/")
    assert Moving.objects.count() == 1
    move_items.call(Moving.objects.get().pk)
    assert "1 page was moved" in reading(officer, GUIDES)


def test_the_worker_goes_on_with_it_by_itself(adi: Person, ana: Person) -> None:
    item = a_draft(by=ana, kind="guide", fields={"steps_time": "Two hours"})
    a_shaped_kind(GUIDE, guide_without_time(), by=adi)
    ask_to_move("guide", by=adi)
    Moving.objects.update(beat_at=timezone.now() - timedelta(minutes=5))
    resume_moving()
    for job in DBTaskResult.objects.filter(task_path=move_items.module_path):
        move_items.call(*job.args_kwargs["args"])
    assert trail_of(item)[-1] == ("adi", "MovedToKindVersion")


@pytest.mark.parametrize("address", PLACES)
def test_it_is_there_for_those_who_may_shape_kinds_alone(
    address: str, cast: dict[str, Person | Stranger], visit: Visit
) -> None:
    """With the harbour authority beside the city, the city's officer alone doesn't speak for both."""
    may = {name for name, person in cast.items() if visit(person).get(address).status_code == 200}
    assert may == {"adi"}


@pytest.mark.parametrize("address", [
    f"{ROOM}kind/nothing/", f"{ROOM}page/guide/", f"{GUIDES}steps/for_whom/", f"{GUIDES}fields/nothing/",
    f"{GUIDES}versions/1/", f"{GUIDES}versions/99999999999999999999/", f"{ROOM}flow/open/register/",
])  # fmt: skip
def test_what_is_not_there_is_not_found(address: str, adi: Person, visit: Visit) -> None:
    assert visit(adi).get(address).status_code == 404


def test_the_list_costs_the_same_however_many_there_are(
    adi: Person, visit: Visit, django_assert_max_num_queries: Any
) -> None:
    for number in range(8):
        a_shaped_kind(
            ("kind", f"tour-{number}"), A_TOUR.replace("kind: tour", f"kind: tour-{number}"), by=adi
        )
    officer = visit(adi)
    officer.get(ROOM)
    with django_assert_max_num_queries(12):
        officer.get(ROOM)


def test_an_officer_says_which_day_closes_a_matter_and_that_field_stays_while_it_does(
    adi: Person, visit: Visit
) -> None:
    officer, project = visit(adi), f"{ROOM}kind/project/"
    assert a_form(officer, f"{project}words/")["closes"] == "ran"
    for day in ("", "ran"):
        officer.post(f"{project}words/", a_form(officer, f"{project}words/", closes=day))
        assert (kind := opened_or_404("kind", "project").kind)
        assert kind.closes == day
    revision = str(opened_or_404("kind", "project").revision)
    said = text_of(officer.post(f"{project}fields/ran/remove/", {"revision": revision}, follow=True))
    assert "something else hangs on it" in said
    assert "“closes”" in said or '"closes"' in said
