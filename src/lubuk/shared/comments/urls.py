"""Addresses of conversations."""

from django.urls import path

from lubuk.shared.comments import views

app_name = "comments"

urlpatterns = [
    path("items/<int:item_id>/comments/", views.talk_page, name="talk"),
    path("items/<int:item_id>/comments/part/", views.part, name="part"),
    path("comments/<int:comment_id>/", views.comment, name="comment"),
    path("comments/<int:comment_id>/more/", views.more, name="more"),
    path("comments/<int:comment_id>/edit/", views.edit_comment, name="edit"),
    path("comments/<int:comment_id>/take-away/", views.take_away, name="take_away"),
    path("comments/<int:comment_id>/bring-back/", views.bring_back, name="bring_back"),
    path("comments/<int:comment_id>/react/", views.react, name="react"),
]
