"""What is drawn as inline SVG: icons, the mark, the river, the gauge. Strings in, strings out; no request.

The shapes lie beside this file: ``icons.json`` (Lucide; ``icons-LICENSE.txt``) and ``art/`` (ours).
"""

import json
from functools import cache, lru_cache
from pathlib import Path

HERE = Path(__file__).parent
ICONS: dict[str, str] = json.loads((HERE / "icons.json").read_text(encoding="utf-8"))
GAUGE_STEPS = 5


@cache
def icon(name: str) -> str:
    """A reference to an icon of the page's sprite. Raises LookupError for a name not in icons.json."""
    if name not in ICONS:
        raise LookupError(f'No icon is called "{name}"; see lubuk/ui/icons.json.')
    return f'<svg class="i" aria-hidden="true"><use href="#i-{name}"/></svg>'


@lru_cache(maxsize=256)  # pages of one sort need the same icons
def sprite(names: frozenset[str]) -> str:
    """The shapes of the named icons, once, unseen."""
    symbols = "".join(
        f'<symbol id="i-{name}" viewBox="0 0 24 24">{ICONS[name]}</symbol>' for name in sorted(names)
    )
    return f'<svg hidden width="0" height="0" aria-hidden="true">{symbols}</svg>' if symbols else ""


@cache
def art(name: str) -> str:
    """A drawing of ours on one line: mark, pool, bank, stream."""
    return (HERE / "art" / f"{name}.svg").read_text(encoding="utf-8").replace("\n", "")


@cache
def shore(water: str) -> str:
    """The river behind a heading: "full" and "dry" are a home page's pool, "bank" a community's bend."""
    if water == "bank":
        return art("bank")
    if water not in {"full", "dry"}:
        raise LookupError(f'A shore is "full", "dry" or "bank", not "{water}".')
    return art("pool") if water == "full" else art("pool").replace('class="river"', 'class="river dry"')


@cache
def gauge(level: int) -> str:
    """A staff gauge with the lowest `level` of its five blocks under water."""
    blocks = "".join(
        f'<rect{' class="on"' if step < level else ""} x="{-5 if step % 2 == 0 else 1}" y="{15.5 - 5 * step}"'
        ' width="6" height="4" rx=".6"/>'
        for step in range(GAUGE_STEPS)
    )
    return f'<svg viewBox="-5.6 -.5 13.2 26" aria-hidden="true"><path d="M1 0v25"/>{blocks}</svg>'
