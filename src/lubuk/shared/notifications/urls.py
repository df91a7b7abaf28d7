"""Addresses of notices. They have one page for the whole product, so their names need no room before them."""

from django.urls import path

from lubuk.shared.notifications import views

urlpatterns = [
    path("", views.notices, name="notices"),
    path("read/", views.read, name="read_notices"),
    path("read/<int:item_id>/", views.read_item, name="read_notices_of"),
]
