"""Makes texts for the tests: trees of the subset, and HTML as broken as it comes."""

from hypothesis import strategies as st

from lubuk.foundation.richtext.tree import quoted

WORDS = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), min_size=1, max_size=12
)
_SIGNS = [
    "a",
    "word",
    "two words",
    " ",
    "1. ",
    "- x",
    "+",
    "#",
    "## x #",
    "*",
    "_",
    "snake_case",
    "`",
    "``",
    "[",
    "]",
    "[[4]]",
    "!",
    "@",
    "<",
    "&amp;",
    "&",
    "\\",
    "|",
    "a | b",
    "> q",
    "---",
    "===",
    "~~~",
    ":",
    "{",
    "{width=4}",
    "\xa0",
    "\u2003",
    "@[A](person:3)",
    "[x](y)",
    "![x](/files/y)",
    "[!note]",
    "1)",
    "***",
    "é",
    "“q”",
    "(",
    ")",
    ":-",
    "http://e.org",
]  # fmt: skip
PROSE = st.one_of(
    st.sampled_from(_SIGNS),
    WORDS,
)
ADDRESSES = st.sampled_from(
    ["https://e.org/a?b=1&c=2", "/x/", "mailto:a@b.c", "#top", "/a(b)", "tel:112", "https://e.org/&copy;"]
)


def _mark(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        inner.map(lambda text: f"<strong>{text}</strong>"),
        inner.map(lambda text: f"<em>{text}</em>"),
        inner.map(lambda text: f"<code>{text}</code>"),
        st.tuples(ADDRESSES, inner).map(lambda pair: f'<a href="{quoted(pair[0])}">{pair[1]}</a>'),
        st.tuples(st.integers(1, 99), inner).map(lambda pair: f'<a data-item="{pair[0]}">{pair[1]}</a>'),
        st.integers(1, 99).map(lambda item: f'<a data-item="{item}">#{item}</a>'),
        st.tuples(st.integers(1, 99), inner).map(lambda pair: f'<a data-person="{pair[0]}">@{pair[1]}</a>'),
        st.lists(inner, min_size=2, max_size=3).map("".join),
        st.tuples(inner, inner).map("<br>".join),
    )


PICTURE = st.tuples(st.sampled_from(["", ' width="6" height="4"', ' width="9"']), WORDS).map(
    lambda pair: f'<img src="/files/3/a(1).png" alt="{quoted(pair[1]).replace(chr(34), "&quot;")}"{pair[0]}>'
)
INLINE = st.recursive(st.one_of(PROSE.map(quoted), PICTURE), _mark, max_leaves=5)
LINE = st.one_of(
    st.tuples(st.sampled_from(["p", "p", "p", "h2", "h3", "h4"]), INLINE).map(
        lambda pair: f"<{pair[0]}>{pair[1]}</{pair[0]}>"
    ),
    st.lists(PROSE, max_size=4).map(
        lambda lines: "<pre><code>" + quoted("\n\n\t".join(lines)) + "</code></pre>"
    ),
    st.just("<hr>"),
    INLINE,
    st.tuples(PICTURE, INLINE).map(
        lambda pair: f"<figure>{pair[0]}<figcaption>{pair[1]}</figcaption></figure>"
    ),
)


def _container(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    several = st.lists(inner, min_size=1, max_size=3)
    items = several.map(lambda parts: "".join(f"<li>{part}</li>" for part in parts))
    cell = st.tuples(st.sampled_from(["td", "td", "td", "th", 'td colspan="2"']), inner).map(
        lambda pair: f"<{pair[0]}>{pair[1]}</{pair[0][:2]}>"
    )
    plain_row = st.tuples(INLINE, INLINE)
    return st.one_of(
        several.map("".join),
        items.map(lambda text: f"<ul>{text}</ul>"),
        items.map(lambda text: f"<ol>{text}</ol>"),
        inner.map(lambda text: f"<blockquote>{text}</blockquote>"),
        st.tuples(st.sampled_from(["note", "good", "ask", "bad"]), inner).map(
            lambda pair: f'<div data-callout="{pair[0]}">{pair[1]}</div>'
        ),
        st.lists(
            st.lists(cell, min_size=1, max_size=3).map(lambda cells: f"<tr>{''.join(cells)}</tr>"),
            min_size=1,
            max_size=3,
        ).map(lambda rows: f"<table>{''.join(rows)}</table>"),
        st.lists(plain_row, min_size=1, max_size=3).map(
            lambda rows: (
                "<table><tr><th>A<th>B</tr>"
                + "".join(f"<tr><td>{left}</td><td>{right}</td></tr>" for left, right in rows)
                + "</table>"
            )
        ),
    )


TEXTS = st.recursive(LINE, _container, max_leaves=8)

TAGS = [
    "p", "h1", "h2", "h4", "ul", "ol", "li", "blockquote", "pre", "code", "strong", "b", "em", "a",
    "table", "caption", "thead", "tbody", "tr", "th", "td", "img", "figure", "figcaption", "hr", "br",
    "div", "span", "script", "svg", "math", "style", "form", "input", "template", "noscript", "select",
    "textarea", "section", "dl", "dt", "font",
]  # fmt: skip
_WRITTEN_ATTRIBUTES = [
    "",
    ' href="/x/"',
    " href=javascript:alert(1)",
    ' data-item="4"',
    ' data-callout="note"',
    ' src="/files/1/a"',
    " style=x:y",
    ' onclick="x"',
    " colspan=2",
    ' href="http://["',
    " src=https://e.org/a.png alt='x>y'",
    ' alt="',
    " x='",
]  # fmt: skip
_ATTRIBUTES = st.sampled_from(_WRITTEN_ATTRIBUTES)
_TAG = st.one_of(
    st.tuples(st.sampled_from(TAGS), _ATTRIBUTES).map(lambda pair: f"<{pair[0]}{pair[1]}>"),
    st.sampled_from(TAGS).map(lambda tag: f"</{tag}>"),
    st.sampled_from(
        [
            "<!--",
            "-->",
            "<![CDATA[",
            "]]>",
            "<",
            "&#0;",
            "&#xD800;",
            "&lt;script&gt;",
            "\x00",
            "\ud800",
            "\r\n",
            "</",
        ]
    ),
)
BROKEN = st.lists(st.one_of(_TAG, PROSE), max_size=25).map("".join)
