"""The addresses of an upload under way (`uploading`): POST begins, HEAD asks, PATCH adds, DELETE gives up."""

from __future__ import annotations

import hashlib
import json
from typing import Any, cast
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lubuk.foundation.accounts.models import Person, Request
from lubuk.foundation.refusal import Refused
from lubuk.shared.attachments.formats import is_mistaken
from lubuk.shared.attachments.lookup import others_with
from lubuk.shared.attachments.models import Attachment, Upload
from lubuk.shared.attachments.permissions import can_continue, can_upload
from lubuk.shared.attachments.uploading import (
    MOST_CHUNK,
    Elsewhere,
    add_chunk,
    begin_upload,
    finish_upload,
    give_up,
)
from lubuk.shared.attachments.words import FORMAT_NAMES

SHA256_LETTERS = 64
LENGTH_DIGITS = 15


def uploader(request: HttpRequest) -> Person:
    person = cast(Request, request).person
    if not person.is_authenticated or not can_upload(person):
        raise Http404
    return cast(Person, person)


@require_http_methods(["POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """{name, length, digest?} in; the address to send to out."""
    by = uploader(request)
    try:
        asked = wanted(request)
        upload = begin_upload(asked["name"], asked["length"], by=by, digest=asked["digest"])
    except Refused as refused:
        return JsonResponse({"message": str(refused)}, status=422)
    address = reverse("attachments:go_on_upload", args=[upload.pk])
    return JsonResponse({"url": address, "offset": 0}, status=201, headers={"Location": address})


def wanted(request: HttpRequest) -> dict[str, Any]:
    try:
        said = json.loads(request.body)
        name, length, digest = str(said["name"]), str(said["length"]), str(said.get("digest") or "").lower()
    except (ValueError, KeyError, TypeError) as error:
        raise Refused(_("Say the file's name and length.")) from error
    if not (length.isascii() and length.isdigit() and len(length) <= LENGTH_DIGITS):
        raise Refused(_("Say the file's name and length."))
    is_digest = len(digest) == SHA256_LETTERS and digest.isalnum()
    return {"name": name, "length": int(length), "digest": digest if is_digest else ""}


@require_http_methods(["HEAD", "PATCH", "DELETE"])
def go_on(request: HttpRequest, upload_id: UUID) -> HttpResponse:
    by = uploader(request)
    upload = Upload.objects.select_related("became__content").filter(pk=upload_id).first()
    if upload is None or not can_continue(by, upload):
        raise Http404
    if request.method == "DELETE":
        give_up(upload, by=by)
        return HttpResponse(status=204)
    if request.method == "HEAD":
        return standing(upload)
    return added(request, upload, by)


def standing(upload: Upload) -> HttpResponse:
    headers = {"Upload-Offset": str(upload.offset), "Upload-Length": str(upload.length)}
    return HttpResponse(headers={**headers, "Cache-Control": "no-store"})


def added(request: HttpRequest, upload: Upload, by: Person) -> HttpResponse:
    """A chunk in. 409 when it does not fit to what is here, 460 when it was damaged on its way."""
    at = request.headers.get("Upload-Offset", "")
    if not (at.isascii() and at.isdigit() and len(at) <= LENGTH_DIGITS):
        return JsonResponse({"message": _("Say where this part begins.")}, status=400)
    if int(request.headers.get("Content-Length") or 0) > MOST_CHUNK:
        return JsonResponse({"message": _("This part is too large. Send smaller ones.")}, status=413)
    try:
        if upload.offset < upload.length:
            data = request.read(MOST_CHUNK + 1)
            said = request.headers.get("Upload-Checksum", "")
            if said and said != hashlib.sha256(data).hexdigest():
                return JsonResponse({"message": _("This part was damaged on its way.")}, status=460)
            upload = add_chunk(upload, data, at=int(at), by=by)
        if upload.offset < upload.length:
            return HttpResponse(status=204, headers={"Upload-Offset": str(upload.offset)})
        return JsonResponse(told(finish_upload(upload, by=by), by))
    except Elsewhere as elsewhere:
        headers = {"Upload-Offset": str(elsewhere.offset)}
        return JsonResponse({"message": str(elsewhere)}, status=409, headers=headers)
    except Refused as refused:
        return JsonResponse({"message": str(refused)}, status=422)


def told(attachment: Attachment, by: Person) -> dict[str, Any]:
    """What the page shows of the file that has just come in."""
    content = attachment.content
    return {
        "key": str(attachment.key),
        "name": attachment.given_name,
        "url": attachment.get_absolute_url(),
        "facts": f"{FORMAT_NAMES[content.format]}, {filesizeformat(content.size)}",
        "said": remarks(attachment, by),
    }


def remarks(attachment: Attachment, by: Person) -> list[str]:
    """In words: where the same file is already, and that it isn't what its name promises."""
    said = [
        _("The same file is already on “%(title)s”.") % {"title": item}
        for item in others_with(attachment.content, by, besides=attachment)
    ]
    if is_mistaken(attachment.name, attachment.content.told):
        said.append(
            _("Its name promises something else: in truth it is %(format)s.")
            % {"format": FORMAT_NAMES[attachment.content.format]}
        )
    return said
