"""Settings of the demo on one's own machine: the embedded database, its own key, the persona accounts."""

from chengzhao.settings import options
from chengzhao.settings.base import *  # noqa: F403
from chengzhao.settings.base import ALLOWED_HOSTS as NAMED_HOSTS
from chengzhao.settings.base import DATABASES
from chengzhao.settings.database import home
from chengzhao.settings.secret_key import kept_key
from chengzhao.settings.timeouts import JOB, limit
from chengzhao.settings.vault import key_source

DEBUG = options.DEBUG.is_on()
DEMO_PERSONAS = True
STYLE_GUIDE = True
VAULT = key_source(makes_first=True)
SECRET_KEY = options.SECRET_KEY.text() or kept_key(home())
ALLOWED_HOSTS = NAMED_HOSTS or ["127.0.0.1", "localhost", "[::1]"]

# Each serving thread keeps its connection; a health check comes before each use.
DATABASES["default"]["CONN_MAX_AGE"] = 60
limit(DATABASES["default"], JOB)
DATABASES["counters"] = dict(DATABASES["default"])
COUNTERS = "counters"

# Stylesheets and scripts are served from where they stand; nothing has to be collected first.
WHITENOISE_USE_FINDERS = True
