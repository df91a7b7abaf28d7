"""What is typed in a conversation, made into what is kept: Markdown, links, and names after an @."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items.models import Item
from lubuk.foundation.refusal import Refused
from lubuk.foundation.richtext.markdown import from_markdown
from lubuk.foundation.richtext.plain import to_text
from lubuk.foundation.richtext.references import people_in
from lubuk.foundation.richtext.sanitise import TooLarge, sanitise
from lubuk.shared.comments.models import MOST_LETTERS
from lubuk.shared.comments.permissions import can_read_comments

NAMED = re.compile(r"(?<![\w@/.])@(\w[\w.+-]*\w)")
HEADING = re.compile(r"<h[234]>(.*?)</h[234]>", re.DOTALL)
FIGURE = re.compile(r"<figure>.*?</figure>|<img [^>]*>", re.DOTALL)
ADDRESS = re.compile(r"(?<![\"(<\[=\w/])https?://[^\s<>\"')\]]+[^\s<>\"')\].,;:!?]")
MOST_NAMED = 20  # people: who means everybody writes a page


def rich(typed: str) -> str:
    """Rich text. Raises Refused for what is empty or too long.

    Without headings, which would stand between those of the page, and without pictures, which are as visible as the
    version that shows them.
    """
    typed = typed.replace("\0", "").replace("\r\n", "\n").strip()
    if len(typed) > MOST_LETTERS:
        raise Refused(
            _("That is too long for a conversation: %(most)s letters at most. Share it as a page.")
            % {"most": MOST_LETTERS}
        )
    try:
        html = from_markdown(ADDRESS.sub(r"<\g<0>>", with_names(typed)))
    except TooLarge as error:
        raise Refused(str(error)) from error
    html = sanitise(HEADING.sub(r"<p><strong>\1</strong></p>", FIGURE.sub("", html)))
    if not to_text(html).strip():
        raise Refused(_("Write a word or two first."))
    return html


def with_names(typed: str) -> str:
    """@ratna becomes Ratna Halimun, with a link to her page, where there is such a colleague."""
    said = dict.fromkeys(NAMED.findall(typed))
    if not said:
        return typed
    people = Person.objects.filter(username__in=list(said)[:MOST_NAMED], is_active=True)
    known = {person.username: person for person in people.exclude(unit=None)}

    def named(match: re.Match[str]) -> str:
        person = known.get(match[1])
        label = re.sub(r"([\\\[\]])", r"\\\1", person.name) if person else ""
        return f"@[{label}](person:{person.pk})" if person else match[0]

    return NAMED.sub(named, typed)


def people_named(html: str, item: Item) -> list[Person]:
    """Those who may read the conversation; others are not told that it is there."""
    ids = people_in(html)[:MOST_NAMED]
    people = Person.objects.filter(pk__in=ids, is_active=True) if ids else []
    return [person for person in people if can_read_comments(person, item)]
