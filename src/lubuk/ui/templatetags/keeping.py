"""{% kept stamp "bar" institution.pk %} … {% endkept %}: a part of a page, drawn once for all alike.

The stamp stands for what every part depends on: all that was done, the day, the language (`site/context.py`).
After the name comes whatever else this part depends on. With an empty stamp the part is drawn each time. A
part with a form has the reader's own token in it and can't be kept.
"""

from dataclasses import dataclass

from django import template
from django.template import Context, Node, NodeList
from django.template.base import FilterExpression, Parser, Token
from django.utils.safestring import SafeString, mark_safe

from lubuk.ui.keeping import Kept
from lubuk.ui.templatetags.ui import icons_of

register = template.Library()

MOST_BYTES = 16 * 2**20
TOKEN = "csrfmiddlewaretoken"  # noqa: S105 - the name of the field


@dataclass(frozen=True, slots=True)
class Drawn:
    html: SafeString
    icons: frozenset[str]


parts = Kept[Drawn](MOST_BYTES, lambda drawn: len(drawn.html))


class PersonalPart(Exception):
    """The part has a form in it: its token is one reader's own."""


class KeptNode(Node):
    child_nodelists = ()  # no block stands in it: Django needn't look there at each page

    def __init__(
        self, nodelist: NodeList, stamp: FilterExpression, name: str, varying: list[FilterExpression]
    ) -> None:
        self.nodelist, self.stamp, self.name, self.varying = nodelist, stamp, name, varying

    def render(self, context: Context) -> SafeString:
        stamp = self.stamp.resolve(context)
        if not stamp:
            return self.nodelist.render(context)
        key = (stamp, self.name, *[str(one.resolve(context)) for one in self.varying])
        drawn = parts.get(key)
        if drawn is None:
            drawn = self.draw(context, self.name)
            parts.keep(key, drawn)
        icons_of(context).update(drawn.icons)
        return drawn.html

    def draw(self, context: Context, name: str) -> Drawn:
        icons = icons_of(context)
        before = set(icons)
        icons.clear()
        html = self.nodelist.render(context)
        own = frozenset(icons)
        icons.update(before)
        if TOKEN in html:
            raise PersonalPart(name)
        return Drawn(mark_safe(html), own)  # noqa: S308 - drawn by a template


@register.tag
def kept(parser: Parser, token: Token) -> KeptNode:
    _tag, stamp, name, *varying = token.split_contents()
    nodelist = parser.parse(["endkept"])
    parser.delete_first_token()
    return KeptNode(
        nodelist,
        parser.compile_filter(stamp),
        name.strip('"'),
        [parser.compile_filter(one) for one in varying],
    )
