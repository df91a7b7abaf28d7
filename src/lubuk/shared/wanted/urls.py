"""Addresses of wanted knowledge."""

from django.urls import path

from lubuk.shared.wanted import views

app_name = "wanted"

urlpatterns = [
    path("", views.wanted_list, name="list"),
    path("ask/", views.ask, name="ask"),
    path("asked/<int:ask_id>/take-in/", views.take_in, name="take_in"),
    path("<int:item_id>/", views.wanted, name="wanted"),
    path("<int:item_id>/join/", views.join, name="join"),
    path("<int:item_id>/answer/", views.answer, name="answer"),
    path("<int:item_id>/write-answer/", views.write_answer, name="write_answer"),
]
