"""Addresses of registers: /registers/project/?sort=-spent&f.went=running."""

from django.urls import path

from lubuk.domains.registers.views import table, take

app_name = "registers"

urlpatterns = [
    path("", table.registers, name="registers"),
    path("workbooks/<int:workbook_id>/", take.workbook_file, name="workbook_file"),
    path("<slug:key>/", table.register, name="register"),
    path("<slug:key>/csv/", take.csv, name="csv"),
    path("<slug:key>/workbook/", take.workbook, name="workbook"),
]
