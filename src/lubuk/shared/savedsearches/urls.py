"""Addresses of kept searches."""

from django.urls import path

from lubuk.shared.savedsearches import views

app_name = "savedsearches"

urlpatterns = [
    path("", views.searches, name="list"),
    path("keep/", views.keep, name="keep"),
    path("<int:search_id>/", views.open_search, name="open"),
    path("<int:search_id>/change/", views.change, name="change"),
    path("<int:search_id>/remove/", views.remove, name="remove"),
    path("stop/<str:token>/", views.stop, name="stop"),
]
