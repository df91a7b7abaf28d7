"""The site as a Django app: it has templates and tests but no models."""

from django.apps import AppConfig


class Site(AppConfig):
    name = "lubuk.site"
    label = "site"
