"""What a stranger would send to break it: a clear sentence, the text still there, nothing kept by halves."""

from html.parser import HTMLParser
from itertools import product
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items import actions
from lubuk.foundation.items.models import Item
from lubuk.foundation.units.models import Unit
from lubuk.shared.attachments.actions import claim_files, upload_picture
from lubuk.shared.attachments.tests.makers import a_picture
from tests.cast import Visit, a_draft, an_article, everything, fresh

pytestmark = pytest.mark.django_db

SCRIPTS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    '<a href="java\nscript:alert(1)">x</a>',
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    '<p style="position:fixed" onclick=alert(1)>x</p>',
    '"><script>alert(1)</script>',
)


def sheet(unit: Unit, /, **words: Any) -> dict[str, Any]:
    """The writing page filled in well."""
    return {"title": "T", "unit": unit.pk, "language": "en", "audience": "institution", **words}


def opened(item: Item) -> dict[str, int]:
    text = fresh(item).draft or fresh(item).published
    assert text is not None
    return {"from_version": text.pk, "revision": text.revision}


class Alive(HTMLParser):
    """Whatever on a page a browser would run that we did not put there."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        own = (said.get("src") or "").startswith("/static/") or said.get("type") == "application/json"
        if tag == "script" and not own:
            self.found.append(tag)
        self.found += [name for name, _value in attrs if name.startswith("on") or name == "style"]
        addresses = ((said.get(name) or "").replace("\n", "") for name in ("href", "src"))
        self.found += [address for address in addresses if address.lower().startswith("javascript:")]


@pytest.mark.parametrize("written_in", ["html", "markdown", "nonsense"])
def test_no_script_comes_in_by_the_form_or_the_autosave(
    ana: Person, network: Unit, visit: Visit, written_in: str
) -> None:
    browser = visit(ana)
    for script, path in product(SCRIPTS, ("/share/case-study/", "/share/case-study/autosave/")):
        rich = {
            "body": script,
            "body_format": written_in,
            "f_problem": script,
            "f_problem_format": written_in,
        }
        browser.post(path, sheet(network, title=script, summary=script, f_place=script, tags=script, **rich))
        item = Item.objects.latest("pk")
        for address in (item.get_absolute_url(), f"/items/{item.pk}/edit/"):
            assert Alive(browser.get(address).text).found == [], address
    for address in ("/", "/share/"):
        assert Alive(browser.get(address).text).found == [], address


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"title": "x" * 251}, "250"),
        ({"summary": "x" * 1001}, "1000"),
        ({"title": "a\0b"}, "Null characters"),
        ({"audience": "everyone"}, "Select a valid choice"),
        ({"language": "xx"}, "Select a valid choice"),
        ({"unit": "99999"}, "Select a valid choice"),
        ({"unit": "9" * 30}, "Select a valid choice"),
        ({"section": "-1"}, "Select a valid choice"),
        ({"subjects": ["9" * 30]}, "Select a valid choice"),
        ({"subjects": ["1 OR 1=1"]}, "not a valid value"),
        ({"tags": ",".join(map(str, range(13)))}, "Choose the 12 tags"),
        (
            {"audience": "people", "readers": "nobody-of-that-name"},
            "Nobody here is called nobody-of-that-name",
        ),
        ({"readers": ",".join(f"n{n}" for n in range(40_000))}, "4000"),
        ({"revision": "many"}, "Enter a whole number"),
    ],
)
def test_a_wrong_value_is_told_and_the_text_is_still_there(
    ana: Person, network: Unit, visit: Visit, words: dict[str, Any], said: str
) -> None:
    browser, filled = (
        visit(ana),
        sheet(network, **{"body": "Kept words.", "body_format": "markdown", **words}),
    )
    before = everything()
    answer = browser.post("/share/article/", filled)
    assert answer.status_code == 422
    assert said in answer.text
    assert "Kept words." in answer.text
    assert everything() == before


@pytest.mark.postgres
@pytest.mark.parametrize("version", ["-1", "0", "9" * 40, ""])
@pytest.mark.parametrize("revision", ["-1", "9" * 40, ""])
def test_revisions_that_cannot_be_lead_to_the_comparison_and_keep_the_text(
    ana: Person, network: Unit, visit: Visit, version: str, revision: str
) -> None:
    item = a_draft(by=ana)
    words = sheet(
        network, body="Kept words.", body_format="markdown", from_version=version, revision=revision
    )
    browser = visit(ana)
    answer = browser.post(f"/items/{item.pk}/edit/", words)
    assert (answer.status_code, "/compare/" in answer.headers["Location"]) == (302, True)
    assert "Kept words." in browser.get(answer.headers["Location"]).text.replace("<ins>", "").replace(
        "</ins>", ""
    )
    saved = browser.post(f"/items/{item.pk}/autosave/", words)
    assert (saved.status_code, "conflict" in saved.json()) == (409, True)


def test_cells_under_figures_that_are_no_numbers_are_left_out(
    ana: Person, network: Unit, visit: Visit
) -> None:
    cells = {"f_results-²-measure": "x", "f_results-1-measure": "Leaks", "f_results-1-before": "12"}
    assert visit(ana).post("/share/case-study/", sheet(network, **cells)).status_code == 302
    draft = Item.objects.latest("pk").draft
    assert draft is not None
    assert [row["measure"] for row in draft.fields["results"]] == ["Leaks"]


@pytest.mark.parametrize("step", ["", "approve", "nonsense", "publish-again", "../../x"])
def test_a_step_that_is_not_open_keeps_the_text_and_moves_nothing(
    ana: Person, network: Unit, visit: Visit, step: str
) -> None:
    item = a_guide_begun(ana)
    words = sheet(network, title="Kept", body="Kept.", body_format="markdown", do=step, **opened(item))
    assert visit(ana).post(f"/items/{item.pk}/edit/", words).status_code in {302, 403}
    assert (fresh(item).title, fresh(item).state) == ("Kept", "draft")


def a_guide_begun(ana: Person) -> Item:
    return a_draft(by=ana, kind="guide")


@pytest.mark.postgres
@pytest.mark.parametrize("path", ["/share/nonsense/", "/kinds/nonsense/", "/items/0/", f"/items/{'9' * 30}/"])
def test_what_is_not_there_is_not_found(ana: Person, visit: Visit, path: str) -> None:
    assert visit(ana).get(path).status_code == 404


@pytest.mark.postgres
@pytest.mark.parametrize(
    "path",
    [
        "/people/%00/",
        "/n/%00/",
        "/lookup/items/?q=%00",
        "/lookup/people/?q=a%00",
        "/search/?q=%00",
        "/?x=%00",
    ],
)
def test_an_address_with_nothing_in_it_is_answered_in_words(ana: Person, visit: Visit, path: str) -> None:
    answer = visit(ana).get(path)
    assert answer.status_code == 400
    assert "That could not be read" in answer.text


@pytest.mark.postgres
def test_nul_in_words_of_acts_is_no_error(ana: Person, visit: Visit) -> None:
    item, browser = an_article(by=ana), visit(ana)
    assert browser.post(f"/items/{item.pk}/hand-over/", {"to": "b\0en"}).status_code == 302
    assert browser.post(f"/items/{item.pk}/step/withdraw/", {"reason": "Old\0."}).status_code == 302
    assert fresh(item).phase == "withdrawn"


def test_nobody_claims_a_picture_of_somebody_else(ana: Person, cleo: Person) -> None:
    of_cleo = upload_picture(SimpleUploadedFile("x.png", a_picture()), by=cleo)
    body = f'<figure><img src="/files/{of_cleo.pk}/x.webp" alt="x"></figure>'
    item = a_draft(by=ana, body=body + f'<figure><img src="/files/{"9" * 400}/x.webp" alt="x"></figure>')
    claim_files(item, by=ana)
    of_cleo.refresh_from_db()
    assert of_cleo.item is None


@pytest.mark.parametrize(
    "back", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_nobody_is_led_away(ana: Person, visit: Visit, back: str) -> None:
    browser = visit(ana)
    assert browser.get("/language/", {"to": "id", "next": back}).headers["Location"] == "/"
    item = an_article(by=ana)
    answer = browser.post(f"/items/{item.pk}/step/withdraw/", headers={"referer": back})
    assert answer.headers["Location"] == "/"


def test_a_form_larger_than_the_door_is_refused_in_words(ana: Person, network: Unit, visit: Visit) -> None:
    browser, words = visit(ana), sheet(network, body="x" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1))
    before = everything()
    answer = browser.post("/share/article/", words)
    assert answer.status_code in {400, 413}
    assert "</html>" in answer.text
    assert everything() == before


@pytest.mark.postgres
def test_a_text_too_long_to_keep_is_told(ana: Person, network: Unit, visit: Visit) -> None:
    answer = visit(ana).post("/share/article/", sheet(network, body="x" * 1_100_000, body_format="html"))
    assert (answer.status_code, "too long to keep" in answer.text) == (422, True)


@pytest.mark.postgres
@pytest.mark.parametrize("name", ["<b>x</b>", "a b", "../x", "a/b", "x\0y", "", "a" * 81])
def test_a_hostile_user_name_is_refused(city: Unit, name: str) -> None:
    words = {
        "email": "x@aruna.example",
        "username": name,
        "password1": "tides and valves",
        "password2": "tides and valves",
    }
    before = everything()
    assert Client().post("/account/signup/", words).status_code == 200
    assert everything() == before


def test_the_note_on_what_changed_is_kept(ana: Person, network: Unit, visit: Visit) -> None:
    item = an_article(by=ana)
    words = sheet(
        network, body="New.", body_format="markdown", note="The pump is new.", do="publish", **opened(item)
    )
    visit(ana).post(f"/items/{item.pk}/edit/", words)
    assert "The pump is new." in visit(ana).get(fresh(item).get_absolute_url()).text


def test_what_was_changed_since_it_was_read_is_not_approved(ana: Person, dora: Person, visit: Visit) -> None:
    draft = a_draft(by=ana, kind="guide")
    actions.take_step(draft, draft.kind_definition.flow.steps[0], by=ana)
    page = visit(dora).get(draft.get_absolute_url()).text
    assert draft.draft is not None
    assert f'name="read" value="{draft.draft.as_read}"' in page
    answer = visit(dora).post(f"/items/{draft.pk}/step/approve/", {"read": "1.99"}, follow=True)
    assert "The text has changed since you opened the page." in answer.text
    assert fresh(draft).phase == "review"
