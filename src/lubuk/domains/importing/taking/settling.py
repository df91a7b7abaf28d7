"""Links and pictures that stayed in the source are led to where they went; those that are lost become their words."""

from __future__ import annotations

import posixpath

from django.core.files.uploadedfile import SimpleUploadedFile

from lubuk.domains.importing.models import Import
from lubuk.domains.importing.pages import Page, Source
from lubuk.domains.importing.reading.leading import path_in
from lubuk.domains.importing.taking.known import Known
from lubuk.foundation.refusal import Refused
from lubuk.foundation.richtext.addresses import IMPORTED
from lubuk.foundation.richtext.references import imported_links_in, imported_pictures_in, settle_imported
from lubuk.shared.attachments.actions import upload_picture


def settled(run: Import, page: Page, source: Source, known: Known) -> str:
    """The body as it is kept here."""
    if IMPORTED not in page.body:
        return page.body
    targets = {address: known.item_at(path_in(address)) for address, _label in imported_links_in(page.body)}
    items = {address: item for address, item in targets.items() if item is not None}
    return settle_imported(page.body, items=items, files=pictures(run, page, source))


def pictures(run: Import, page: Page, source: Source) -> dict[str, str]:
    """Address in the text and address here, for each picture that comes with the source and can be kept."""
    kept: dict[str, str] = {}
    for address, _alt in imported_pictures_in(page.body):
        path = path_in(address)
        content = source.file(path) if address not in kept else None
        if content is None:
            continue
        try:
            picture = upload_picture(SimpleUploadedFile(posixpath.basename(path), content), by=run.by)
        except Refused:
            continue  # its words stand in its place: a broken picture must not keep the text out
        kept[address] = picture.get_absolute_url()
    return kept
