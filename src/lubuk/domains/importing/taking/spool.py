"""The pages that were read and wait to be brought in, as files of this machine: a dump of gigabytes is read once."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

from django.conf import settings

from lubuk.domains.importing.pages import Page

ALIASES = "aliases.jsonl"


class Spool:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @classmethod
    def of(cls, import_id: int) -> Spool:
        return cls(Path(settings.DATA) / "imports" / str(import_id))

    @property
    def is_whole(self) -> bool:
        return (self.folder / "whole").exists()

    def begin(self) -> None:
        self.clear()
        self.folder.mkdir(parents=True, mode=0o700)

    def put(self, page: Page) -> None:
        place = self._place(page.path)
        place.parent.mkdir(exist_ok=True)
        place.write_text(json.dumps(page.as_kept()), encoding="utf-8")

    def close(self) -> None:
        (self.folder / "whole").touch()

    def lead(self, path: str, to: str) -> None:
        with (self.folder / ALIASES).open("a", encoding="utf-8") as file:
            file.write(json.dumps([path, to]) + "\n")

    def aliases(self) -> dict[str, str]:
        """Other paths of pages, as redirects have."""
        try:
            lines = (self.folder / ALIASES).read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            return {}
        return dict(json.loads(line) for line in lines)

    def get(self, path: str) -> Page | None:
        try:
            return Page.from_kept(json.loads(self._place(path).read_text(encoding="utf-8")))
        except (FileNotFoundError, ValueError):
            return None

    def clear(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    def _place(self, path: str) -> Path:
        name = hashlib.sha256(path.encode(errors="surrogatepass")).hexdigest()
        return self.folder / name[:2] / f"{name}.json"
