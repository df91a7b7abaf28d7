"""What the wheel's build does that a list of files cannot say: the dependencies, and the compiled catalogues.

The islands and style sheets are built before, by ./lubuk: a wheel without them is refused.
"""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.metadata.plugin.interface import MetadataHookInterface

ROOT = Path(__file__).parent
sys.path.insert(0, str(ROOT / "src"))

from lubuk.site.catalogues import compile_all  # noqa: E402  the tree that is built is on no path before


class Dependencies(MetadataHookInterface):
    PLUGIN_NAME = "custom"

    def update(self, metadata: dict[str, Any]) -> None:
        lines = (line.strip() for line in (ROOT / "requirements" / "run.in").read_text().splitlines())
        metadata["dependencies"] = [line for line in lines if line and not line.startswith("#")]


class Built(BuildHookInterface[Any]):
    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        compile_all()
        if (ROOT / "frontend").is_dir() and not (ROOT / "src/lubuk/ui/static/built").is_dir():
            raise SystemExit("The islands are not built. Run ./lubuk build, then make the wheel again.")
