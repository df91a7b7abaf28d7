"""What the author of a pack is told: file, line, kind, field, and what would be right."""

from pathlib import Path

import pytest

from lubuk.foundation.items.kinds.problems import PackError
from lubuk.foundation.items.kinds.reading import read_packs

FLOW = """flow: open
states:
  draft: {name: {en: Draft, id: Rancangan}}
  published: {name: {en: Published, id: Terbit}, counts_as: published}
steps:
  - {step: publish, name: {en: Publish, id: Terbitkan}, from: [draft], to: published, by: [author]}
"""
KIND = """kind: tip
name: {en: Tip, id: Kiat}
plural: {en: Tips, id: Kiat}
purpose: {en: A tip., id: Kiat.}
flow: open
"""
LABEL = "label: {en: Row, id: Baris}"
FIELD = f"fields:\n  - {{field: results, type: text, {LABEL}}}\n"
KEYS = (
    "audience, begin, body, check_again, closes, complete, currency, fields, flow, icon, kind, layer, name, number, "
    "offers, plural, purpose, register, retention, title"
)
IN_ROWS = "text, long-text, number, money, date, choice, yes-no, link, person, unit, subject, item"
CHOICE = f"fields:\n  - {{field: seen, type: yes-no, {LABEL}}}\n"

BROKEN_KINDS = {
    "unknown type": (
        KIND + FIELD.replace("text", "row"),
        'line 7: kind tip, field results: type "row" is unknown; did you mean "rows"?',
    ),
    "unknown key": (KIND + "icn: x\n", 'line 6: kind tip: key "icn" is unknown; did you mean "icon"?'),
    "unknown icon": (
        KIND + "icon: sprout-1\n",
        'line 6: kind tip: icon "sprout-1" is unknown; did you mean "sprout"?',
    ),
    "nothing near": (KIND + "zzz: x\n", f'line 6: kind tip: key "zzz" is unknown; use one of: {KEYS}'),
    "closed by no day": (
        KIND + FIELD + "closes: results\n",
        'line 8: kind tip: "closes" names a date or a period among the fields; there is none',
    ),
    "closed by another field": (
        KIND + FIELD.replace("text", "date") + "closes: result\n",
        'line 8: kind tip: field "result" is unknown; did you mean "results"?',
    ),
    "missing key": (KIND.replace("flow: open\n", ""), 'line 1: kind tip: "flow" is missing'),
    "missing language": (
        KIND.replace("{en: Tip, id: Kiat}", "{en: Tip}"),
        'line 2: kind tip: the language "id" is missing',
    ),
    "key twice": (KIND + "name: {en: X, id: Y}\n", 'line 6: kind tip: the key "name" is given twice'),
    "field twice": (
        KIND + FIELD + FIELD.removeprefix("fields:\n"),
        'line 8: kind tip, field results: the field "results" is defined twice',
    ),
    "field name": (
        KIND + FIELD.replace("results", "Result-1"),
        'line 7: kind tip, field Result-1: field name "Result-1" should be small letters, figures and _',
    ),
    "required": (
        KIND + FIELD.replace("}}", "}, required: publsh}"),
        'line 7: kind tip, field results: required "publsh" is unknown; did you mean "publish"?',
    ),
    "weight": (
        KIND + FIELD.replace("}}", "}, weight: nan}"),
        'line 7: kind tip, field results: "nan" should be a number from 0 to 100',
    ),
    "choice": (
        KIND + FIELD.replace("text", "choice"),
        'line 7: kind tip, field results: "choices" is missing',
    ),
    "table without columns": (
        KIND + FIELD.replace("text", "rows"),
        'line 7: kind tip, field results: "columns" is missing',
    ),
    "text in a table": (
        KIND
        + FIELD.replace("text", "rows").replace(
            "}}", f"}}, columns: [{{field: x, type: rich-text, {LABEL}}}]}}"
        ),
        'line 7: kind tip, field results, field x: type "rich-text" is unknown; did you mean "text"?',
    ),
    "table in a table": (
        KIND
        + FIELD.replace("text", "rows").replace("}}", f"}}, columns: [{{field: x, type: rows, {LABEL}}}]}}"),
        f'line 7: kind tip, field results, field x: type "rows" is unknown; use one of: {IN_ROWS}',
    ),
    "choice with a blank": (
        KIND + FIELD.replace("type: text", "type: choice, choices: {a b: {en: A, id: A}}"),
        'line 7: kind tip, field results: choice "a b" should be letters, figures, - and _',
    ),
    "many of a text": (
        KIND + FIELD.replace("}}", "}, many: yes}"),
        'line 7: kind tip, field results: "many" means nothing for the type text',
    ),
    "kinds of a text": (
        KIND + FIELD.replace("}}", "}, of: [tip]}"),
        'line 7: kind tip, field results: "of" means nothing for the type text; it lists the kinds that an item '
        "may be of",
    ),
    "unknown kind of item": (
        KIND + FIELD.replace("type: text", "type: item, of: [tipp]"),
        'line 7: kind tip, field results: kind "tipp" is unknown; did you mean "tip"?',
    ),
    "currency of a text": (
        KIND + FIELD.replace("}}", "}, currency: IDR}"),
        'line 7: kind tip, field results: "currency" means nothing for the type text',
    ),
    "unknown currency": (
        KIND + "currency: IRD\n",
        'line 6: kind tip: currency "IRD" is unknown; did you mean "SRD"?',
    ),
    "unknown Dublin Core term": (
        KIND + FIELD.replace("}}", "}, dublin_core: coverge}"),
        'line 7: kind tip, field results: dublin_core "coverge" is unknown; did you mean "coverage"?',
    ),
    "condition on nothing before": (
        KIND + FIELD.replace("}}", "}, when: {field: seen, is: yes}}"),
        "line 7: kind tip, field results: a condition looks at a choice, choices or yes-no that stands before it; "
        "there is none",
    ),
    "condition on an unknown field": (
        KIND + CHOICE + FIELD.removeprefix("fields:\n").replace("}}", "}, when: {field: sen, is: yes}}"),
        'line 8: kind tip, field results: field "sen" is unknown; did you mean "seen"?',
    ),
    "condition on an unknown answer": (
        KIND + CHOICE + FIELD.removeprefix("fields:\n").replace("}}", "}, when: {field: seen, is: [yess]}}"),
        'line 8: kind tip, field results: answer "yess" is unknown; did you mean "yes"?',
    ),
    "required without a moment": (
        KIND
        + CHOICE
        + FIELD.removeprefix("fields:\n").replace("}}", "}, required: {when: {field: seen, is: yes}}}"),
        'line 8: kind tip, field results: "by" is missing',
    ),
    "complete": (
        KIND + "complete: [sumary]\n",
        'line 6: kind tip: field "sumary" is unknown; did you mean "summary"?',
    ),
    "number": (
        KIND + "number: T-{seq}\n",
        'line 6: kind tip: number "T-{seq}" should look like "GD-{year}-{seq:4}"',
    ),
    "period": (
        KIND + "check_again: sometimes\n",
        'line 6: kind tip: check_again "sometimes" should look like "12 months" or "2 years"',
    ),
    "audience": (
        KIND + "audience: {default: public, may: [public, units]}\n",
        'line 6: kind tip: audience "units" is unknown; did you mean "unit"?',
    ),
    "role": (KIND + "begin: [stafff]\n", 'line 6: kind tip: role "stafff" is unknown; did you mean "staff"?'),
    "offer": (
        KIND + "offers: [coments]\n",
        'line 6: kind tip: offer "coments" is unknown; did you mean "comments"?',
    ),
    "layer": (KIND + "layer: pear\n", 'line 6: kind tip: layer "pear" is unknown; did you mean "peer"?'),
    "name of the kind": (
        KIND.replace("tip", "Tip!"),
        'line 1: kind "Tip!" should be small letters, figures and hyphens',
    ),
    "unknown flow": (
        KIND.replace(" open", " opn"),
        'line 5: kind tip: flow "opn" is unknown; did you mean "open"?',
    ),
    "no list": (KIND + "fields: {a: b}\n", "line 6: kind tip: should be a list, like [one, two]"),
    "no mapping": (
        KIND.replace("{en: Tip, id: Kiat}", "Tip"),
        "line 2: kind tip: should be a mapping, like {en: Name, id: Nama}",
    ),
    "no words": (KIND.replace("{en: Tip,", "{en: [],"), "line 2: kind tip: should be a text"),
    "neither": ("name: {en: X, id: Y}\n", 'line 1: should begin with "kind:" or "flow:"'),
    "a list": ("- a\n", 'line 1: should begin with "kind:" or "flow:"'),
    "empty": ("", "line 1: is empty"),
    "tab": (
        "kind: tip\n\tname: x\n",
        "line 2: is not YAML: found a tab character that violates indentation. Check indents, colons and quotes",
    ),
    "two in one": (
        KIND + "---\n" + KIND,
        "line 6: is not YAML: but found another document. Check indents, colons and quotes",
    ),
}
BROKEN_FLOWS = {
    "state": (
        FLOW.replace("to: published", "to: publishd"),
        'line 6: flow open, step publish: state "publishd" is unknown; did you mean "published"?',
    ),
    "role": (
        FLOW.replace("[author]", "[autor]"),
        'line 6: flow open, step publish: role "autor" is unknown; did you mean "author"?',
    ),
    "phase": (
        FLOW.replace("counts_as: published", "counts_as: publish"),
        'line 4: flow open, state published: counts_as "publish" is unknown; did you mean "published"?',
    ),
    "no states": ("flow: open\n", 'line 1: flow open: "states" should name at least one state'),
}
BOMB = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nkind: *c\n"
HOSTILE = {
    "bomb": (BOMB, "line 1: anchors (&) and aliases (*) are not read in packs; write it out"),
    "snake": (
        "kind: &k {kind: *k}\n",
        "line 1: anchors (&) and aliases (*) are not read in packs; write it out",
    ),
    "merge": (KIND + "<<: {icon: a}\n", f'line 6: kind tip: key "<<" is unknown; use one of: {KEYS}'),
    "object": (
        "kind: !!python/object/apply:os.system [ls]\n",
        "line 1: tags (!) are not read in packs; leave it out",
    ),
    "binary": ("kind: !!binary aGVq\n", "line 1: tags (!) are not read in packs; leave it out"),
    "deep": ("kind: " + "[" * 50_000, "line 1: is nested more than 20 levels deep; no pack needs that"),
    "huge": (KIND + "#" + "x" * 600_000, "line 1: is larger than 512 kB; split it"),
}


def problems(folder: Path, kind: bytes | str = KIND, flow: str = FLOW) -> list[str]:
    pack = folder / "tips"
    pack.mkdir()
    (pack / "pack.yaml").write_text("pack: tips\n")
    (pack / "tip.yaml").write_bytes(kind if isinstance(kind, bytes) else kind.encode())
    (pack / "flow.yaml").write_text(flow)
    with pytest.raises(PackError) as told:
        read_packs(folder)
    return str(told.value).replace(f"{pack}/", "").splitlines()


@pytest.mark.parametrize(("kind", "said"), BROKEN_KINDS.values(), ids=BROKEN_KINDS)
def test_a_mistake_in_a_kind_is_told_with_its_place(tmp_path: Path, kind: str, said: str) -> None:
    assert f"tip.yaml {said}" in problems(tmp_path, kind)


@pytest.mark.parametrize(("flow", "said"), BROKEN_FLOWS.values(), ids=BROKEN_FLOWS)
def test_a_mistake_in_a_flow_is_told_with_its_place(tmp_path: Path, flow: str, said: str) -> None:
    assert f"flow.yaml {said}" in problems(tmp_path, flow=flow)


@pytest.mark.parametrize(("kind", "said"), HOSTILE.values(), ids=HOSTILE)
def test_yaml_that_does_harm_is_refused_in_words(tmp_path: Path, kind: str, said: str) -> None:
    assert problems(tmp_path, kind) == [f"tip.yaml {said}"]


@pytest.mark.parametrize("kind", [b"kind: t\0ip", b"kind: \xff\xfe\x00", b"\x89PNG\r\n"])
def test_what_is_no_text_is_refused_in_words(tmp_path: Path, kind: bytes) -> None:
    said = "\n".join(problems(tmp_path, kind))
    assert said.startswith("tip.yaml line 1: can't be read as text")
    assert said.endswith("Save it as UTF-8")


def test_all_mistakes_are_told_at_once_and_each_once(tmp_path: Path) -> None:
    said = problems(tmp_path, KIND + "fields: [a, b]\ncolour: x\nlayer: pear\n")
    assert len(said) == len(set(said))
    assert [line.split(":")[0] for line in said] == ["tip.yaml line 6", "tip.yaml line 7", "tip.yaml line 8"]


def test_two_flows_of_one_name_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "pack.yaml").write_text("pack: a\n")
    for name in ("one", "two"):
        (tmp_path / "a" / f"{name}.yaml").write_text(FLOW)
    with pytest.raises(PackError, match=r"a/two\.yaml line 1: flow open: the flow .open. is already defined"):
        read_packs(tmp_path)


def test_a_kind_defined_in_two_packs_names_the_other(tmp_path: Path) -> None:
    for pack in ("a", "b"):
        (tmp_path / pack).mkdir()
        (tmp_path / pack / "pack.yaml").write_text(f"pack: {pack}\n")
        (tmp_path / pack / "tip.yaml").write_text(KIND)
    (tmp_path / "a" / "flow.yaml").write_text(FLOW)
    with pytest.raises(
        PackError, match=r'b/tip\.yaml line 1: kind tip: the kind "tip" is already defined in the pack "a"'
    ):
        read_packs(tmp_path)


def test_a_whole_pack_is_read(tmp_path: Path) -> None:
    pack = tmp_path / "tips"
    pack.mkdir()
    for name, text in (("pack", "pack: tips\n"), ("tip", KIND + FIELD), ("flow", FLOW)):
        (pack / f"{name}.yaml").write_text(text)
    kinds, flows = read_packs(tmp_path)
    assert [field.type for field in kinds["tip"].fields] == ["text"]
    assert list(flows) == ["open"]


BROKEN_REVIEWS = {
    "approvals": (
        FLOW.replace("by: [author]", "by: [author], approvals: one"),
        'line 6: flow open, step publish: approvals "one" should be a number from 2 to 9, or {of: [role, role]}',
    ),
    "one role": (
        FLOW.replace("by: [author]", "approvals: {of: [steward]}"),
        'line 6: flow open, step publish: "of" should name two roles or more, each once',
    ),
    "one role twice": (
        FLOW.replace("by: [author]", "approvals: {of: [steward, steward]}"),
        'line 6: flow open, step publish: "of" should name two roles or more, each once',
    ),
    "no such role": (
        FLOW.replace("by: [author]", "approvals: {of: [steward, stewrd]}"),
        'line 6: flow open, step publish: role "stewrd" is unknown; did you mean "steward"?',
    ),
    "period": (
        FLOW + "remind:\n  - {in: draft, after: a week, tell: steward}\n",
        'line 8: flow open, remind: after "a week" should look like "7 days" or "2 weeks"',
    ),
    "no such state": (
        FLOW + "remind:\n  - {in: drft, after: 1 week, tell: steward}\n",
        'line 8: flow open, remind: state "drft" is unknown; did you mean "draft"?',
    ),
    "nobody told": (
        FLOW + "remind:\n  - {in: draft, after: 1 week}\n",
        'line 8: flow open, remind: "tell" is missing',
    ),
}


@pytest.mark.parametrize("name", BROKEN_REVIEWS)
def test_what_is_wrong_with_a_review_is_said(tmp_path: Path, name: str) -> None:
    flow, expected = BROKEN_REVIEWS[name]
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "pack.yaml").write_text("pack: a\n")
    (tmp_path / "a" / "flow.yaml").write_text(flow)
    with pytest.raises(PackError) as refused:
        read_packs(tmp_path)
    assert expected in "\n".join(str(problem) for problem in refused.value.problems)
