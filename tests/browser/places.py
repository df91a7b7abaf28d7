"""One page of each type, and who looks at it."""

from __future__ import annotations

from tests.browser.house import House

PLACES: dict[str, tuple[str | None, str]] = {
    "home of a stranger": (None, "/"),
    "home of a steward": ("dora", "/"),
    "library": ("ana", "/library/"),
    "kind": (None, "/kinds/guide/"),
    "subject": ("ana", "/subjects/leaks-and-repairs/"),
    "unit": ("ana", "/units/water/"),
    "section": ("ed", "/sections/night-work/"),
    "person": ("ana", "/people/1/"),
    "profile": ("ana", "/profile/"),
    "what to share": ("ana", "/share/"),
    "new case study": ("ana", "/share/case-study/"),
    "edit": ("ana", "{guide}edit/"),
    "item of a reader": (None, "/items/1/"),
    "item of its owner": ("ana", "{guide}"),
    "item of its steward": ("dora", "{due}"),
    "item overdue": ("cleo", "{overdue}"),
    "procedure": ("ben", "{sop}"),
    "history": ("ana", "{guide}history/"),
    "version": ("ana", "{guide}versions/1/"),
    "comparison": ("ana", "{guide}compare/1/1/"),
    "search": ("ana", "/search/?q=water"),
    "nothing found": (None, "/search/?q=zeppelin+kind:guide"),
    "bring in": ("dora", "/import/"),
    "write by mail": ("ana", "/import/mail/"),
    "the office": ("gita", "/office/"),
    "pages of the office": ("gita", "/office/items/?show=overdue"),
    "people": ("gita", "/office/people/"),
    "a person of the office": ("gita", "/office/people/ana/"),
    "a new person": ("gita", "/office/add/person/"),
    "roles": ("gita", "/office/people/ana/roles/"),
    "leaving": ("gita", "/office/people/ana/deactivate/"),
    "units": ("gita", "/office/units/"),
    "a unit of the office": ("gita", "/office/units/water-network/"),
    "a new section": ("gita", "/office/add/sections/"),
    "renaming": ("gita", "/office/units/water-network/rename/"),
    "moving": ("gita", "/office/units/water-network/move/"),
    "closing": ("gita", "/office/units/water-network/close/"),
    "the trail": ("gita", "/office/trail/"),
    "a text in review": ("ana", "{review}edit/"),
    "sign in": (None, "/account/login/"),
    "password forgotten": (None, "/account/password/reset/"),
    "new password": ("ana", "/account/password/change/"),
    "address": ("ana", "/account/email/"),
    "second step": ("ana", "/account/2fa/"),
    "not found": (None, "/items/999999/"),
    "not allowed": ("fay", "/share/guide/"),
}


def address_of(place: str, home: House) -> str:
    return PLACES[place][1].format(**{name: home.page(name) for name in home.made})
