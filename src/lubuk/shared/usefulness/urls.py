"""Addresses of readers' words."""

from django.urls import path

from lubuk.shared.usefulness import views

app_name = "usefulness"

urlpatterns = [
    path("items/<int:item_id>/useful/", views.useful, name="useful"),
    path("items/<int:item_id>/words/", views.words, name="words"),
    path("items/<int:item_id>/words/<int:word_id>/answer/", views.answer, name="answer"),
]
