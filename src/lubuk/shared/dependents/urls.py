"""Addresses of what rests on something else."""

from django.urls import path

from lubuk.shared.dependents import views

app_name = "dependents"

urlpatterns = [
    path("items/<int:item_id>/uphold/<int:source_id>/", views.uphold, name="uphold"),
    path("items/<int:item_id>/translate/", views.translate, name="translate"),
]
