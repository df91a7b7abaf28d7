"""Addresses of the workshop. One word, six places: the word in the address is the view and the action."""

from django.urls import path

from lubuk.domains.kinds.views import force, kind, listing, packs, parts, texts

app_name = "kinds"

COLUMNS = "<slug:sort>/<slug:key>/fields/<slug:field>/columns"
OF_TABLE = {"part": "columns"}

urlpatterns = [
    path("", listing.kinds, name="kinds"),
    path("add/kind/", listing.add_kind, name="add_kind"),
    path("add/flow/", listing.add_flow, name="add_flow"),
    path("import/", packs.bring, name="bring_pack"),
    path("export.zip", packs.export, name="export_pack"),
    path("<slug:sort>/<slug:key>/", kind.look, name="look"),
    path("<slug:sort>/<slug:key>/words/", kind.words, name="words"),
    path("<slug:sort>/<slug:key>/register/", kind.register, name="register"),
    path("<slug:sort>/<slug:key>/reminders/", kind.reminders, name="reminders"),
    path("<slug:sort>/<slug:key>/text/", texts.text, name="text"),
    path("<slug:sort>/<slug:key>/text.yaml", texts.export, name="export"),
    path("<slug:sort>/<slug:key>/put-in-force/", force.put_in_force, name="put_in_force"),
    path("<slug:sort>/<slug:key>/discard/", force.discard, name="discard"),
    path("<slug:sort>/<slug:key>/give-back/", force.give_back, name="give_back"),
    path("<slug:sort>/<slug:key>/move-all/", force.move_all, name="move_all"),
    path("<slug:sort>/<slug:key>/versions/<int:number>/", texts.version, name="version"),
    path("<slug:sort>/<slug:key>/versions/<int:number>/restore/", texts.restore, name="restore"),
    path("<slug:sort>/<slug:key>/<slug:part>/add/", parts.add, name="add_part"),
    path("<slug:sort>/<slug:key>/<slug:part>/<slug:name>/", parts.part, name="part"),
    path("<slug:sort>/<slug:key>/<slug:part>/<slug:name>/move/", parts.move, name="move_part"),
    path("<slug:sort>/<slug:key>/<slug:part>/<slug:name>/remove/", parts.remove, name="remove_part"),
    path(f"{COLUMNS}/add/", parts.add, OF_TABLE, name="add_column"),
    path(f"{COLUMNS}/<slug:name>/", parts.part, OF_TABLE, name="column"),
    path(f"{COLUMNS}/<slug:name>/move/", parts.move, OF_TABLE, name="move_column"),
    path(f"{COLUMNS}/<slug:name>/remove/", parts.remove, OF_TABLE, name="remove_column"),
]
