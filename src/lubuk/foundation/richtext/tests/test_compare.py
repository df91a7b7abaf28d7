"""What changed, as a reader would say it."""

import re

import pytest
from hypothesis import given, settings

from lubuk.foundation.richtext.compare import compare, compare_text
from lubuk.foundation.richtext.plain import to_text
from lubuk.foundation.richtext.sanitise import sanitise
from lubuk.foundation.richtext.tests.texts import TEXTS

PICTURE = '<img src="/files/1/{}.png" alt="{}">'


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        (
            "<p>The old budget is fixed.</p>",
            "<p>The new budget is fixed.</p>",
            "<p>The <del>old </del><ins>new </ins>budget is fixed.</p>",
        ),
        ("<p>Same.</p>", "<p>Same.</p>", "<p>Same.</p>"),
        ("<p>One two.</p>", "<p>One two three.</p>", "<p>One two <ins>three</ins>.</p>"),
        (
            "<p>Apples grow.</p>",
            "<p>Kota baru.</p>",
            '<p class="added"><ins>Kota baru.</ins></p>'
            '<p class="removed"><del>Apples grow.</del></p>',
        ),
        (
            "<p>First one here.</p><p>Last one here.</p>",
            "<p>First one here.</p><p>Quite different words.</p><p>Last one here.</p>",
            '<p>First one here.</p><p class="added">'
            '<ins>Quite different words.</ins></p><p>Last one here.</p>',
        ),
        (
            "<ul><li>apples</li><li>pears</li><li>plums</li></ul>",
            "<ul><li>apples</li><li>plums</li></ul>",
            '<ul><li>apples</li><li class="removed"><del>pears</del></li><li>plums</li></ul>',
        ),
        (
            "<table><tbody><tr><td>Leaks</td><td>41</td></tr><tr><td>Calls"
            "</td><td>7</td></tr></tbody></table>",
            "<table><tbody><tr><td>Leaks</td><td>29</td></tr><tr><td>Calls"
            "</td><td>7</td></tr></tbody></table>",
            "<table><tbody><tr><td>Leaks</td><td><del>41</del><ins>29</ins></td></tr>"
            "<tr><td>Calls</td><td>7</td></tr></tbody></table>",
        ),
        (
            "<table><tbody><tr><td>Leaks</td></tr></tbody></table>",
            "<table><tbody><tr><td>Leaks</td></tr><tr><td>Calls</td></tr></tbody></table>",
            '<table><tbody><tr><td>Leaks</td></tr><tr class="added">'
            '<td class="added"><ins>Calls</ins></td></tr></tbody></table>',
        ),
        (
            f"<p>See {PICTURE.format(1, 'Map')}</p>",
            f"<p>See {PICTURE.format(2, 'Map')}</p>",
            f"<p>See <del>{PICTURE.format(1, 'Map')}</del><ins>{PICTURE.format(2, 'Map')}</ins></p>",
        ),
        (
            "<p>A word here.</p>",
            "<p>A <strong>word</strong> here.</p>",
            "<p>A <del>word </del><ins><strong>word</strong> </ins>here.</p>",
        ),
        (
            "<pre><code>a\nb\nc</code></pre>",
            "<pre><code>a\nx\nc</code></pre>",
            "<pre><code>a\n<del>b\n</del><ins>x\n</ins>c</code></pre>",
        ),
        ("<p>x y</p>", "<p>x y</p><hr>", "<p>x y</p><ins><hr></ins>"),
    ],
)  # fmt: skip
def test_a_change_is_shown_where_it_is_and_no_larger(old: str, new: str, shown: str) -> None:
    assert compare(old, new) == shown


def test_plain_fields_are_compared_and_escaped() -> None:
    assert compare_text("a < b", "a < c") == "a &lt; <del>b</del><ins>c</ins>"


def test_nothing_hostile_comes_through_a_comparison() -> None:
    shown = compare(
        "<p>a<script>alert(1)</script></p>",
        "<p onclick=x>a <img src=x onerror=alert(1)><a href=javascript:x>b</a></p>",
    )
    assert "script" not in shown
    assert "on" not in re.findall(r"<[^>]*\bon\w+", shown)


@settings(max_examples=60, deadline=None)
@given(TEXTS, TEXTS)
def test_without_what_was_removed_the_new_text_is_left(old: str, new: str) -> None:
    shown = compare(old, new)
    without_removed = re.sub(r"<del>.*?</del>", "", shown, flags=re.DOTALL)
    assert _words(sanitise(without_removed)) == _words(sanitise(new))


@settings(max_examples=40, deadline=None)
@given(TEXTS)
def test_a_text_compared_with_itself_shows_no_change(text: str) -> None:
    assert compare(text, text) == sanitise(text)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<p>" + "a b " * 20_000 + "</p>", "<p>" + "b c " * 20_000 + "</p>"),
        (
            "".join(f"<p>old {number}</p>" for number in range(3_000)),
            "".join(f"<p>new {number}</p>" for number in range(3_000)),
        ),
        ("<p>x</p>" * 5_000, "<p>x</p><p>y</p>" * 2_500),
        ("<ul>" + "<li>a b</li>" * 2_000 + "</ul>", "<ul>" + "<li>b c</li>" * 2_000 + "</ul>"),
    ],
)
def test_huge_texts_are_compared_too(old: str, new: str) -> None:
    assert "<ins>" in compare(old, new)


def _words(html: str) -> list[str]:
    return re.findall(r"\w+", to_text(html))
