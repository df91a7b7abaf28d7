"""The folders of an index on disk: one is live, a new one is built beside it and takes its place at once.

search/current          the name of the live generation, replaced atomically
search/v1-k3x…/         a generation; `v1` is the version of its shape
search/rebuilding       held locked by the process that builds a new one
"""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lubuk.shared.search.engine import Busy, NoIndex


class Generations:
    def __init__(self, root: Path, version: int) -> None:
        self.root, self.prefix = root, f"v{version}-"
        self.pointer = root / "current"

    def current(self) -> Path:
        """The folder of the live generation. Raises NoIndex when there is none of this version."""
        try:
            name = self.pointer.read_text()
        except FileNotFoundError:
            raise NoIndex from None
        if not name.startswith(self.prefix):
            raise NoIndex
        return self.root / name

    @contextmanager
    def building(self) -> Iterator[Path]:
        """A folder for a new generation: live when the block ends well, swept up by the next one if not."""
        self.root.mkdir(parents=True, exist_ok=True)
        with self.only_one():
            self.clear(keep=self.current_name())
            fresh = Path(tempfile.mkdtemp(prefix=self.prefix, dir=self.root))
            yield fresh
            self.go_live(fresh)

    def go_live(self, fresh: Path) -> None:
        """The old generation stays until the next rebuild: a reader may be about to open it."""
        beside = self.pointer.with_suffix(".new")
        with beside.open("w") as file:
            file.write(fresh.name)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(self.pointer)

    def clear(self, *, keep: str) -> None:
        for folder in self.root.iterdir():
            if folder.is_dir() and folder.name != keep:
                shutil.rmtree(folder, ignore_errors=True)

    def current_name(self) -> str:
        return self.pointer.read_text() if self.pointer.exists() else ""

    @contextmanager
    def only_one(self) -> Iterator[None]:
        with (self.root / "rebuilding").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise Busy("Another process is rebuilding this index.") from None
            yield
