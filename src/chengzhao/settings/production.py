"""Settings of a real office. Weak ones are refused, all of them in one message."""

from django.core.exceptions import ImproperlyConfigured

from chengzhao.settings import options
from chengzhao.settings.base import *  # noqa: F403
from chengzhao.settings.base import DATABASES
from chengzhao.settings.database import home
from chengzhao.settings.timeouts import JOB, limit
from chengzhao.settings.vault import key_source
from chengzhao.settings.weaknesses import weaknesses

if found := weaknesses():
    raise ImproperlyConfigured("These settings are too weak for production. " + " ".join(found))

VAULT = key_source()
SECRET_KEY = options.SECRET_KEY.text()
ALLOWED_HOSTS = options.ALLOWED_HOSTS.items()

RESTRICTED_ROLE_REQUIRED = True

# Each serving thread keeps its connection; a health check comes before each use.
DATABASES["default"]["CONN_MAX_AGE"] = 60
limit(DATABASES["default"], JOB)
DATABASES["counters"] = dict(DATABASES["default"])
COUNTERS = "counters"

SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"
DEVICE_COOKIE_SECURE = True
DEVICE_COOKIE_NAME = "__Host-device"
if options.HTTPS_PROXY_HEADER.text():
    header = options.HTTPS_PROXY_HEADER.text().upper().replace("-", "_")
    SECURE_PROXY_SSL_HEADER = (f"HTTP_{header}", "https")

# `check --deploy` asks for a middleware whose header ours sets (web.shared.middleware), and for the browsers' list of
# HTTPS sites, on which an office puts its whole domain or not.
SILENCED_SYSTEM_CHECKS = ["security.W002", "security.W021"]

STATIC_ROOT = options.STATIC_ROOT.text() or str(home() / "static")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
