"""Markdown in, Markdown out, and nothing lost between."""

import pytest
from hypothesis import given, settings

from lubuk.foundation.richtext.markdown import from_markdown, to_markdown
from lubuk.foundation.richtext.sanitise import TooLarge, sanitise
from lubuk.foundation.richtext.tests.texts import BROKEN, TEXTS

PICTURE = '<img src="/files/3/a.png" alt="A map">'
SIZED = '<img src="/files/3/a.png" alt="A map" width="600" height="400">'


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("# A\n\ntext", "<h2>A</h2><p>text</p>"),
        ("**a** _b_ *c* `d`", "<p><strong>a</strong> <em>b</em> <em>c</em> <code>d</code></p>"),
        ("~~a~~", "<p>~~a~~</p>"),
        ("- a\n- b\n  1. c", "<ul><li>a</li><li>b<ol><li>c</li></ol></li></ul>"),
        ("> q", "<blockquote><p>q</p></blockquote>"),
        ("> [!note]\n> t", '<div data-callout="note"><p>t</p></div>'),
        ("> [!TIP]\n> t", '<div data-callout="good"><p>t</p></div>'),
        ("> [!WARNING]\n>\n> - t", '<div data-callout="bad"><ul><li>t</li></ul></div>'),
        ("> [!caution] t", '<div data-callout="bad"><p>t</p></div>'),
        (
            "> [!important]\n> t\n> > q",
            '<div data-callout="ask"><p>t</p><blockquote><p>q</p></blockquote></div>',
        ),
        ("> [!other]\n> t", "<blockquote><p>[!other] t</p></blockquote>"),
        ("```py\nx = 1\n```", "<pre><code>x = 1</code></pre>"),
        (
            "| a | b |\n|---|--:|\n| 1 | 2\\|3 |",
            "<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr>"
            "<td>1</td><td>2|3</td></tr></tbody></table>",
        ),
        ("[[42]]", '<p><a data-item="42" href="/items/42/">#42</a></p>'),
        ("[[42|The *guide*]]", '<p><a data-item="42" href="/items/42/">The *guide*</a></p>'),
        (
            "Ask @[Ana B](person:7).",
            '<p>Ask <a class="person" data-person="7" href="/people/7/">@Ana B</a>.</p>',
        ),
        ("`[[42]]` \\[[42]]", "<p><code>[[42]]</code> [[42]]</p>"),
        ("![A map](/files/3/a.png)", f"<p>{PICTURE}</p>"),
        ("![A map](/files/3/a.png){width=600 height=400}", f"<p>{SIZED}</p>"),
        ('![A map](/files/3/a.png "Cap")', f"<figure>{PICTURE}<figcaption>Cap</figcaption></figure>"),
        ("![x](https://e.org/a.png)", '<p><a href="https://e.org/a.png">x</a></p>'),
        ("a <b>bold</b> <script>alert(1)</script>", "<p>a <strong>bold</strong></p>"),
        ("[x](javascript:alert(1))", "<p>x</p>"),
        ("<https://e.org>", '<p><a href="https://e.org">https://e.org</a></p>'),
        ("a\\\nb  \nc", "<p>a<br>b<br>c</p>"),
        ("---", "<hr>"),
    ],
)
def test_markdown_is_read_as_people_mean_it(markdown: str, html: str) -> None:
    assert from_markdown(markdown) == html


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<h2>A</h2><p>b</p><h3>C #</h3>", "## A\n\nb\n\n### C \\#\n"),
        ("<p><strong>a <em>b</em></strong> <code>c`d</code></p>", "**a _b_** ``c`d``\n"),
        ("<p>in<strong>side</strong>d</p>", "in<strong>side</strong>d\n"),
        ("<ul><li>a<ul><li>b</li></ul></li><li><p>c</p><p>d</p></li></ul>", "- a\n  - b\n- c\n\n  d\n"),
        ("<ol><li>a</li><li>b</li></ol>", "1. a\n2. b\n"),
        ("<ul><li>a</li></ul><ul><li>b</li></ul>", "- a\n\n<!-- -->\n\n- b\n"),
        ("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b\n"),
        ('<div data-callout="good"><p>a</p></div>', "> [!good]\n> a\n"),
        ("<pre><code>```\nx</code></pre>", "````\n```\nx\n````\n"),
        (
            "<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr>"
            "<td>1|2</td><td></td></tr></tbody></table>",
            "| a | b |\n| --- | --- |\n| 1\\|2 |  |\n",
        ),
        (
            '<table><tbody><tr><td rowspan="2">a</td></tr></tbody></table>',
            '<table><tbody><tr><td rowspan="2">a</td></tr></tbody></table>\n',
        ),
        (
            '<p><a data-item="42">#42</a> <a data-item="42">The [guide]</a></p>',
            "[[42]] [[42|The \\[guide\\]]]\n",
        ),
        ('<p><a data-person="7">@Ana</a></p>', "@[Ana](person:7)\n"),
        ('<p>wow!<a href="/a(b)">x</a></p>', "wow\\![x](</a(b)>)\n"),
        (f"<p>{SIZED}</p>", "![A map](/files/3/a.png){width=600 height=400}\n"),
        (f"<figure>{PICTURE}<figcaption>Cap</figcaption></figure>", '![A map](/files/3/a.png "Cap")\n'),
        ("<p>1. a<br># b<br>snake_case * [x]</p>", "1\\. a\\\n\\# b\\\nsnake_case \\* \\[x\\]\n"),
        ("<hr>", "***\n"),
    ],
)
def test_each_construct_is_written_as_readable_markdown_and_read_back(html: str, markdown: str) -> None:
    assert to_markdown(html) == markdown
    assert from_markdown(markdown) == sanitise(html)


@pytest.mark.parametrize(
    "html",
    [
        '<p><code>a</code><a href="https://e.org/"><code>b</code></a></p>',
        '<p><strong><code>a</code></strong><a href="https://e.org/"><strong><code>b</code></strong></a></p>',
        "<p><code>a</code><strong><code>b</code></strong></p>",
        "<p><code>a</code><em><code>b</code></em><code>c</code></p>",
    ],
)
def test_code_beside_code_with_another_mark_stays_apart(html: str) -> None:
    assert from_markdown(to_markdown(html)) == html


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_nothing_of_the_subset_is_lost_through_markdown(source: str) -> None:
    html = sanitise(source)
    assert from_markdown(to_markdown(html)) == html


@settings(max_examples=80, deadline=None)
@given(BROKEN)
def test_no_markdown_makes_it_fail_or_gets_past_the_sanitiser(source: str) -> None:
    html = from_markdown(source)
    assert sanitise(html) == html


def test_too_much_markdown_is_refused() -> None:
    with pytest.raises(TooLarge):
        from_markdown("x" * 5_000_000)
