"""Everybody × every address × audiences × phases: who gets an answer, and that nothing hidden shines through.

The tables say by name who may see and who may write; they are written by hand from the words of the product, not
worked out by the code that is tested.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from lubuk.domains.library.views import printing
from lubuk.foundation.accounts.models import Person, Stranger
from lubuk.foundation.items import actions
from lubuk.foundation.items.models import Item
from lubuk.foundation.sections.models import Section
from lubuk.foundation.subjects.models import Subject
from lubuk.shared.attachments.actions import claim_files, upload_file, upload_picture
from lubuk.shared.attachments.models import Attachment
from lubuk.shared.attachments.reading import read_next
from lubuk.shared.attachments.tests.makers import a_pdf
from lubuk.shared.comments.actions import comment
from lubuk.shared.search.engine import Engine
from lubuk.shared.search.rebuild import rebuild
from tests.architecture.test_addresses import ADDRESSES
from tests.cast import CAST, Visit, a_draft, a_step, fresh

pytestmark = pytest.mark.django_db

STAFF = {"ana", "ben", "cleo", "dora", "mia", "odi", "adi"}  # of the city; Nia is the harbour's
TENDS = {"ana", "dora", "odi", "adi"}
SEEN = {
    ("published", "public"): set(CAST),
    ("published", "institutions"): STAFF | {"nia", "ed"},
    ("published", "institution"): STAFF | {"ed"},
    ("published", "unit"): TENDS | {"ben", "mia", "ed"},
    ("published", "people"): {"ana", "fay"},
    ("review", "public"): TENDS | {"mia"},  # the manager of the unit, whom a flow may have decide
    ("review", "people"): {"ana"},
    ("withdrawn", "public"): TENDS,
    ("withdrawn", "people"): {"ana"},
    ("draft", "public"): {"ana"},
    ("draft", "people"): {"ana"},
}

HIDDEN = [  # enough to have each reason to hide something once
    ("published", "institution"), ("published", "unit"), ("published", "people"), ("review", "public"),
    ("withdrawn", "people"), ("draft", "public"),
]  # fmt: skip

# Addresses of one item, by what they answer to who may see it.
READ = {"library:item", "library:history"}
CITED = {"library:cite", "library:cite_as", "library:pdf"}  # once published
LED_ON = {"library:item_short", "library:number"}
OF_A_VERSION = {
    "library:version", "library:compare", "attachments:file", "attachments:preview", "attachments:text",
    "attachments:table", "attachments:csv",
}  # fmt: skip
BESIDE = {"library:beside"}  # of two: one page beside itself is nothing
OF_WRITERS = {"library:edit", "library:link"}
OF_READERS = {"usefulness:useful"}  # of what is published
OF_CARERS = {"usefulness:words"}  # to others it isn't there
# Of what colleagues, and guests of its section, say of a page; to others it isn't there.
OF_A_COMMENT = ("edit", "take-away", "bring-back", "react")
OF_TALKERS = {"comments:talk", "comments:part", "comments:more", "comments:comment"}
ANSWERED = {  # one that isn't there, in these tests
    "usefulness:answer", "duties:call_off",
    "comments:edit", "comments:take_away", "comments:bring_back", "comments:react",
    "wanted:wanted", "wanted:join", "wanted:answer", "wanted:write_answer", "wanted:take_in",
}  # fmt: skip
OF_ASKERS = {"duties:readers", "duties:table"}  # to others it isn't there
OF_STAFF = {"library:collect"}
# Of collections and manuals; an article has nothing of the kind, whoever asks.
OF_WHOLES = {
    "library:parts", "library:add_part", "library:remove_part", "library:move_part", "library:whole",
}  # fmt: skip
# What other colleagues may press as well, or what there is nothing to press for.
OF_SOME = {
    "library:take_back", "library:restore", "library:hand_over", "library:begin_from", "dependents:translate",
}  # fmt: skip
MOVES = OF_WHOLES - {"library:parts", "library:whole"}
OF_MANUALS = {"library:epub"}
POSTED = {
    "library:autosave", "library:presence", "library:restore", "library:step", "library:endorse", "library:confirm",
    "library:withdraw",
    "library:take_back", "library:acknowledge", "library:hand_over", "library:discard", "library:offer_template",
    "library:withdraw_template", "library:begin_from", "library:unlink", "dependents:uphold", "dependents:translate",
}  # fmt: skip

# Addresses that show what there is: the same to all, less what is hidden.
LISTS = {
    "home": "/", "library:library": "/library/", "library:kind": "/kinds/article/", "library:unit": "/units/network/",
    "library:subject": "/subjects/{leaks}/leaks/", "library:section": "/sections/contractors/",
    "library:person": "/people/{ana}/", "library:people_lookup": "/lookup/people/?q=ana",
    "library:items_lookup": "/lookup/items/?q=kwzx", "library:kind_pdf": "/kinds/article/pdf/",
    "library:exports": "/exports/", "search": "/search/?q=kwzx+tirta",
    "library:units_lookup": "/lookup/units/?q=a", "library:subjects_lookup": "/lookup/subjects/?q=a",
    "library:look_alikes": "/lookup/alike/?title=kwzx",
    "suggest": "/search/suggest?q=kwzx", "share": "/share/", "profile": "/profile/",
    "library:hand_over_own": "/hand-over/", "library:care": "/care/", "notices": "/notices/",
    "savedsearches:list": "/searches/", "savedsearches:keep": "/searches/keep/?q=kwzx+tirta",
    "wanted:list": "/wanted/", "wanted:ask": "/wanted/ask/?q=kwzx+tirta",
}  # fmt: skip
FOR_STAFF = {"library:person", "library:people_lookup", "wanted:list"}
LOOKUPS = {
    "library:items_lookup", "library:units_lookup", "library:subjects_lookup", "library:look_alikes",
}  # fmt: skip
FOR_SIGNED_IN = (
    {"library:exports", "library:hand_over_own", "library:care", "share", "profile", "notices", "wanted:ask"}
    | {"savedsearches:list", "savedsearches:keep"}
    | LOOKUPS
    | FOR_STAFF
)

# What shows no item of others.
WITHOUT_ITEMS = {
    "library:photo", "manifest", "offline", "still_open", "worker", "first_run", "language", "library:new",
    "library:autosave_new", "attachments:upload", "attachments:begin_upload", "attachments:go_on_upload",
    "library:export_file", "read_notices", "read_notices_of", "library:subject_short",
    "library:subject_by_slug", "library:subject_data",
}  # fmt: skip
TESTED_BY_THEIR_OWN_ROOM = (
    "account_",
    "mfa_",
    "importing:",
    "kinds:",
    "office:",
    "records:",
    "registers:",
    "duties:of_unit",
    "duties:table_of_unit",
    "library:tag",
    "answers:write",  # where a model is named; whose passages it is sent, tests/test_who_is_found.py asks
    "savedsearches:open",
    "savedsearches:change",
    "savedsearches:remove",
    "savedsearches:stop",
)


@pytest.fixture(autouse=True)
def _paper_is_read_and_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """What would stand on paper as plain words: quicker than typst, and nothing hides in a compressed file."""
    monkeypatch.setattr(printing, "printed", lambda paper: json.dumps(paper.said).encode())


def test_every_address_is_in_the_matrix() -> None:
    listed = (
        READ | CITED | LED_ON | OF_A_VERSION | OF_WRITERS | OF_STAFF | POSTED | set(LISTS) | WITHOUT_ITEMS
    )
    listed |= BESIDE | OF_ASKERS | OF_WHOLES | OF_MANUALS | OF_READERS | OF_CARERS | OF_TALKERS | ANSWERED
    named = {name for name, _address in ADDRESSES}
    assert {name for name in named - listed if not name.startswith(TESTED_BY_THEIR_OWN_ROOM)} == set()
    assert listed - named == set()


@dataclass(frozen=True)
class Case:
    """One item, and what gives it away."""

    item: Item
    picture: Attachment
    paper: Attachment
    table: Attachment
    phase: str
    audience: str
    said: int  # a comment on it

    @cached_property
    def addresses(self) -> dict[str, str]:
        number = self.item.pk
        return {
            "library:item": self.item.get_absolute_url(),
            "library:history": f"/items/{number}/history/",
            "library:item_short": f"/items/{number}/",
            "library:number": f"/n/{self.item.number}/",
            "library:version": f"/items/{number}/versions/1/",
            "library:compare": f"/items/{number}/compare/1/1/",
            "library:beside": f"/items/{number}/beside/{number}/",
            "library:cite": f"/items/{number}/cite/",
            "library:cite_as": f"/items/{number}/cite/bibtex/",
            "library:pdf": f"/items/{number}/pdf/",
            "library:collect": f"/items/{number}/collect/",
            "library:parts": f"/items/{number}/parts/",
            "library:add_part": f"/items/{number}/parts/add/",
            "library:remove_part": f"/items/{number}/parts/{number}/remove/",
            "library:move_part": f"/items/{number}/parts/{number}/move/",
            "library:whole": f"/items/{number}/whole/",
            "library:epub": f"/items/{number}/epub/",
            "attachments:file": self.picture.get_absolute_url(),
            "attachments:preview": f"/files/{self.paper.pk}/preview/",
            "attachments:text": f"/files/{self.paper.pk}/text/",
            "attachments:table": f"/files/{self.table.pk}/tables/1/",
            "attachments:csv": f"/files/{self.table.pk}/tables/1/csv/",
            "library:edit": f"/items/{number}/edit/",
            "library:link": f"/items/{number}/link/",
            "library:unlink": f"/items/{number}/unlink/",
            "library:autosave": f"/items/{number}/autosave/",
            "library:presence": f"/items/{number}/presence/",
            "library:restore": f"/items/{number}/versions/1/restore/",
            "library:step": f"/items/{number}/step/withdraw/",
            "library:withdraw": f"/items/{number}/withdraw/withdraw/",
            "library:take_back": f"/items/{number}/confirm/1/take-back/",
            "dependents:uphold": f"/items/{number}/uphold/{number}/",
            "dependents:translate": f"/items/{number}/translate/",
            "duties:readers": f"/items/{number}/readers/",
            "duties:table": f"/items/{number}/readers.csv",
            "duties:call_off": f"/items/{number}/readers/1/call-off/",
            "usefulness:useful": f"/items/{number}/useful/",
            "usefulness:words": f"/items/{number}/words/",
            "usefulness:answer": f"/items/{number}/words/1/answer/",
            "comments:talk": f"/items/{number}/comments/",
            "comments:part": f"/items/{number}/comments/part/",
            "comments:comment": f"/comments/{self.said}/",
            "comments:more": f"/comments/{self.said}/more/",
            **{f"comments:{verb.replace('-', '_')}": f"/comments/999999/{verb}/" for verb in OF_A_COMMENT},
            "wanted:wanted": f"/wanted/{number}/",
            "wanted:join": f"/wanted/{number}/join/",
            "wanted:answer": f"/wanted/{number}/answer/",
            "wanted:write_answer": f"/wanted/{number}/write-answer/",
            "wanted:take_in": "/wanted/asked/1/take-in/",
            "library:hand_over": reverse("library:hand_over", args=[number]),
            "library:offer_template": f"/items/{number}/template/offer/",
            "library:withdraw_template": f"/items/{number}/template/withdraw/",
            "library:begin_from": f"/items/{number}/template/begin/",
            **{
                f"library:{verb}": f"/items/{number}/{verb}/"
                for verb in ("endorse", "confirm", "acknowledge", "discard")
            },
        }

    @property
    def marks(self) -> tuple[str, ...]:
        return (
            "kwzxtitle", "kwzxsummary", "kwzxbody", "kwzxtag", "kwzxname", "kwzxpage", "kwzxcell",
            self.item.number.lower(),
        )  # fmt: skip

    def may_see(self, name: str) -> bool:
        return name in SEEN[self.phase, self.audience]

    def talks(self, name: str) -> bool:
        is_talked_of = self.phase in {"published", "withdrawn"}
        return is_talked_of and self.may_see(name) and name in STAFF | {"nia", "ed"}

    def may_write(self, name: str) -> bool:
        return name == "ana" or (name in {"dora", "odi"} and self.may_see(name))


@pytest.fixture(params=SEEN, ids="-".join)
def case(
    request: pytest.FixtureRequest, ana: Person, fay: Person, shelf: Section, leaks: Subject, an_index: Engine
) -> Case:
    phase, audience = request.param
    picture = upload_picture(a_photo(), by=ana)
    paper = upload_file(BytesIO(a_pdf("Kwzxpage of the valve")), "kwzxname.pdf", by=ana)
    table = upload_file(BytesIO(b"kwzxcell,b\n1,2\n"), "kwzxname.csv", by=ana)
    body = f'<p>Kwzxbody</p><figure><img src="{picture.get_absolute_url()}" alt="A valve"></figure>'
    item = a_draft(
        by=ana, title="Kwzxtitle of the valve", summary="Kwzxsummary.", body=body, audience=audience,
        section=shelf, subjects=[leaks], readers=[fay],
        fields={"_files": [{"file": str(file.key), "name": file.name} for file in (paper, table)]},
    )  # fmt: skip
    claim_files(item, by=ana)
    while read_next():
        pass
    actions.place(item, by=ana, unit=item.unit, section=shelf, subjects=[leaks], tags=["kwzxtag"])
    steps = {
        "draft": [],
        "review": ["submit"],
        "published": ["publish"],
        "withdrawn": ["publish", "withdraw"],
    }
    said = 999_999
    for name in steps[phase]:
        actions.take_step(item, a_step(item, name), by=ana, reason="Because.")
        if name == "publish":
            said = comment(item, "Kwzxsaid by somebody who works here.", by=ana).pk
    rebuild(an_index)
    return Case(fresh(item), picture, paper, table, phase, audience, said)


def a_photo() -> SimpleUploadedFile:
    kept = BytesIO()
    Image.new("RGB", (4, 3), "teal").save(kept, "PNG")
    return SimpleUploadedFile("photo.png", kept.getvalue(), "image/png")


def test_who_gets_an_answer_and_nothing_hidden_shines_through(
    case: Case, cast: dict[str, Person | Stranger], visit: Visit
) -> None:
    """To who may not see it: no title, summary, word, tag or number; not in an answer, a heading, an address led to."""
    wrong = []
    for name, person in cast.items():
        client = visit(person)
        for address, expected in expectations(case, name).items():
            status, said = answer(client, address, case.addresses[address])
            if status != expected:
                wrong.append(f"{name} {address}: {status}, not {expected}")
            if not case.talks(name) and "kwzxsaid" in said:
                wrong.append(f"{name} {address}: what colleagues say")
            if not case.may_see(name):
                wrong += [f"{name} {address}: {mark}" for mark in case.marks if mark in said]
    assert not wrong, "\n".join(wrong)


def answer(client: Client, address: str, path: str) -> tuple[int, str]:
    """The status, and all that is said in lower case. What the person typed is said back to them: the address, with
    the number or the title in it, is left out.
    """
    response = client.post(path) if address in POSTED | MOVES | ANSWERED else client.get(path)
    typed = path.split("?")[1].replace("+", " ") if "?" in path else ""
    said = f"{response.headers} {response.getvalue().decode(errors='replace')}".lower()
    return response.status_code, said.replace(path.lower(), "").replace(typed.lower(), "")


def expectations(case: Case, name: str) -> dict[str, int]:
    """What may not be seen can't be found: never 403, which would say that it is there."""
    hidden, is_stranger = not case.may_see(name), name == "stranger"
    reads_version = case.may_write(name) or (
        case.may_see(name) and (case.phase in {"published", "withdrawn"} or name == "mia")
    )
    expected = dict.fromkeys(READ, 404 if hidden else 200) | dict.fromkeys(LED_ON, 404 if hidden else 302)
    expected |= dict.fromkeys(OF_A_VERSION, 200 if reads_version else 404)
    expected |= dict.fromkeys(BESIDE, 404)
    cited = 200 if not hidden and case.phase == "published" else 404
    expected |= dict.fromkeys(CITED, cited) | dict.fromkeys(OF_MANUALS | {"library:whole"}, 404)
    collecting = 200 if name in STAFF | {"nia"} else 403
    expected |= {"library:collect": 302 if is_stranger else 404 if hidden else collecting}
    expected |= dict.fromkeys(MOVES | {"library:parts"}, 302 if is_stranger else 404)
    writing = 200 if case.may_write(name) else 404 if hidden else 403
    expected |= {"library:edit": 302 if is_stranger else writing}
    is_read = not hidden and case.phase == "published"
    expected |= dict.fromkeys(OF_READERS, 200 if is_read else 404)
    cares = 200 if is_read and case.may_write(name) else 404
    expected |= dict.fromkeys(OF_CARERS, 302 if is_stranger else cares)
    talks = 200 if case.talks(name) else 404
    expected |= dict.fromkeys(OF_TALKERS, 302 if is_stranger else talks)
    expected |= {"comments:comment": 302 if talks == 200 or is_stranger else 404}
    asks = 200 if is_read and name in {"dora", "mia", "odi", "adi"} else 404
    expected |= dict.fromkeys(OF_ASKERS, 302 if is_stranger else asks)
    expected |= dict.fromkeys(ANSWERED, 302 if is_stranger else 404)
    if is_stranger or hidden:
        expected |= dict.fromkeys(POSTED, 302 if is_stranger else 404)
    elif not case.may_write(name):  # who may write may also press; the acts' own tests say which
        expected |= dict.fromkeys(POSTED - OF_SOME, 403)
    return expected


@pytest.mark.parametrize("case", HIDDEN, indirect=True, ids="-".join)
def test_no_list_shows_what_is_hidden(
    case: Case, cast: dict[str, Person | Stranger], visit: Visit, leaks: Subject
) -> None:
    told = [
        f"{name} {address}: {mark}"
        for name, person in cast.items()
        if not case.may_see(name)
        for client in [visit(person)]
        for address, path in LISTS.items()
        for said in [answer(client, address, path.format(ana=case.item.owner_id, leaks=leaks.pk))[1]]
        for mark in case.marks
        if mark in said
    ]
    assert not told, "\n".join(told)


def test_lists_answer_everybody_who_belongs_there(
    cast: dict[str, Person | Stranger], visit: Visit, leaks: Subject, shelf: Section, an_index: Engine
) -> None:
    rebuild(an_index)
    for name, client in [(name, visit(person)) for name, person in cast.items()]:
        for address, path in LISTS.items():
            is_staff = name in STAFF | {"nia"}
            expected = 404 if address in FOR_STAFF | {"library:section"} and not is_staff else 200
            if name == "stranger" and address in FOR_SIGNED_IN:
                expected = 302
            there = path.format(ana=cast["ana"].pk, leaks=leaks.pk)
            assert client.get(there).status_code == expected, (name, address)
