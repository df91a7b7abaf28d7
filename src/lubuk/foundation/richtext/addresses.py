"""Which addresses a text may point at, and how they are written. What they lead to is not looked up here."""

import re

from lubuk.foundation.richtext.lexing import CONTROLS

SCHEMES = frozenset({"http", "https", "mailto", "tel"})
FILES = "/files/"
# An import writes what a file points at under this prefix until the importer knows where it went.
IMPORTED = "/files/imported/"
LONGEST = 4_096

_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.\-]*):")
_OWN_ITEM = re.compile(r"/items/([1-9][0-9]{0,17})/")
_OWN_PERSON = re.compile(r"/people/([1-9][0-9]{0,17})/")
_ID = re.compile(r"[1-9][0-9]{0,17}")
_UNSAFE = re.compile(r"""[\s"'<>\\^`{|}\[\]]|[^\x00-\x7f]""")


def link_address(written: str) -> str | None:
    """The address in canonical writing, or None where a link must not lead there.

    Allowed: http, https, mailto, tel, a path on this site, a heading of the same text (`#…`).
    """
    # Browsers skip tabs and line breaks inside an address, so "java\nscript:" is a scheme.
    address = re.sub(r"[\t\n\r]", "", CONTROLS.sub("", written)).strip()
    if not address or len(address) > LONGEST:
        return None
    scheme = _SCHEME.match(address)
    if scheme:
        name = scheme[1].lower()
        return encode(name + address[scheme.end(1) :]) if name in SCHEMES else None
    if address.startswith("#") and len(address) > 1:
        return encode(address)
    # Browsers read "\" as "/": both "//host" and "/\host" leave the site.
    if address.startswith("/") and address[1:2] not in ("/", "\\"):
        return encode(address)
    return None


def picture_address(written: str) -> str | None:
    """Pictures come from this installation's files and nowhere else: a foreign one would tell who reads."""
    address = link_address(written)
    if address is None or not address.startswith(FILES) or "/../" in address:
        return None
    return address


def item_id(attributes: dict[str, str]) -> str | None:
    return _reference(attributes, "data-item", _OWN_ITEM)


def person_id(attributes: dict[str, str]) -> str | None:
    return _reference(attributes, "data-person", _OWN_PERSON)


def _reference(attributes: dict[str, str], name: str, own: re.Pattern[str]) -> str | None:
    given = attributes.get(name, "").strip()
    if _ID.fullmatch(given):
        return given
    match = own.fullmatch(attributes.get("href", "").strip())
    return match[1] if match else None


def encode(address: str) -> str:
    """Percent-encodes what would need quoting in HTML or Markdown, and all that is not ASCII."""
    return _UNSAFE.sub(lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), address)
