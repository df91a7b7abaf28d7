"""Every address of the product."""

from django.urls import include, path

urlpatterns = [
    path("", include("lubuk.domains.library.urls")),
    path("search/", include("lubuk.shared.search.urls")),
    path("account/", include("allauth.urls")),
]
