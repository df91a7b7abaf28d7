"""Addresses of must-reads."""

from django.urls import path, register_converter

from lubuk.shared.duties import views


class TableForm:
    regex = "csv|xlsx"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(TableForm, "table")

app_name = "duties"

urlpatterns = [
    path("items/<int:item_id>/readers/", views.readers, name="readers"),
    path("items/<int:item_id>/readers.<table:form>", views.table, name="table"),
    path("items/<int:item_id>/readers/<int:duty_id>/call-off/", views.call_off, name="call_off"),
    path("units/<slug:slug>/reading/", views.of_unit, name="of_unit"),
    path("units/<slug:slug>/reading.<table:form>", views.table_of_unit, name="table_of_unit"),
]
