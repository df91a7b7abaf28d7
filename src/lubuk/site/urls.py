"""Every address of the product."""

from django.conf import settings
from django.urls import include, path

from lubuk.domains.library.views.write import share
from lubuk.site.views.first_run import first_run
from lubuk.site.views.home import home
from lubuk.site.views.offline import manifest, offline, still_open, worker
from lubuk.site.views.preferences import language, profile
from lubuk.ui.views import parts

urlpatterns = [
    path("", home, name="home"),
    path("welcome/", first_run, name="first_run"),
    path("language/", language, name="language"),
    path("profile/", profile, name="profile"),
    path("worker.js", worker, name="worker"),
    path("manifest.webmanifest", manifest, name="manifest"),
    path("offline/", offline, name="offline"),
    path("offline/open/", still_open, name="still_open"),
    path("share/", share, name="share"),
    path("", include("lubuk.domains.library.urls")),
    path("import/", include("lubuk.domains.importing.urls")),
    path("office/kinds/", include("lubuk.domains.kinds.urls")),
    path("office/", include("lubuk.domains.office.urls")),
    path("records/", include("lubuk.domains.records.urls")),
    path("registers/", include("lubuk.domains.registers.urls")),
    path("notices/", include("lubuk.shared.notifications.urls")),
    path("wanted/", include("lubuk.shared.wanted.urls")),
    path("searches/", include("lubuk.shared.savedsearches.urls")),
    path("search/", include("lubuk.shared.search.urls")),
    path("answers/", include("lubuk.shared.answers.urls")),
    path("", include("lubuk.shared.attachments.urls")),
    path("", include("lubuk.shared.duties.urls")),
    path("", include("lubuk.shared.dependents.urls")),
    path("", include("lubuk.shared.usefulness.urls")),
    path("", include("lubuk.shared.comments.urls")),
    path("account/", include("allauth.urls")),
]

if settings.DEBUG:
    urlpatterns += [
        path("parts/", parts, name="parts")
    ]  # every component in every state, for those who build
