"""What the web server calls. How the server is started is in lubuk/site/serving/web.py."""

import os

from django.apps import apps
from django.core.wsgi import get_wsgi_application

from lubuk.site.serving.lifeline import hold
from lubuk.site.serving.rubbish import look_seldom_for_rubbish

# The server's own processes are started by the server, not by the supervisor: each holds on to its parent
# by itself.
hold()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lubuk.site.settings")
application = get_wsgi_application()

if apps.is_installed("lubuk.shared.searchlog"):  # not in the bare server that a bench compares with
    from lubuk.shared.searchlog import writing

    writing.begin()

look_seldom_for_rubbish()
