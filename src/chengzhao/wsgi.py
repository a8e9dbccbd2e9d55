"""The WSGI application. Without DJANGO_SETTINGS_MODULE it runs with the production settings."""

import os
from multiprocessing import parent_process
from multiprocessing.connection import wait
from threading import Thread

from django.core.wsgi import get_wsgi_application
from django.db import connections

from chengzhao.settings.timeouts import WEB, limit
from chengzhao.web.shared.payment_notices import with_payment_notices

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chengzhao.settings.production")

application = with_payment_notices(get_wsgi_application())


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


# A server that is killed outright tells its workers nothing: they would hold the port, and serve on.
server = parent_process()
if server is not None:
    Thread(target=_end_with, args=(server.sentinel,), daemon=True).start()

# Nobody has connected yet: what is served gives up sooner than a job.
for name in connections:
    limit(connections.settings[name], WEB)
