"""Addresses of the office. One word, six places: the word in the address is the view and the action."""

from django.urls import path

from lubuk.domains.office.views import (
    alike,
    desk,
    handing,
    leaving,
    people,
    places,
    roles,
    searches,
    tags,
    trail,
    vocabulary,
)

app_name = "office"

urlpatterns = [
    path("", desk.desk, name="desk"),
    path("items/", desk.items, name="items"),
    path("alike/", alike.alike, name="alike"),
    path("alike/<int:pair_id>/apart/", alike.apart, name="apart"),
    path("alike/<int:pair_id>/link/", alike.link_pair, name="link_pair"),
    path("people/", people.people, name="people"),
    path("add/person/", people.add, name="add_person"),
    path("people/<str:username>/", people.person, name="person"),
    path("people/<str:username>/invite/", people.invite, name="invite"),
    path("people/<str:username>/deactivate/", leaving.deactivate, name="deactivate"),
    path("people/<str:username>/hand-over/", handing.hand_over_of_person, name="hand_over_of_person"),
    path("people/<str:username>/reactivate/", leaving.reactivate, name="reactivate"),
    path("people/<str:username>/roles/", roles.roles, name="roles"),
    path("people/<str:username>/roles/<int:role_id>/take/", roles.take, name="take_role"),
    path("searches/", searches.searches, name="searches"),
    path("searches/csv/", searches.searches_csv, name="searches_csv"),
    path("trail/", trail.trail, name="trail"),
    path("trail/csv/", trail.as_csv, name="trail_csv"),
    path("trail/verify/", trail.verify, name="verify_trail"),
    path("tags/", tags.tags, name="tags"),
    path("tags/change/", tags.change, name="change_tag"),
    path("subjects/check/", vocabulary.check, name="check_subjects"),
    path("subjects/import/", vocabulary.bring, name="bring_subjects"),
    path("subjects/import/<int:number>/", vocabulary.proposed, name="proposed_subjects"),
    path("subjects/export.<slug:form>", vocabulary.export, name="export_subjects"),
    path("subjects/<slug:slug>/describe/", vocabulary.describe, name="describe_subject"),
    path("subjects/<slug:slug>/merge/", vocabulary.merge, name="merge_subject"),
    path("<slug:tree>/", places.places, name="places"),
    path("add/<slug:tree>/", places.add, name="add_place"),
    path("<slug:tree>/<slug:slug>/", places.place, name="place"),
    path("<slug:tree>/<slug:slug>/hand-over/", handing.hand_over_of_place, name="hand_over_of_place"),
    path("<slug:tree>/<slug:slug>/rename/", places.rename, name="rename_place"),
    path("<slug:tree>/<slug:slug>/move/", places.move, name="move_place"),
    path("<slug:tree>/<slug:slug>/close/", places.close, name="close_place"),
    path("<slug:tree>/<slug:slug>/reopen/", places.reopen, name="reopen_place"),
    path("<slug:tree>/<slug:slug>/remove/", places.remove, name="remove_place"),
]
