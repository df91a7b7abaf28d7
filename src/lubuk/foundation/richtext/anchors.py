"""The ids of headings: made when a text is shown or cut into passages, never stored."""

from django.utils.text import slugify

PREFIX = "h-"  # keeps a heading called "Search" from taking the id of the page's own search field


class Anchors:
    """Gives each heading of one text its id; the second "Costs" is `h-costs-2`."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def give(self, heading: str) -> str:
        base = PREFIX + (slugify(heading, allow_unicode=True)[:80].strip("-") or "part")
        anchor, number = base, 1
        while anchor in self._given:
            number += 1
            anchor = f"{base}-{number}"
        self._given.add(anchor)
        return anchor
