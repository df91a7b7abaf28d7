"""What a person sends from the browser: one archive is kept as it is, several files are put into one."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Sequence
from typing import Any

from django.core.files.base import File
from django.core.files.uploadedfile import UploadedFile

MOST_FILES = 2_000  # in one form; more come as an archive


def packed(files: Sequence[UploadedFile[Any]], paths: Sequence[str] = ()) -> tuple[File[bytes], str]:
    """The file to keep and its name. `paths` are those of a folder, if the browser told them, in the files' order."""
    if len(files) == 1:
        return files[0], files[0].name or "file"
    together = tempfile.NamedTemporaryFile(suffix=".zip")  # noqa: SIM115 - Django closes it with the request
    with zipfile.ZipFile(together, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, file in enumerate(files):
            name = paths[number] if len(paths) == len(files) else file.name or f"file-{number}"
            with archive.open(unused(archive, name), "w") as place:
                for chunk in file.chunks():
                    place.write(chunk)
    return File(together), f"{folder_of(paths)}.zip"


def unused(archive: zipfile.ZipFile, name: str) -> str:
    """Two files of one name from two places are both kept."""
    taken = set(archive.namelist())
    stem, dot, ending = name.rpartition(".")
    names = (f"{stem or ending} {number}{dot}{ending if stem else ''}" for number in range(2, len(taken) + 3))
    return name if name not in taken else next(other for other in names if other not in taken)


def folder_of(paths: Sequence[str]) -> str:
    first = next(iter(paths), "")
    return first.partition("/")[0] if "/" in first else "files"
