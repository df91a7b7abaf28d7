"""Addresses of answers."""

from django.urls import path

from lubuk.shared.answers import views

app_name = "answers"

urlpatterns = [path("write/", views.write, name="write")]
