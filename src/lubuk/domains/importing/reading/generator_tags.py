"""Markdown written for a site generator (Jekyll, Eleventy) has its commands in the text; readers want only
the words.
"""

import re

_CODE = re.compile(r"(^(?:```|~~~).*?^(?:```|~~~)|`[^`\n]+`)", re.DOTALL | re.MULTILINE)
_COMMENT = re.compile(r"\{%-?\s*comment\s*-?%\}.*?\{%-?\s*endcomment\s*-?%\}", re.DOTALL)
_IN_LINK = re.compile(r"""\]\(\s*\{[%{<]+-?\s*\w+\s+["']([^"'\n]+)["']\s*-?[%}>]+\}?\s*\)""")
_ALONE = re.compile(r"^[ \t]*\{%[^\n]*?%\}[ \t]*$\n?", re.MULTILINE)
_WITH_WORDS = re.compile(r"""\{%-?\s*\w+\s+["']([^"'\n]+)["']\s*-?%\}""")
_ANY = re.compile(r"\{%.*?%\}")
_ATTRIBUTES = re.compile(r"\{:[^}\n]*\}")


def without_tags(text: str) -> str:
    """Addresses in links stay addresses, `{% name "words" %}` in a line becomes its words, the rest goes;
    code is left.
    """
    if "{%" not in text and "{:" not in text and "({{" not in text:
        return text
    parts = _CODE.split(_COMMENT.sub("", text))
    parts[::2] = [_cleaned(part) for part in parts[::2]]
    return "".join(parts)


def _cleaned(text: str) -> str:
    text = _IN_LINK.sub(lambda match: f"](<{match[1]}>)", text)
    text = _WITH_WORDS.sub(r"\1", _ALONE.sub("\n", text))
    return _ATTRIBUTES.sub("", _ANY.sub("", text))
