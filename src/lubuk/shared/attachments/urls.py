"""Addresses of files."""

from django.urls import path

from lubuk.shared.attachments import uploads, views

app_name = "attachments"

urlpatterns = [
    path("pictures/", views.upload, name="upload"),
    path("uploads/", uploads.begin, name="begin_upload"),
    path("uploads/<uuid:upload_id>/", uploads.go_on, name="go_on_upload"),
    path("files/<int:attachment_id>/preview/", views.preview, name="preview"),
    path("files/<int:attachment_id>/text/", views.text, name="text"),
    path("files/<int:attachment_id>/tables/<int:number>/", views.table, name="table"),
    path("files/<int:attachment_id>/tables/<int:number>/csv/", views.as_csv, name="csv"),
    path("files/<int:attachment_id>/<str:name>", views.file, name="file"),
]
