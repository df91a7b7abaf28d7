"""The door files come in by, and the door they go out by, which runs no scripts."""

from __future__ import annotations

from django.http import (
    FileResponse,
    Http404,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotModified,
    JsonResponse,
)
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lubuk.foundation.accounts.models import Request
from lubuk.foundation.refusal import Refused
from lubuk.shared.attachments.actions import upload_picture
from lubuk.shared.attachments.models import Attachment
from lubuk.shared.attachments.permissions import can_see_file, can_upload


@require_POST
def upload(request: Request) -> HttpResponse:
    """For the editor: a picture in, its address out."""
    if not can_upload(request.person) or not request.person.is_authenticated:
        raise Http404
    file = request.FILES.get("file")
    if file is None:
        return JsonResponse({"message": _("Choose a picture first.")}, status=400)
    try:
        kept = upload_picture(file, by=request.person)  # type: ignore[arg-type]
    except Refused as refused:
        return JsonResponse({"message": str(refused)}, status=400)
    said = {"id": kept.pk, "url": kept.get_absolute_url(), "width": kept.width, "height": kept.height}
    return JsonResponse(said, status=201)


def file(request: Request, attachment_id: int, name: str) -> HttpResponseBase:
    attachment = get_object_or_404(Attachment.objects.select_related("item__unit"), pk=attachment_id)
    if not can_see_file(request.person, attachment):
        raise Http404
    tag = f'"{attachment.digest[:32]}"'
    if request.headers.get("If-None-Match") == tag:
        return HttpResponseNotModified()
    response = FileResponse(attachment.file.open("rb"), content_type=attachment.media_type)
    response.headers["ETag"] = tag
    # The browser asks again each time: the right to see it may have gone.
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
