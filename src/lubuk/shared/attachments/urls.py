"""Addresses of files."""

from django.urls import path

from lubuk.shared.attachments import views

app_name = "attachments"

urlpatterns = [
    path("pictures/", views.upload, name="upload"),
    path("files/<int:attachment_id>/<str:name>", views.file, name="file"),
]
