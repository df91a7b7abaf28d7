"""Kills the web server and the worker while archives are brought in, and looks whether anything is lost, half or double.

Run by hand: python -m tests.load.kill_imports --rounds 50. Like tests/load/kill.py it starts an installation of its own.
Each importer sends an archive, says that it may come in, and waits for its end; a lost answer it sends again, as a
person would. Afterwards: each page of each import that was done is published once, each file of the archive is
accounted for, no import is still under way, the index equals the database, and the trail is whole.
"""

from __future__ import annotations

import io
import random
import secrets
import threading
import time
import zipfile
from collections import Counter
from dataclasses import dataclass, field

from tests.load.kill import Tally, asked, killing, look, session_of
from tests.load.kill_uploads import Sender, Sent

IMPORTERS = 2
IMPORTER = "nirmala"  # the sample's KM officer
PAGES = 40
FINISHED = ("done", "failed", "stopped")
END_SECONDS = 600.0  # for what was interrupted last to come to its end


@dataclass
class Brought:
    sources: dict[str, list[str]] = field(default_factory=dict)  # name -> titles, of imports that were done
    lock: threading.Lock = field(default_factory=threading.Lock)


def bring_on(sender: Sender, sent: Sent, brought: Brought, stop: threading.Event) -> None:
    while not stop.is_set():
        name = f"Folder {secrets.token_hex(4)}"
        titles = [f"{name}, page {number}" for number in range(PAGES)]
        bring(sender, sent, name, titles)
        with brought.lock:
            brought.sources[name] = titles


def bring(sender: Sender, sent: Sent, name: str, titles: list[str]) -> None:
    place = posted(sender, sent, "/import/", source=name, archive=an_archive(titles))
    while state_of(place) == "reading":
        time.sleep(0.3)
    posted(sender, sent, f"{place}take/")
    while state_of(place) not in FINISHED:
        time.sleep(0.3)
    if state_of(place) != "done":
        raise SystemExit(f"An import ended otherwise: {state_of(place)}")


def posted(sender: Sender, sent: Sent, path: str, *, source: str = "", archive: bytes = b"") -> str:
    """Where the form leads."""
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

    form: dict[str, object] = {"csrfmiddlewaretoken": sender.token}
    if archive:
        file = SimpleUploadedFile("folder.zip", archive, "application/zip")
        form |= {"source": source, "sent": file, "kind": "article", "unit": unit_of_the_importer()}
        form |= {"audience": "institution", "language": "en", "publishes": "on", "gathers": "on"}
    data = encode_multipart(BOUNDARY, form)
    status, said, body = sender.insist(sent, "POST", path, data, **{"Content-Type": MULTIPART_CONTENT})
    if status not in (302, 409, 422) or (archive and status != 302):
        raise SystemExit(f"{path} was refused: {status} {body.decode()[:2000]}")
    return said.get("location", "")


def an_archive(titles: list[str]) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        for number, title in enumerate(titles):
            beside = f"[the next]({(number + 1) % len(titles)}.md)"
            archive.writestr(
                f"{number % 4}/{number}.md", f"# {title}\n\nWhat was acknowledged must be there. {beside}"
            )
    return kept.getvalue()


def unit_of_the_importer() -> int:
    from lubuk.foundation.accounts.models import Person

    return int(Person.objects.values_list("unit_id", flat=True).get(username=IMPORTER) or 0)


def state_of(place: str) -> str:
    from lubuk.domains.importing.models import Import

    return str(Import.objects.values_list("state", flat=True).get(pk=int(place.strip("/").split("/")[-1])))


def main() -> int:
    arguments = asked(__doc__)
    chance, tally = random.Random(arguments.seed), Tally()
    sent, brought = Sent(), Brought()

    def importers(data: str, port: int, stop: threading.Event) -> list[threading.Thread]:
        sender = Sender(port, session_of(IMPORTER, data))
        return [
            threading.Thread(target=bring_on, args=(sender, sent, brought, stop)) for _n in range(IMPORTERS)
        ]

    with killing(arguments.rounds, chance, tally, importers, lambda: f"{len(brought.sources)} imports done"):
        wrong = [*unaccounted(brought), *look(tally)]
    print(
        f"\nKilled {tally.told} (seed {arguments.seed}). {len(brought.sources)} imports, {sent.lost} answers lost."
    )
    print("\n".join(wrong) if wrong else "Every page came in once; nothing is lost, half or double.")
    return int(bool(wrong))


def unaccounted(brought: Brought) -> list[str]:
    """Sentences about what is not as it must be."""
    from lubuk.domains.importing.models import RUNNING, Entry, Import
    from lubuk.foundation.items.models import Item

    until = time.monotonic() + END_SECONDS
    while Import.objects.filter(state__in=RUNNING).exists() and time.monotonic() < until:
        time.sleep(1.0)
    wrong = [f"{run} is still under way: {run.state}" for run in Import.objects.filter(state__in=RUNNING)]
    there = Counter(Item.objects.published().values_list("title", flat=True))
    for name, titles in brought.sources.items():
        wrong += [f"{title} is there {there[title]} times" for title in titles if there[title] != 1]
        for run in Import.objects.filter(source=name, state="done"):
            files = Entry.objects.filter(run=run, path__endswith=".md").count()
            if files != PAGES:
                wrong.append(f"{name}: {files} of {PAGES} files are accounted for")
    return wrong


if __name__ == "__main__":
    raise SystemExit(main())
