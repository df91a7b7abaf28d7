"""The storage format of Confluence as HTML: its links, pictures, panels and code, which browsers don't know."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape

from lubuk.domains.importing.reading.leading import imported

CALLOUTS = {"info": "note", "note": "ask", "tip": "good", "warning": "bad", "panel": "note"}
CODE = {"code", "noformat"}

_LINK = re.compile(r"<ac:link\b[^>]*>(.*?)</ac:link>", re.DOTALL)
_PAGE = re.compile(r'<ri:page\b[^>]*ri:content-title="([^"]*)"')
_WORDS = re.compile(
    r"<ac:(?:plain-text-link-body)>\s*<!\[CDATA\[(.*?)\]\]\s?>\s*</ac:plain-text-link-body>"
    r"|<ac:link-body>(.*?)</ac:link-body>",
    re.DOTALL,
)
_IMAGE = re.compile(r"<ac:image\b([^>]*)>(.*?)</ac:image>", re.DOTALL)
_FILE = re.compile(r'<ri:attachment\b[^>]*ri:filename="([^"]*)"')
_ALT = re.compile(r'ac:alt="([^"]*)"')
# Innermost first, so that a panel in a panel is met before the one around it.
_MACRO = re.compile(
    r'<ac:(?:structured-)?macro\b[^>]*ac:name="([\w-]+)"[^>]*?(?:/>|>((?:(?!<ac:(?:structured-)?macro\b).)*?)'
    r"</ac:(?:structured-)?macro>)",
    re.DOTALL,
)
_RICH = re.compile(r"<ac:rich-text-body>(.*?)</ac:rich-text-body>", re.DOTALL)
_PLAIN = re.compile(r"<ac:plain-text-body>\s*<!\[CDATA\[(.*?)\]\]\s?>\s*</ac:plain-text-body>", re.DOTALL)
_TASK = re.compile(r"<ac:task-body>(.*?)</ac:task-body>", re.DOTALL)
_TASKS = re.compile(r"<ac:task-list>(.*?)</ac:task-list>", re.DOTALL)
_REST = re.compile(r"</?(?:ac|ri):[^>]*>")
MOST_NESTED = 20  # macros in macros


def as_html(storage: str, *, page_path: Callable[[str], str], file_path: Callable[[str], str]) -> str:
    """`page_path` gives the path of a page by its title, `file_path` that of a file by its name."""
    html = _IMAGE.sub(lambda match: picture(match, file_path), storage)
    html = _LINK.sub(lambda match: link(match[1], page_path), html)
    html = _TASKS.sub(
        lambda match: f"<ul>{''.join(f'<li>{t}</li>' for t in _TASK.findall(match[1]))}</ul>", html
    )
    for _round in range(MOST_NESTED):
        html, replaced = _MACRO.subn(lambda match: macro(match[1], match[2] or ""), html)
        if not replaced:
            break
    return _REST.sub("", html)


def link(inner: str, page_path: Callable[[str], str]) -> str:
    page, words = _PAGE.search(inner), _WORDS.search(inner)
    said = (escape(words[1]) if words[1] is not None else words[2]) if words else ""
    if page is None:
        return said
    title = unescape(page[1])
    return f'<a href="{imported(page_path(title))}">{said or escape(title)}</a>'


def picture(match: re.Match[str], file_path: Callable[[str], str]) -> str:
    file, alt = _FILE.search(match[2]), _ALT.search(match[1])
    if file is None:
        return ""
    name = unescape(file[1])
    return f'<img src="{imported(file_path(name))}" alt="{alt[1] if alt else escape(name)}">'


def macro(name: str, inner: str) -> str:
    """Panels are callouts, code is code; of what is a program there only its own text is kept."""
    rich, plain = _RICH.search(inner), _PLAIN.search(inner)
    if name in CODE and plain:
        return f"<pre><code>{escape(plain[1])}</code></pre>"
    text = rich[1] if rich else escape(plain[1]) if plain else ""
    return f'<div data-callout="{CALLOUTS[name]}">{text}</div>' if name in CALLOUTS and text else text
