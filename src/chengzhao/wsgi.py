"""The WSGI application. Without DJANGO_SETTINGS_MODULE it runs with the production settings."""

import os

from django.core.wsgi import get_wsgi_application
from django.db import connections

from chengzhao.settings.timeouts import WEB, limit

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chengzhao.settings.production")

application = get_wsgi_application()

# Nobody has connected yet: what is served gives up sooner than a job.
for name in connections:
    limit(connections.settings[name], WEB)
