"""Addresses of importing. One word, six places: the word in the address is the view and the action."""

from django.urls import path

from lubuk.domains.importing.views import decisions, imports, letters

app_name = "importing"

urlpatterns = [
    path("", imports.imports, name="imports"),
    path("mail/", letters.mail, name="mail"),
    path("mail/renew/", letters.renew, name="renew_mail"),
    path("<int:import_id>/", imports.shown, name="import"),
    path("<int:import_id>/take/", imports.take, name="take"),
    path("<int:import_id>/stop/", imports.stop, name="stop"),
    path("<int:import_id>/undo/", imports.undo, name="undo"),
    path("<int:import_id>/leave-alike/", decisions.leave_alike, name="leave_alike"),
    path("<int:import_id>/decide/<int:entry_id>/", decisions.decide, name="decide"),
    path("<int:import_id>/csv/", imports.as_csv, name="csv"),
]
