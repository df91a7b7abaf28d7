"""Items and lists on paper, and how they are cited."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryFile

from django.conf import settings
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.utils.translation import override

from lubuk.domains.library.citing import FORMATS, apa, chicago, citation_of
from lubuk.domains.library.contents import chapters_of
from lubuk.domains.library.exporting.epub import write_epub
from lubuk.domains.library.leaves import Leaf, bound, leaves
from lubuk.domains.library.loading import visible_or_404
from lubuk.domains.library.printing.paper import Paper, list_paper, paper_of
from lubuk.domains.library.printing.press import printed
from lubuk.foundation.access.standing import standing
from lubuk.foundation.accounts.models import Request
from lubuk.foundation.items.kinds.loading import kind_or_404
from lubuk.foundation.items.kinds.registry import kind_of
from lubuk.foundation.items.leading_on import led_on_or_404
from lubuk.foundation.items.models import Endorsement, Item
from lubuk.foundation.units.models import Unit

MOST_ROWS = 1_000  # of a list on paper: 30 pages


@contextmanager
def leaf_or_404(request: Request, item_id: int) -> Iterator[Leaf]:
    """A published item; drafts are not cited and go on no paper but the browser's own.

    While it is held, words are in the language of the item: a paper is in one language, whoever prints it.
    """
    item = visible_or_404(request.person, item_id)
    with override(item.language if item.language in dict(settings.LANGUAGES) else request.LANGUAGE_CODE):
        leaf = bound([item.pk], request.person).get(item.pk)
        if leaf is None:
            raise Http404
        yield leaf


@led_on_or_404()
def pdf(request: Request, item_id: int) -> HttpResponse:
    with leaf_or_404(request, item_id) as leaf:
        name = f"{leaf.item.number}-{slugify(leaf.version.title)[:60]}"
        return as_file(printed(paper_for(leaf, request)), name)


def paper_for(leaf: Leaf, request: Request) -> Paper:
    endorsement = Endorsement.objects.filter(item=leaf.item, withdrawn_at=None).select_related("by").first()
    name = endorsement.by.name if endorsement and leaf.item.endorsed_at else ""
    if not kind_of(leaf.item).does_offer("parts"):
        return paper_of(leaf, endorsed_by=name)
    chapters = chapters_of(leaf.item, request.person)
    texts = {one.item.pk: one for one in leaves([c.item.pk for c in chapters], request.person)}
    held = [(chapter, texts[chapter.item.pk]) for chapter in chapters if chapter.item.pk in texts]
    return paper_of(leaf, endorsed_by=name, chapters=held)


@led_on_or_404()
def epub(request: Request, item_id: int) -> FileResponse:
    """A manual for a reading device."""
    with leaf_or_404(request, item_id) as leaf:
        if not kind_of(leaf.item).does_offer("chapters"):
            raise Http404
        book = TemporaryFile()  # noqa: SIM115 - the response closes it
        write_epub(book, leaf, chapters_of(leaf.item, request.person), request.person)
        book.seek(0)
        name = f"{leaf.item.number}-{slugify(leaf.version.title)[:60]}.epub"
        return FileResponse(book, content_type="application/epub+zip", as_attachment=True, filename=name)


def kind_pdf(request: Request, key: str) -> HttpResponse:
    """The published items of a kind as a table, by title."""
    kind = kind_or_404(key)
    items = Item.objects.published_to(request.person).filter(kind=key).with_places()
    own = standing(request.person).institution_id
    roots = {root.pk: root for root in Unit.objects.roots()}
    institution = roots.get(own or 0) or next(iter(roots.values()), None)
    address = request.build_absolute_uri(request.path.removesuffix("pdf/"))
    name = institution.name if institution else ""
    paper = list_paper(kind.plural, kind.purpose, address, name, items.order_by("title", "pk")[:MOST_ROWS])
    return as_file(printed(paper), slugify(kind.plural))


def as_file(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'inline; filename="{name}.pdf"', "Cache-Control": "private, no-cache"}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


@led_on_or_404()
def cite(request: Request, item_id: int) -> HttpResponse:
    with leaf_or_404(request, item_id) as leaf:
        cited = citation_of(leaf.item, leaf.version, leaf.writers)
        styles = {"APA": apa(cited), "Chicago": chicago(cited)}
    formats = [(key, name) for key, (name, _type, _ending, _write) in FORMATS.items()]
    return render(request, "library/cite.html", {"item": leaf.item, "styles": styles, "formats": formats})


@led_on_or_404()
def cite_as(request: Request, item_id: int, form: str) -> HttpResponse:
    """The citation as a file for a reference manager."""
    if form not in FORMATS:
        raise Http404
    _name, media_type, ending, write = FORMATS[form]
    with leaf_or_404(request, item_id) as leaf:
        content = write(citation_of(leaf.item, leaf.version, leaf.writers))
    headers = {"Content-Disposition": f'attachment; filename="{leaf.item.number}.{ending}"'}
    return HttpResponse(content, content_type=f"{media_type}; charset=utf-8", headers=headers)
