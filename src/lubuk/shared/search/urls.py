"""Addresses of search."""

from django.urls import path

from lubuk.shared.search import views

urlpatterns = [
    path("", views.search, name="search"),
    path("suggest", views.suggest, name="suggest"),
]
