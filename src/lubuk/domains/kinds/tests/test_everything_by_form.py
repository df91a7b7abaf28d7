"""Whatever a pack can say can be said in a form, and a form that is opened and kept changes nothing."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings

from lubuk.domains.kinds.opening import opened_or_404
from lubuk.domains.kinds.tests.workshop import ROOM, a_form, kept, reading, text_of
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.kinds.definition import Condition, FieldDefinition, Flow, Kind, Reminder, Step
from lubuk.foundation.shaping.models import Definition
from lubuk.foundation.shaping.tests.makers import A_TOUR, a_shaped_kind
from tests.cast import Visit, everything

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("with_contexts")]

WAY = """\
flow: full
states:
  draft: {name: {en: Draft, id: Rancangan}}
  review: {name: {en: In review, id: Ditinjau}, counts_as: review}
  out: {name: {en: Out, id: Terbit}, counts_as: published, end: yes}
steps:
  - step: submit
    name: {en: Submit, id: Kirim}
    from: [draft]
    to: review
    by: [author]
    needs: [seen]
  - step: approve
    name: {en: Approve, id: Setujui}
    from: [review]
    to: out
    not_by: [author]
    approvals: {of: [steward of unit, km officer]}
  - step: sign
    name: {en: Sign, id: Tanda tangani}
    from: [review]
    to: out
    by: [steward]
    approvals: 3
    ask: {reason: long-text}
remind:
  - {in: review, after: 2 weeks, tell: steward of unit}
  - {in: draft, after: 30 days, tell: owner}
"""
TOUR = """\
kind: full
name: {en: Tour, id: Tur}
plural: {en: Tours, id: Tur}
purpose: {en: All of it., id: Semuanya.}
icon: compass
number: "TO-{year}-{seq:3}"
layer: curated
flow: full
audience: {default: unit, may: [unit, institution]}
begin: [staff, km officer]
offers: [versions, acknowledgement]
check_again: 2 years
retention: KM.01
title: {help: {en: Name the place., id: Sebutkan tempatnya.}}
body: {label: {en: Story, id: Kisah}, help: {en: Tell it., id: Ceritakan.}}
currency: IDR
fields:
  - {field: seen, type: yes-no, label: {en: Seen, id: Dilihat}, required: begin}
  - field: form
    type: choice
    label: {en: Form, id: Bentuk}
    choices: {visit: {en: Visit, id: Kunjungan}, call: {en: Call, id: Panggilan}}
    weight: 0
  - field: paid
    type: money
    label: {en: Paid, id: Dibayar}
    currency: ZAR
    when: {field: seen, is: yes}
    required: {by: sign, when: {field: form, is: [visit, call]}}
  - field: report
    type: file
    label: {en: Report, id: Laporan}
    accept: [pdf, slides]
    many: yes
    dublin_core: source
  - {field: more, type: item, label: {en: More, id: Lagi}, of: [guide], many: yes}
  - field: contacts
    type: rows
    label: {en: Whom to ask, id: Kepada siapa}
    help: {en: Ask first., id: Tanya dahulu.}
    example: {en: The harbour master, id: Syahbandar}
    columns:
      - {field: name, type: text, label: {en: Name, id: Nama}, required: publish, help: {en: In full, id: Lengkap}}
      - field: role
        type: choice
        label: {en: Role, id: Peran}
        choices: {host: {en: Host, id: Tuan rumah}, guest: {en: Guest, id: Tamu}}
      - {field: fee, type: money, label: {en: Fee, id: Honor}, currency: USD}
      - field: page
        type: item
        label: {en: Page, id: Halaman}
        of: [guide]
        weight: 2
        example: {en: A guide, id: Panduan}
complete: [seen, summary]
register: {columns: [form, paid, unit], sort: -paid, facets: [form, unit]}
"""
FULL, FLOW = f"{ROOM}kind/full/", f"{ROOM}flow/full/"


@pytest.fixture
def _full(adi: Person) -> None:
    a_shaped_kind(("flow", "full"), WAY, by=adi)
    a_shaped_kind(("kind", "full"), TOUR, by=adi)


def the_kind() -> Kind:
    kind = opened_or_404("kind", "full").kind
    assert kind is not None
    return kind


def the_flow() -> Flow:
    flow = opened_or_404("flow", "full").flow
    assert flow is not None
    return flow


def the_field(name: str) -> FieldDefinition:
    field = the_kind().field(name)
    assert field is not None
    return field


def the_step(name: str) -> Step:
    step = the_flow().step(name)
    assert step is not None
    return step


def said_of(kind: Kind) -> dict[str, Any]:
    return {name: value for name, value in vars(kind).items() if name not in ("flow", "pack")}


@pytest.mark.usefixtures("_full")
def test_all_that_a_pack_can_say_of_a_kind_stays_when_its_forms_are_kept(adi: Person, visit: Visit) -> None:
    officer, before = visit(adi), said_of(the_kind())
    kept(officer, f"{FULL}words/")
    kept(officer, f"{FULL}register/")
    for field in the_kind().fields:
        kept(officer, f"{FULL}fields/{field.name}/")
    for column in the_field("contacts").columns:
        kept(officer, f"{FULL}fields/contacts/columns/{column.name}/")
    assert said_of(the_kind()) == before


@pytest.mark.usefixtures("_full")
def test_so_does_all_of_a_flow(adi: Person, visit: Visit) -> None:
    officer, before = visit(adi), the_flow()
    kept(officer, f"{FLOW}reminders/")
    for part in [*(f"states/{s.name}/" for s in before.states), *(f"steps/{s.name}/" for s in before.steps)]:
        kept(officer, f"{FLOW}{part}")
    assert the_flow() == before


@pytest.mark.usefixtures("_full")
def test_a_register_is_arranged(adi: Person, visit: Visit) -> None:
    officer = visit(adi)
    sent = {"columns-0-name": "seen", "columns-3-name": "check_by", "facets-1-name": "subjects"}
    kept(officer, f"{FULL}register/", sort="check_by", last_first="", **sent)
    kind = the_kind()
    assert kind.register_columns == ("seen", "paid", "unit", "check_by")
    assert (kind.register_sort, kind.register_facets) == ("check_by", ("form", "subjects"))
    assert "Columns Seen, Paid, Unit, Check by" in reading(officer, FULL)


@pytest.mark.usefixtures("_full")
def test_a_register_shows_no_column_twice_and_none_that_is_not_there(adi: Person, visit: Visit) -> None:
    officer, before = visit(adi), everything()["shaping.Definition"]
    twice = officer.post(
        f"{FULL}register/", a_form(officer, f"{FULL}register/", **{"columns-1-name": "form"})
    )
    assert twice.context["form"].errors["columns"] == ["Choose each of them once."]
    made_up = officer.post(
        f"{FULL}register/", a_form(officer, f"{FULL}register/", **{"columns-1-name": "../x"})
    )
    assert "../x" in str(made_up.context["form"].errors["columns"])
    assert everything()["shaping.Definition"] == before


@pytest.mark.usefixtures("_full")
def test_a_field_taken_out_leaves_the_register_too(adi: Person, visit: Visit) -> None:
    visit(adi).post(f"{FULL}fields/paid/remove/", {"revision": "2"})
    kind = the_kind()
    assert kind.field("paid") is None
    assert (kind.register_columns, kind.register_sort) == (("form", "unit"), "")


@pytest.mark.usefixtures("_full")
def test_a_field_has_to_be_filled_only_with_some_answers(adi: Person, visit: Visit) -> None:
    officer, paid = visit(adi), f"{FULL}fields/paid/"
    kept(officer, paid, required="publish", required_when=["form: call"], when=[])
    field = the_field("paid")
    assert (field.required, field.required_when, field.when) == (
        "publish",
        Condition("form", ("call",)),
        None,
    )
    assert "to be filled before it is published (only if “Form” is: Call)" in reading(officer, FULL)
    kept(officer, paid, required_when=[])
    assert the_field("paid").required_when is None


@pytest.mark.usefixtures("_full")
def test_a_condition_is_about_one_question(adi: Person, visit: Visit) -> None:
    officer, paid = visit(adi), f"{FULL}fields/paid/"
    answer = officer.post(paid, a_form(officer, paid, required_when=["form: call", "seen: yes"]))
    assert answer.context["form"].errors["required_when"] == ["Tick answers of one question only."]
    kept(officer, paid, required="")
    assert (the_field("paid").required, the_field("paid").required_when) == ("", None)


@pytest.mark.usefixtures("_full")
def test_a_table_gets_a_column_to_choose_from(adi: Person, visit: Visit) -> None:
    officer, add = visit(adi), f"{FULL}fields/contacts/columns/add/"
    assert "One of several" in reading(officer, add)
    assert "A small table" not in reading(officer, add)
    kept(officer, f"{add}?type=choice", label_en="Day", label_id="Hari", required="publish",
         **{"choices-0-in_en": "Monday", "choices-0-in_id": "Senin"})  # fmt: skip
    column = the_field("contacts").columns[-1]
    assert (column.name, column.type, column.required) == ("day", "choice", "publish")
    assert column.choices == (("monday", {"en": "Monday", "id": "Senin"}),)
    assert "One of several: Monday · to be filled in each row" in reading(officer, f"{FULL}fields/contacts/")


@pytest.mark.usefixtures("_full")
def test_columns_are_moved_and_taken_out_but_not_the_last(adi: Person, visit: Visit) -> None:
    officer, columns = visit(adi), f"{FULL}fields/contacts/columns/"
    officer.post(f"{columns}fee/move/", {"revision": "2", "to": "up"})
    assert [column.name for column in the_field("contacts").columns] == ["name", "fee", "role", "page"]
    for number, name in enumerate(("fee", "role", "page"), start=3):
        officer.post(f"{columns}{name}/remove/", {"revision": str(number)})
    assert [column.name for column in the_field("contacts").columns] == ["name"]
    assert "Take Name out" not in reading(officer, f"{FULL}fields/contacts/")
    officer.post(f"{columns}name/remove/", {"revision": "6"})
    assert [column.name for column in the_field("contacts").columns] == ["name"]


@pytest.mark.usefixtures("_full")
@pytest.mark.parametrize("address", ["fields/paid/columns/add/", "fields/nothing/columns/add/", "columns/add/",
                                     "fields/contacts/columns/nothing/", "states/add/", "reminders/"])  # fmt: skip
def test_only_tables_have_columns(address: str, adi: Person, visit: Visit) -> None:
    assert visit(adi).get(f"{FULL}{address}").status_code == 404


@pytest.mark.usefixtures("_full")
def test_what_a_column_says_without_effect_is_told_not_lost(adi: Person, visit: Visit) -> None:
    assert "changes nothing here: weight, example." in reading(
        visit(adi), f"{FULL}fields/contacts/columns/page/"
    )


@pytest.mark.usefixtures("_full")
def test_a_new_table_begins_with_the_columns_that_were_named(adi: Person, visit: Visit) -> None:
    """The spare rows of the form, whose lists send their first answer, are no columns."""
    officer, add = visit(adi), f"{FULL}fields/add/?type=rows"
    kept(officer, add, label_en="Costs", label_id="Biaya", **{
        "columns-0-in_en": "What for", "columns-0-in_id": "Untuk apa", "columns-0-type": "",
        "columns-1-in_en": "How much", "columns-1-in_id": "Berapa", "columns-1-type": "money",
        "columns-2-in_en": "", "columns-2-in_id": "", "columns-2-type": "",
    })  # fmt: skip
    assert [(column.name, column.type) for column in the_field("costs").columns] == [
        ("what_for", "text"), ("how_much", "money"),
    ]  # fmt: skip


@pytest.mark.usefixtures("_full")
def test_several_approve_a_step(adi: Person, visit: Visit) -> None:
    officer, sign = visit(adi), f"{FLOW}steps/sign/"
    kept(officer, sign, approvals="of", approvals_of=["manager of unit", "km officer"])
    assert the_step("sign").approvals_of == ("manager of unit", "km officer")
    assert "One of each has to approve: a manager of its unit, a KM officer." in reading(officer, FLOW)
    kept(officer, sign, approvals="2")  # the ticks stay, out of sight, and mean nothing
    assert (the_step("sign").approvals, the_step("sign").approvals_of) == (2, ())
    assert "2 people have to approve." in reading(officer, FLOW)
    kept(officer, sign, approvals="")
    assert the_step("sign").approvals == 1


@pytest.mark.usefixtures("_full")
def test_one_in_each_role_needs_two_roles(adi: Person, visit: Visit) -> None:
    officer, sign = visit(adi), f"{FLOW}steps/sign/"
    too_few = officer.post(sign, a_form(officer, sign, approvals="of", approvals_of=["km officer"]))
    assert too_few.context["form"].errors["approvals_of"] == ["Tick two roles or more."]


@pytest.mark.usefixtures("_full")
def test_reminders_are_written_in_rows(adi: Person, visit: Visit) -> None:
    officer, page = visit(adi), f"{FLOW}reminders/"
    kept(officer, page, **{"remind-1-in": "", "remind-1-after": "", "remind-1-tell": "",
                           "remind-2-in": "review", "remind-2-after": "1", "remind-2-tell": "km officer"})  # fmt: skip
    assert the_flow().reminders == (
        Reminder("review", 14, "steward of unit"), Reminder("review", 1, "km officer"),
    )  # fmt: skip
    assert "When it stands in “In review” for 1 day: tell a KM officer." in reading(officer, FLOW)


@pytest.mark.usefixtures("_full")
@pytest.mark.parametrize("days", ["", "0", "-3", "1.5", "9999999999", "soon"])
def test_a_reminder_without_days_is_asked_about(days: str, adi: Person, visit: Visit) -> None:
    officer, page = visit(adi), f"{FLOW}reminders/"
    before = Definition.objects.get(sort="flow", key="full").draft
    answer = officer.post(page, a_form(officer, page, **{"remind-0-after": days}))
    assert answer.status_code == 422
    assert "Row 1" in str(answer.context["form"].errors["remind"])
    assert Definition.objects.get(sort="flow", key="full").draft == before


@pytest.mark.usefixtures("_full")
def test_files_are_asked_for_by_their_sorts(adi: Person, visit: Visit) -> None:
    officer, add = visit(adi), f"{FULL}fields/add/?type=file"
    kept(officer, add, label_en="Slides", label_id="Salindia", accept=["slides", "pdf"], many="on")
    field = the_field("slides")
    assert (field.type, set(field.accept), field.many) == ("file", {"slides", "pdf"}, True)


def test_the_files_of_an_offer_have_no_page_of_their_own(adi: Person, visit: Visit) -> None:
    page = visit(adi).get(f"{ROOM}kind/guide/").content.decode()
    assert "They come with" in page
    assert "fields/_files/" not in page


@pytest.mark.usefixtures("_full")
def test_the_flow_is_drawn_beside_a_step_as_it_would_be(adi: Person, visit: Visit) -> None:
    officer, sign = visit(adi), f"{FLOW}steps/sign/"
    answer = officer.post(sign, a_form(officer, sign, name_en="Seal", approvals="9", preview="yes"))
    assert "Seal From “In review” to “Out”" in text_of(answer)
    assert "9 people have to approve." in text_of(answer)
    assert the_step("sign").approvals == 3


def test_a_flow_has_a_name_in_each_language(adi: Person, visit: Visit) -> None:
    officer = visit(adi)
    kept(officer, f"{ROOM}flow/reviewed/words/", name_en="Four eyes", name_id="Empat mata")
    assert "Flow “Four eyes”" in reading(officer, f"{ROOM}flow/reviewed/")
    officer.cookies[settings.LANGUAGE_COOKIE_NAME] = "id"
    assert "Alur “Empat mata”" in reading(officer, f"{ROOM}flow/reviewed/")


def test_a_new_flow_is_a_copy_under_its_own_name(adi: Person, visit: Visit) -> None:
    officer = visit(adi)
    kept(officer, f"{ROOM}add/flow/", name_en="By the council", name_id="Oleh dewan", like="open")
    page = reading(officer, f"{ROOM}flow/by-the-council/")
    assert "Flow “By the council”" in page
    assert "Send for review" in page


def test_an_order_by_files_stays_when_the_register_is_kept(adi: Person, visit: Visit) -> None:
    """A register can be in the order of their names, so its form can say so."""
    field = "fields: [{field: scan, type: file, label: {en: Scan, id: Pindaian}}]\n"
    a_shaped_kind(("kind", "tour"), f"{A_TOUR}{field}register: {{sort: -scan}}\n", by=adi)
    kept(visit(adi), f"{ROOM}kind/tour/register/")
    tour = opened_or_404("kind", "tour").kind
    assert tour
    assert tour.register_sort == "-scan"
