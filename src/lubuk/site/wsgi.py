"""What the web server calls. How the server is started is in lubuk/site/serving/web.py."""

import os

from django.core.wsgi import get_wsgi_application

from lubuk.site.serving.lifeline import hold

# The server's own processes are started by the server, not by the supervisor: each holds on to its parent
# by itself.
hold()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lubuk.site.settings")
application = get_wsgi_application()

from lubuk.shared.searchlog import writing  # noqa: E402 - it has models, which are there from here on

writing.begin()
