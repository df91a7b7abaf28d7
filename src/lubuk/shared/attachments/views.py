"""Pictures into a text; files, their previews, their words and their tables out of the house."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lubuk.foundation.accounts.models import Reader, Request
from lubuk.foundation.items.leading_on import led_on_or_404
from lubuk.foundation.refusal import Refused
from lubuk.shared.attachments.actions import upload_picture
from lubuk.shared.attachments.models import Attachment, Reading
from lubuk.shared.attachments.permissions import can_see_file, can_upload, is_published
from lubuk.shared.attachments.serving import CLOSED, disposition, guarded, in_part_or_whole, served

PAGES_SHOWN = 50


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
    said = {"id": kept.pk, "url": kept.get_absolute_url()}
    said |= {"width": kept.content.width, "height": kept.content.height}
    return JsonResponse(said, status=201)


def page_behind(said: dict[str, Any], _reader: Reader) -> dict[str, Any] | None:
    """The page whose readers had this file: what hung on a draft alone leads nowhere."""
    found = Attachment.objects.select_related("item").filter(pk__in=[said["attachment_id"]]).first()
    if found is None or found.item is None or not is_published(found, found.item):
        return None
    return {"pk": found.item.pk}


@require_safe
@led_on_or_404(page_behind)
def file(request: Request, attachment_id: int, name: str) -> HttpResponseBase:
    return served(request, seen_or_404(request, attachment_id))


@require_safe
def preview(request: Request, attachment_id: int) -> HttpResponseBase:
    """Its first page, or the picture itself, small."""
    content = seen_or_404(request, attachment_id).content
    if not content.preview:
        raise Http404
    opened = content.preview.open("rb")
    answer = in_part_or_whole(request, opened, content.preview.size, f"p{content.digest}")
    answer["Content-Type"] = "image/webp"
    return guarded(answer, CLOSED)


@require_safe
@led_on_or_404(page_behind)
def text(request: Request, attachment_id: int) -> HttpResponse:
    """The words of a file, page by page: to read on a phone, to listen to, to be led to from a search."""
    attachment = seen_or_404(request, attachment_id)
    if attachment.content.reading != Reading.READ:
        raise Http404
    asked = request.GET.get("from", "")
    first = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1
    pages = list(attachment.content.pages.filter(number__gte=first)[: PAGES_SHOWN + 1])
    if not pages:
        raise Http404
    more = pages[PAGES_SHOWN].number if len(pages) > PAGES_SHOWN else None
    shown = pages[:PAGES_SHOWN]
    tables = {sheet.name: sheet for sheet in attachment.content.sheets.all()}
    is_book = len(tables) > 1
    context = {
        "attachment": attachment, "item": attachment.item, "first": first, "more": more,
        "pages": [(page, tables.pop(page.heading, None)) for page in shown],  # a long one goes on as words
        "parts": shown if is_book else [],
    }  # fmt: skip
    return render(request, "attachments/text.html", context)


@require_safe
@led_on_or_404(page_behind)
def table(request: Request, attachment_id: int, number: int) -> HttpResponse:
    attachment = seen_or_404(request, attachment_id)
    sheet = get_object_or_404(attachment.content.sheets, number=number)
    page = {"attachment": attachment, "item": attachment.item, "sheet": sheet}
    return render(request, "attachments/table.html", page)


@require_safe
def as_csv(request: Request, attachment_id: int, number: int) -> HttpResponseBase:
    """The whole table, in the one format that every program reads."""
    attachment = seen_or_404(request, attachment_id)
    sheet = get_object_or_404(attachment.content.sheets.exclude(csv=""), number=number)
    stem = attachment.name.rpartition(".")[0] or attachment.name
    answer = in_part_or_whole(
        request, sheet.csv.open("rb"), sheet.csv.size, f"c{number}{attachment.content.digest}"
    )
    answer["Content-Type"] = "text/csv; charset=utf-8"
    answer["Content-Disposition"] = disposition(f"{stem}-{sheet.name or number}.csv", is_shown=False)
    return guarded(answer, CLOSED)


def seen_or_404(request: Request, attachment_id: int) -> Attachment:
    found = Attachment.objects.select_related("item__unit", "item__published", "content")
    attachment = get_object_or_404(found, pk=attachment_id)
    if not can_see_file(request.person, attachment):
        raise Http404
    return attachment
