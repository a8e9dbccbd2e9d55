"""Settings of the test suite: a throwaway database server, and hashes that cost nothing."""

from chengzhao.settings.base import *  # noqa: F403
from chengzhao.settings.base import DATABASES
from chengzhao.settings.vault import HeldKeys
from chengzhao.vault.sealing import Keys

SECRET_KEY = "the key of the test suite, which signs nothing that outlives a test run"
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
DEMO_PERSONAS = True
VAULT = HeldKeys(held=Keys(sealing=b"s" * 32, indexing=b"i" * 32))
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
WHITENOISE_USE_FINDERS = True

# Factories write as the owner; each request goes through its door all the same (records.scope).
del DATABASES["owner"]
