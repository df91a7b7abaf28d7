"""Addresses of registers: /registers/project/?sort=-spent&f.went=running."""

from django.urls import path

from lubuk.domains.registers.views import table

app_name = "registers"

urlpatterns = [
    path("", table.registers, name="registers"),
    path("<slug:key>/", table.register, name="register"),
]
