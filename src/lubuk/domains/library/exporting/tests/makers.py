"""A small library with something of each sort, for tests of exports."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from lubuk.domains.library import actions as library_actions
from lubuk.domains.library.models import Export
from lubuk.foundation.accounts.models import Person
from lubuk.foundation.items import actions
from lubuk.foundation.items.models import Item
from lubuk.shared.attachments.actions import claim_files, upload_picture
from tests.cast import a_draft, an_article, fresh, rewrite

HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(1)> --- \"' \\ `x` [[1]]"


@dataclass(frozen=True)
class Shelves:
    whole: Item
    pump: Item
    secret: Item


def filled_shelves(ana: Person, ben: Person) -> Shelves:
    """A public collection with a public page that shows a picture and speaks of a page for Ana's unit alone."""
    kept = io.BytesIO()
    Image.new("RGB", (4, 3), "teal").save(kept, "PNG")
    picture = upload_picture(SimpleUploadedFile("p.png", kept.getvalue(), "image/png"), by=ana)
    secret = an_article(by=ana, title="Secret key", body="<p>Under the mat.</p>", audience="unit")
    body = (
        f'<h2>Why</h2><p>See <a data-item="{secret.pk}" href="/items/{secret.pk}/">#{secret.pk}</a>.</p>'
        f'<figure><img src="{picture.get_absolute_url()}" alt="A pump" width="4" height="3"></figure>'
        "<table><tr><th>Hour</th><td>9</td></tr></table>"
    )
    pump = a_draft(by=ana, title=f"Open pump {HOSTILE}", summary=HOSTILE, body=body, audience="public")
    claim_files(pump, by=ana)
    actions.place(pump, by=ana, unit=pump.unit, tags=["pump", "night"])
    actions.publish(pump, by=ana)
    rewrite(pump, by=ana, body=body + "<p>Begun, not published.</p>")
    whole = an_article(by=ana, kind="collection", title="For newcomers", audience="public")
    for part in (pump, secret):
        actions.add_part(whole, part, by=ana)
    actions.name_authors(whole, [ben], by=ana)
    return Shelves(fresh(whole), fresh(pump), fresh(secret))


def made(form: str, by: Person, item: Item | None = None) -> zipfile.ZipFile:
    """Asked for by a person and made as the worker makes it."""
    export = library_actions.ask_for_export(form, by=by, item=item)
    library_actions.make_export(export)
    return zipfile.ZipFile(io.BytesIO(Export.objects.get(pk=export.pk).file.read()))


def all_text(archive: zipfile.ZipFile) -> str:
    return "\n".join(archive.read(name).decode(errors="replace") for name in archive.namelist())
