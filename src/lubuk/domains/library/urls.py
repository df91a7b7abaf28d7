"""Addresses of the library. One word, six places: the word in the address is the view and the action."""

from django.urls import path

from lubuk.domains.library.views import act, autosave, browse, contain, photo, read, write

app_name = "library"

urlpatterns = [
    path("library/", browse.library, name="library"),
    path("kinds/<slug:key>/", browse.by_kind, name="kind"),
    path("subjects/<slug:slug>/", browse.by_subject, name="subject"),
    path("units/<slug:slug>/", browse.by_unit, name="unit"),
    path("sections/<slug:slug>/", browse.by_section, name="section"),
    path("people/<int:person_id>/", browse.person, name="person"),
    path("people/<int:person_id>/photo/<str:name>", photo.photo, name="photo"),
    path("lookup/people/", browse.people_lookup, name="people_lookup"),
    path("lookup/items/", browse.items_lookup, name="items_lookup"),
    path("share/<slug:kind_key>/", write.new, name="new"),
    path("share/<slug:kind_key>/autosave/", autosave.autosave_new, name="autosave_new"),
    path("n/<str:number>/", read.by_number, name="number"),
    path("items/<int:item_id>/edit/", write.edit, name="edit"),
    path("items/<int:item_id>/autosave/", autosave.autosave, name="autosave"),
    path("items/<int:item_id>/presence/", autosave.presence, name="presence"),
    path("items/<int:item_id>/history/", read.history, name="history"),
    path("items/<int:item_id>/versions/<int:number>/", read.version, name="version"),
    path("items/<int:item_id>/versions/<int:number>/restore/", act.restore, name="restore"),
    path("items/<int:item_id>/compare/<int:old>/<int:new>/", read.compare_versions, name="compare"),
    path("items/<int:item_id>/step/<slug:name>/", act.step, name="step"),
    path("items/<int:item_id>/endorse/", act.endorse, name="endorse"),
    path("items/<int:item_id>/confirm/", act.confirm, name="confirm"),
    path("items/<int:item_id>/confirm/<int:endorsement_id>/take-back/", act.take_back, name="take_back"),
    path("items/<int:item_id>/acknowledge/", act.acknowledge, name="acknowledge"),
    path("items/<int:item_id>/hand-over/", act.hand_over, name="hand_over"),
    path("items/<int:item_id>/discard/", act.discard, name="discard"),
    path("items/<int:item_id>/parts/", contain.parts, name="parts"),
    path("items/<int:item_id>/parts/add/", contain.add_part, name="add_part"),
    path("items/<int:item_id>/parts/<int:part_id>/remove/", contain.remove_part, name="remove_part"),
    path("items/<int:item_id>/parts/<int:part_id>/move/", contain.move_part, name="move_part"),
    path("items/<int:item_id>/collect/", contain.collect, name="collect"),
    path("items/<int:item_id>/whole/", contain.whole, name="whole"),
    path("items/<int:item_id>/", read.item, name="item_short"),
    path("items/<int:item_id>-<slug:slug>/", read.item, name="item"),
]
