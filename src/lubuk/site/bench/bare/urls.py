"""The one page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path

from lubuk.site.bench.bare.models import Page


def page(request: HttpRequest, number: int) -> HttpResponse:
    return render(request, "bare/page.html", {"page": get_object_or_404(Page, pk=number)})


urlpatterns = [path("pages/<int:number>/", page, name="page")]
