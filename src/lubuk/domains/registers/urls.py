"""Addresses of registers: /registers/project/?sort=-spent&f.went=running."""

from django.urls import path

from lubuk.domains.registers.views import bring, cell, named, table, take

app_name = "registers"

urlpatterns = [
    path("", table.registers, name="registers"),
    path("workbooks/<int:workbook_id>/", take.workbook_file, name="workbook_file"),
    path("views/<int:view_id>/change/", named.change, name="change_view"),
    path("views/<int:view_id>/delete/", named.delete, name="delete_view"),
    path("views/<int:view_id>/opening/", named.opening, name="opening"),
    path("tables/<int:intake_id>/", bring.intake, name="intake"),
    path("tables/<int:intake_id>/match/", bring.match, name="match"),
    path("tables/<int:intake_id>/take/", bring.take, name="take"),
    path("tables/<int:intake_id>/leave/", bring.leave, name="leave"),
    path("tables/<int:intake_id>/report/", bring.report, name="report"),
    path("<slug:key>/", table.register, name="register"),
    path("<slug:key>/bring/", bring.bring, name="bring"),
    path("<slug:key>/csv/", take.csv, name="csv"),
    path("<slug:key>/views/", named.views, name="views"),
    path("<slug:key>/<int:item_id>/<slug:name>/", cell.cell, name="cell"),
    path("<slug:key>/workbook/", take.workbook, name="workbook"),
]
