"""Markdown files as institutions have them."""

from datetime import date
from pathlib import Path

import pytest

from lubuk.domains.importing.pages import Page
from lubuk.domains.importing.reading import markdown_file
from lubuk.domains.importing.reading.unreadable import Unreadable
from lubuk.domains.importing.sources.tree import FolderTree
from lubuk.foundation.richtext.references import imported_links_in, imported_pictures_in
from lubuk.foundation.richtext.sanitise import MAX_BODY_BYTES

PREFIX = "/files/imported/"


def read(file: Path, *, root: Path | None = None) -> Page:
    tree = FolderTree(root or file.parent)
    return markdown_file.read(file.read_bytes(), file.relative_to(tree.root).as_posix(), tree.is_there)


def test_front_matter_says_what_the_file_is(tmp_path: Path) -> None:
    file = _file(
        tmp_path,
        "---\ntitle: Mending roads\ndate: 2024-03-05\nlastmod: '2025-01-02T10:00:00'\nlang: en-GB\n"
        "tags: [roads, Repair]\nkeywords: repair, budget\ndescription: How it"
        " is done.\n---\n# Mending roads\n\nText.\n",
    )
    found = read(file)
    assert (found.title, found.body, found.summary) == (
        "Mending roads",
        "<p>Text.</p>",
        "How it is done.",
    )
    assert (found.language, found.tags) == ("en", ("roads", "Repair", "budget"))
    assert (found.created, found.changed) == (date(2024, 3, 5), date(2025, 1, 2))


def test_toml_front_matter_is_read_too(tmp_path: Path) -> None:
    file = _file(tmp_path, '+++\ntitle = "Roads"\ndate = 2024-03-05\ntags = ["a"]\n+++\nText.')
    found = read(file)
    assert (found.title, found.created, found.tags) == ("Roads", date(2024, 3, 5), ("a",))


@pytest.mark.parametrize(
    ("text", "title", "body"),
    [
        ("# Roads *now*\n\nText", "Roads now", "<p>Text</p>"),
        ("Roads\n=====\n\nText", "Roads", "<p>Text</p>"),
        ("Text\n\n# Roads\n\nMore", "Roads", "<p>Text</p><h2>Roads</h2><p>More</p>"),
        ("```\n# no heading\n```\n", "Road repair 2", "<pre><code># no heading</code></pre>"),
        ("Text", "Road repair 2", "<p>Text</p>"),
        ("", "Road repair 2", ""),
        ("---\n**Not a list of names:** `x: y`\n\n---\nText", "Road repair 2", None),
    ],
)
def test_a_title_is_found_in_the_text_or_else_in_the_name(
    tmp_path: Path, text: str, title: str, body: str | None
) -> None:
    found = read(_file(tmp_path, text, name="road-repair_2.md"))
    assert found.title == title
    assert body is None or found.body == body


def test_an_index_is_called_after_its_folder(tmp_path: Path) -> None:
    assert read(_file(tmp_path, "Text", name="road-repair/index.md"), root=tmp_path).title == "Road repair"


def test_links_between_files_are_kept_for_the_importer(tmp_path: Path) -> None:
    _file(tmp_path, "x", name="b.md")
    _file(tmp_path, "x", name="deep/c/index.md")
    file = _file(
        tmp_path,
        "[B](../b.md#part) [C](c) [form](<my form.pdf>) [lost](lost.md) [out](https://e.org/) [here](#top)\n"
        '<a href="../b.md">again</a>',
        name="deep/a.md",
    )
    found = read(file, root=tmp_path)
    assert imported_links_in(found.body) == [
        (f"{PREFIX}b.md", "B"),
        (f"{PREFIX}deep/c/index.md", "C"),
        (f"{PREFIX}deep/my%20form.pdf", "form"),
        (f"{PREFIX}deep/lost.md", "lost"),
        (f"{PREFIX}b.md", "again"),
    ]
    assert '<a href="https://e.org/">out</a> <a href="#top">here</a>' in found.body


def test_pictures_beside_the_file_are_listed(tmp_path: Path) -> None:
    file = _file(tmp_path, "![A map](img/map.png) ![x](https://e.org/x.png)", name="deep/a.md")
    assert imported_pictures_in(read(file, root=tmp_path).body) == [(f"{PREFIX}deep/img/map.png", "A map")]


@pytest.mark.parametrize(
    "address",
    [
        "../secret.png",
        "../../etc/passwd",
        "/../secret.png",
        "%2e%2e/secret.png",
        "..\\secret.png",
    ],
)
def test_nothing_outside_the_folder_is_pointed_at(tmp_path: Path, address: str) -> None:
    _file(tmp_path, "secret", name="secret.png")
    file = _file(tmp_path, f"![S](<{address}>) [S](<{address}>)", name="brought/a.md")
    found = read(file, root=tmp_path / "brought")
    assert found.body == "<p>S S</p>"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The city repairs all of its roads in the dry season, and the budget is set by the council.", "en"),
        (
            "Pemerintah kota memperbaiki jalan yang rusak pada musim kemarau"
            " dan anggaran ditetapkan oleh dewan.",
            "id",
        ),
        ("Q1 12 14 19 | A7 8 9", None),
        ("", None),
    ],
)
def test_the_language_is_guessed_only_when_it_is_clear(
    tmp_path: Path, text: str, language: str | None
) -> None:
    assert read(_file(tmp_path, text)).language == language


@pytest.mark.parametrize(
    "content",
    [
        "Größe\n".encode(),
        b"\xef\xbb\xbf" + "Größe".encode(),
        "Größe".encode("latin-1"),
        "Größe".encode("utf-16"),
        b"Gr\xf6\xdfe\r\n",
    ],
)
def test_old_encodings_are_read(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(content)
    assert read(file).body == "<p>Größe</p>"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\x89PNG\x00\x00", "not text"),
        (b"x" * (MAX_BODY_BYTES + 1), "Split it"),
        (b"---\ntitle: [a\nb: c\n---\ntext", "line 3"),
        (b"---\ntitle: a: b\n---\ntext", "line 2"),
        (b"---\ndate: 2024-13-45\n---\ntext", "line"),
        (b"---\na: " + b"[" * 5_000 + b"\n---\ntext", "line"),
        (b"+++\ntitle = \n+++\ntext", "line 2"),
        (b"<p>x" * 150_000, "too many parts"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(tmp_path: Path, content: bytes, sentence: str) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(content)
    with pytest.raises(Unreadable, match=sentence):
        read(file)


def test_commands_of_site_generators_do_not_show(tmp_path: Path) -> None:
    file = _file(
        tmp_path,
        '{% include "step.html" a: b %}\nAsk in {% slack "help" %}, see'
        ' [travel]({% page "/travel-101/" %}){:target="_blank"}.'
        "{% comment %}hidden\n{% endcomment %}\n\nDear {{name}}, `{% code %}` stays.",
    )
    found = read(file)
    assert found.body == (
        f'<p>Ask in help, see <a href="{PREFIX}travel-101">travel</a>.</p>'
        "<p>Dear {{name}}, <code>{% code %}</code> stays.</p>"
    )


def test_a_summary_ends_where_a_sentence_does(tmp_path: Path) -> None:
    found = read(_file(tmp_path, "## Head\n\n" + "One sentence of some words. " * 30))
    assert found.summary.endswith("words.")
    assert 100 < len(found.summary) <= 300


def test_scripts_in_markdown_are_gone(tmp_path: Path) -> None:
    found = read(_file(tmp_path, "a <script>alert(1)</script><img src=https://e.org/x onerror=alert(1)>"))
    assert found.body == '<p>a <a href="https://e.org/x">x</a></p>'


def _file(folder: Path, text: str, *, name: str = "a.md") -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file
