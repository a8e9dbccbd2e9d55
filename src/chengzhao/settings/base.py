"""What all settings share. Each deployment's module begins with `from chengzhao.settings.base import *`."""

from chengzhao.settings import options
from chengzhao.settings.database import PACKAGE, database, owner_database

WEB = PACKAGE / "web"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "procrastinate.contrib.django",
    "chengzhao.records",
]

PROCRASTINATE_ON_APP_READY = "chengzhao.work.queue.register"
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = ""

MIDDLEWARE = [
    "chengzhao.web.shared.middleware.ContentPolicyMiddleware",
    "chengzhao.web.shared.compression.CompressionMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "chengzhao.web.shared.requests.PlainRequestMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "chengzhao.web.shared.looks.LookMiddleware",
    "chengzhao.web.shared.scoping.ScopeMiddleware",
    "chengzhao.web.shared.sessions.SessionLimitsMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "chengzhao.web.candidate.middleware.NoticeMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "chengzhao.web.shared.middleware.ErrorPageMiddleware",
]

ROOT_URLCONF = "chengzhao.urls"
WSGI_APPLICATION = "chengzhao.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

OWNER = "owner"
DATABASES = {"default": database(), OWNER: owner_database()}
RESTRICTED_ROLE_REQUIRED = False
COUNTERS = "default"
"""The connection that counts requests; one of its own where a request may be a single transaction."""

AUTH_USER_MODEL = "records.Account"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
LOGIN_URL = "/login/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
PASSWORD_HASHERS = [
    "chengzhao.settings.hashers.Argon2id",
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]

LANGUAGE_CODE = "zh-hans"
USE_I18N = True
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

# The pages of one audience stand in its folder; the tags and parts that all share, in web/shared.
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": sorted(folder for folder in WEB.glob("*/templates") if folder.is_dir()),
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "libraries": {
                module.stem: f"chengzhao.web.shared.templatetags.{module.stem}"
                for module in sorted((WEB / "shared" / "templatetags").glob("[!_]*.py"))
            },
        },
    }
]

WHITENOISE_ALLOW_ALL_ORIGINS = False
STATIC_URL = "/static/"
STATICFILES_DIRS = sorted(folder for folder in WEB.glob("*/static") if folder.is_dir())
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]

SESSION_ENGINE = "chengzhao.records.sessions"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
DATA_UPLOAD_MAX_NUMBER_FILES = 20
CSRF_FAILURE_VIEW = "chengzhao.web.shared.errors.stale_form"
SECURE_REFERRER_POLICY = "same-origin"

# By it a browser is known again, for limits and for registrations from one device; it says nothing else.
DEVICE_COOKIE_NAME = "device"
DEVICE_COOKIE_SECURE = False
TRUSTED_PROXIES = options.TRUSTED_PROXIES.networks()
OFFICE_NETWORKS = options.OFFICE_NETWORKS.networks()

DEBUG = False
ALLOWED_HOSTS = options.ALLOWED_HOSTS.items()
DEMO_PERSONAS = False
STYLE_GUIDE = False
POLICY_DENGBAO = options.POLICY_DENGBAO.is_on()
SMS_ADAPTER = options.SMS_ADAPTER.text()
SMS_SIGNATURE = options.SMS_SIGNATURE.text()
REGISTERS = options.REGISTERS.text()
PAYMENT_PROVIDER = options.PAYMENT_PROVIDER.text()
FEE_BEFORE_CONFIRMING = options.FEE_BEFORE_CONFIRMING.is_on()
DEMO_FEE = options.DEMO_FEE.text()

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "scrub": {"()": "chengzhao.settings.scrubbing.ScrubbingFilter"},
        "number": {"()": "chengzhao.settings.request_numbers.RequestNumberFilter"},
    },
    "formatters": {
        "plain": {"format": "{asctime} {levelname} {request_number} {name}: {message}", "style": "{"}
    },
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["scrub", "number"]},
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    # Django's own handlers know nothing of the filter.
    "loggers": {
        "django": {"handlers": [], "level": "WARNING"},
        "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
    },
}
