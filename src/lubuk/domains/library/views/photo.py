"""The door through which colleagues see a person's photo."""

from __future__ import annotations

from pathlib import Path

from django.http import FileResponse, Http404, HttpResponseBase, HttpResponseNotModified
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from lubuk.foundation.accounts.models import Person, Request
from lubuk.foundation.accounts.permissions import can_see_photo

KEPT_SECONDS = 24 * 3600  # by the reader's own browser: another photo has another address


@require_safe
def photo(request: Request, person_id: int, name: str) -> HttpResponseBase:
    shown = get_object_or_404(Person, pk=person_id)
    if shown.photo_name != name or not can_see_photo(request.person, shown):
        raise Http404
    tag = f'"{Path(name).stem}"'  # of its content
    if request.headers.get("If-None-Match") == tag:
        return HttpResponseNotModified()
    response = FileResponse(shown.photo.open("rb"), content_type="image/webp")
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = f"private, max-age={KEPT_SECONDS}"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
