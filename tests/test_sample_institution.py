"""The sample institution holds together: every reference leads somewhere, in both languages.

Reads the files alone. What becomes of them in the database is tested where they are loaded.
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml

SAMPLE = Path(__file__).parents[1] / "src" / "lubuk" / "packs" / "sample"
LANGUAGES = {"en", "id"}
ROLES = {"administrator", "km_officer", "steward", "manager", "staff", "guest", "citizen"}
AUDIENCES = {"public", "institutions", "institution", "unit", "people"}
RICH_FIELDS = {"problem", "what_was_done", "what_failed", "learned", "method", "transcript"}
FIELDS = {
    "article": set(),
    "guide": {"for_whom", "steps_time"},
    "case-study": {"place", "period", "problem", "what_was_done", "results", "cost", "what_failed"},
    "sop": {"purpose", "applies_to", "legal_basis"},
    "term": {"definition", "abbreviation", "also_called"},
    "news": {"happened_on"},
    "contact-point": {"service", "phone", "hours", "place"},
    "document": {"issued_by", "reference", "dated"},
    "data-set": {"source", "period", "method", "columns"},
    "picture": {"place", "taken_on", "maker", "terms"},
    "video": {"speaker", "recorded_on", "transcript"},
    "audio": {"speaker", "recorded_on", "transcript"},
    "web-link": {"address", "publisher", "looked_at"},
}
# Kinds whose fields hang on an answer, or may well stay empty; the first are in every item.
SOME_FIELDS = {
    "regulation": (
        {"form", "official_number", "issued_on", "applies_to", "status", "in_force", "matter", "prepared_by"},
        {"changed_by", "replaced_by", "sets_fine", "highest_fine", "explained_by", "full_text"},
    ),
    "project": (
        {"ran", "led_by", "partners", "paid_from", "budget", "spent", "went", "learned", "built_on"},
        {"site", "why_changed", "stages"},
    ),
}
FILES = {  # fields for files, of kinds that have them
    "document": {"file"},
    "data-set": {"table"},
    "picture": {"picture"},
    "video": {"video", "captions", "poster"},
    "audio": {"audio", "captions"},
}
WITHOUT_BODY = {"contact-point", "project", "picture", "video", "audio"}
LARGEST_FILE = 48 * 1024  # the wheel carries them
VOID = {"img", "br", "hr"}
ATTRIBUTES: dict[str, set[str]] = {
    "a": {"href"},
    "img": {"src", "alt"},
    "div": {"data-callout"},
    "th": {"scope"},
}
BARE = set(
    "p h2 h3 h4 ul ol li blockquote strong em table thead tbody tr td figure figcaption".split()  # noqa: SIM905
)
CALLOUTS = {"note", "good", "ask", "bad"}
LARGEST_PICTURE = 6 * 1024  # a page with a picture stays under 60 kB
SVG = "{http://www.w3.org/2000/svg}"


@cache
def read(name: str) -> Any:
    return yaml.safe_load((SAMPLE / name).read_text("utf-8"))


@cache
def items() -> dict[str, dict[str, Any]]:
    return {
        path.stem: yaml.safe_load(path.read_text("utf-8"))
        for path in sorted((SAMPLE / "items").glob("*.yaml"))
    }


def branches(nodes: list[dict[str, Any]], below: str) -> Iterator[dict[str, Any]]:
    for node in nodes:
        yield node
        yield from branches(node.get(below, []), below)


def units() -> list[dict[str, Any]]:
    return list(branches(read("institution.yaml")["institutions"], "units"))


def subjects() -> list[dict[str, Any]]:
    return list(branches(read("subjects.yaml")["subjects"], "subjects"))


def unit_keys() -> set[str]:
    return {unit["key"] for unit in units()}


def subject_slugs() -> set[str]:
    return {subject["slug"] for subject in subjects()}


def usernames() -> set[str]:
    return {person["username"] for person in read("people.yaml")["people"]}


def picture_names() -> set[str]:
    return {path.name for path in (SAMPLE / "pictures").iterdir()}


def html_of(item: dict[str, Any]) -> str:
    rich = [text for name, text in item.get("fields", {}).items() if name in RICH_FIELDS]
    return "\n".join([*rich, item.get("body", "")])


class Reading(HTMLParser):
    """Collects what is wrong with a body, and every address in it by its scheme."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.headings: list[int] = []
        self.wrong: list[str] = []
        self.addresses: dict[str, list[str]] = {"item": [], "person": [], "picture": []}
        self.feed(html)
        self.close()
        self.wrong += [f"<{tag}> is never closed" for tag in self.open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag not in BARE | set(ATTRIBUTES) or not set(given) <= ATTRIBUTES.get(tag, set()):
            self.wrong.append(f"<{tag}> with {sorted(given)} is outside the subset")
        if tag not in VOID:
            self.open.append(tag)
        if re.fullmatch("h[2-4]", tag):
            self.headings.append(int(tag[1]))
        if tag == "img" and not given.get("alt"):
            self.wrong.append("a picture has no alt text")
        if tag == "div" and given.get("data-callout") not in CALLOUTS:
            self.wrong.append(f"callout {given.get('data-callout')} is unknown")
        if address := given.get("href") or given.get("src"):
            self.note(address)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}> closes nothing")

    def note(self, address: str) -> None:
        scheme, _, name = address.partition(":")
        if scheme in self.addresses:
            self.addresses[scheme].append(name)
        else:
            self.wrong.append(f"{address} leads out of the sample")


@pytest.fixture(params=sorted(path.stem for path in (SAMPLE / "items").glob("*.yaml")))
def item(request: pytest.FixtureRequest) -> dict[str, Any]:
    return items()[request.param]


def test_every_unit_and_subject_is_named_once_and_in_both_languages() -> None:
    named = [unit["names"] for unit in units()] + [subject["labels"] for subject in subjects()]
    named += [subject["definition"] for subject in subjects()]
    assert all(set(names) == LANGUAGES and all(names.values()) for names in named)
    assert len(unit_keys()) == len(units())
    assert len(subject_slugs()) == len(subjects())


def test_every_person_stands_in_a_unit_and_every_role_is_held() -> None:
    held = set()
    for person in read("people.yaml")["people"]:
        citizen = person["roles"] == [{"role": "citizen"}]
        assert person["unit"] in unit_keys() or (citizen and person["unit"] is None)
        assert person["email"].endswith(".example")
        assert set(person["post"]) == set(person["about"]) == LANGUAGES
        for role in person["roles"]:
            assert role.get("unit") in unit_keys() | {None}
            assert role.get("subject") in subject_slugs() | {None}
            held.add(role["role"])
    assert held == ROLES
    assert len(usernames()) == len(read("people.yaml")["people"]) == 12


def test_an_item_is_of_a_known_kind_and_refers_to_what_exists(item: dict[str, Any]) -> None:
    assert items()[item["key"]] is item, "the file is named after the key"
    assert item["kind"] in FIELDS | SOME_FIELDS
    assert item["language"] in LANGUAGES
    assert item["audience"] in AUDIENCES
    assert item["owner"] in usernames()
    assert item["unit"] in unit_keys()
    assert item["subjects"]
    assert set(item["subjects"]) <= subject_slugs()
    assert set(item.get("readers", [])) <= usernames()
    assert ("readers" in item) == (item["audience"] == "people")


def test_an_item_fills_the_fields_of_its_kind(item: dict[str, Any]) -> None:
    fields = item.get("fields", {})
    always, perhaps = SOME_FIELDS.get(item["kind"], (FIELDS.get(item["kind"], set()), set()))
    assert always <= set(fields) <= always | perhaps
    assert ("body" in item) == (item["kind"] not in WITHOUT_BODY)
    assert {key for name in ("changed_by", "replaced_by", "built_on") for key in fields.get(name, [])} <= set(
        items()
    )
    assert set(item.get("files", {})) == FILES.get(item["kind"], set())
    for row in fields.get("results", []):
        assert set(row) == {"measure", "before", "after", "unit"}
        assert isinstance(row["before"], int | float)
        assert isinstance(row["after"], int | float)
    if item["kind"] == "news":
        assert fields["happened_on"]["days_ago"] >= 0


def test_every_file_is_there_is_small_and_is_said_what_it_is() -> None:
    used = [row for item in items().values() for rows in item.get("files", {}).values() for row in rows]
    there = {path.name: path.stat().st_size for path in (SAMPLE / "files").iterdir()}
    assert {row["file"] for row in used} == set(there)
    assert max(there.values()) <= LARGEST_FILE
    assert all(row["about"] for row in used)


def test_a_body_keeps_to_the_subset_and_its_links_lead_somewhere(item: dict[str, Any]) -> None:
    reading = Reading(html_of(item))
    assert reading.wrong == []
    assert all(
        below - above <= 1 for above, below in zip([1, *reading.headings], reading.headings, strict=False)
    )
    assert set(reading.addresses["item"]) <= set(items())
    assert set(reading.addresses["person"]) <= usernames()
    assert set(reading.addresses["picture"]) <= picture_names()


def test_a_reader_who_follows_a_link_stays_in_the_language(item: dict[str, Any]) -> None:
    targets = [items()[key] for key in Reading(html_of(item)).addresses["item"]]
    # A contact point and a regulation are written in one language only.
    assert all(
        target["language"] == item["language"]
        for target in targets
        if target["kind"] not in {"contact-point", "regulation"}
    )


def test_an_endorsed_item_was_published_before_and_must_be_checked_again(item: dict[str, Any]) -> None:
    assert ("endorsed_days_ago" in item) == ("check_by_days" in item)
    assert item.get("endorsed_days_ago", 0) <= item["age_days"]
    assert not (item.get("draft") and "endorsed_days_ago" in item)


def test_a_sum_of_money_is_never_broken_over_two_lines(item: dict[str, Any]) -> None:
    text = " ".join([item["summary"], html_of(item), str(item.get("fields", {}).get("cost", ""))])
    assert not re.search(r"Rp\s*[ \n]\d|Rp\u00a0[\d.,]+ (thousand|ribu|million|juta|billion|miliar)", text)


def test_twenty_stories_are_told_in_both_languages() -> None:
    seconds = [item for item in items().values() if "translation_of" in item]
    pairs = [(second, items()[second["translation_of"]]) for second in seconds]
    for second, first in pairs:
        assert {first["language"], second["language"]} == LANGUAGES
        assert [first[same] for same in ("kind", "owner", "unit", "subjects", "audience")] == [
            second[same] for same in ("kind", "owner", "unit", "subjects", "audience")
        ]
        one, other = Reading(html_of(first)), Reading(html_of(second))
        assert one.headings == other.headings
        assert one.addresses["person"] == other.addresses["person"]
        assert one.addresses["picture"] == other.addresses["picture"]
    assert len({first["key"] for _, first in pairs}) == len(pairs) == 20
    assert Counter(first["kind"] for _, first in pairs) == {
        "guide": 5, "case-study": 4, "sop": 3, "article": 3, "news": 2, "term": 3,
    }  # fmt: skip


def test_every_state_that_a_page_must_show_is_there() -> None:
    every = items().values()
    curated = [one["check_by_days"] for one in every if "check_by_days" in one]
    assert any(days < 0 for days in curated), "overdue"
    assert len({days for days in curated if 0 <= days <= 14}) == 2, "two that are due soon"
    assert {one["audience"] for one in every} == AUDIENCES
    assert any(one.get("draft") for one in every)
    assert any(one["kind"] == "article" and "endorsed_days_ago" not in one for one in every)


@pytest.mark.parametrize("name", sorted(picture_names()))
def test_a_picture_is_plain_drawing(name: str) -> None:
    source = (SAMPLE / "pictures" / name).read_bytes()
    root = ElementTree.fromstring(source)  # noqa: S314  # our own file, no entities
    assert len(source) < LARGEST_PICTURE
    assert root.tag == f"{SVG}svg"
    assert (root.findtext(f"{SVG}title") or "").strip()
    for element in root.iter():
        assert element.tag.removeprefix(SVG) not in {"script", "style", "foreignObject", "image", "a"}
        assert not [key for key in element.attrib if key.startswith("on") or key == "style"]
        assert all(value.startswith("#") for key, value in element.attrib.items() if key.endswith("href"))


def test_every_picture_is_used() -> None:
    shown = {name for one in items().values() for name in Reading(html_of(one)).addresses["picture"]}
    assert shown == picture_names()


def test_who_talks_is_there_and_talks_of_what_is_there() -> None:
    people = {person["username"] for person in read("people.yaml")["people"] if person["unit"]}
    for said in read("conversations.yaml")["conversations"]:
        assert said["item"] in items()
        for one in (said, *said.get("replies", [])):
            assert one["by"] in people
            assert set(one.get("answers", {})) <= people - {one["by"]}
            assert set(one.get("answers", {}).values()) <= {"thanks", "used", "disagree", "help"}
    assert {
        items()[said["item"]]["language"] for said in read("conversations.yaml")["conversations"]
    } == LANGUAGES
