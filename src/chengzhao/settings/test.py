"""Settings of the test suite: a throwaway database server, known keys, and hashes that cost nothing."""

from datetime import UTC, datetime

from django.contrib.auth.hashers import PBKDF2PasswordHasher

from chengzhao.settings.base import *  # noqa: F403
from chengzhao.settings.base import DATABASES
from chengzhao.vault.key_files import TextKeys
from chengzhao.vault.ring import KeySet, Ring, ring_text
from chengzhao.vault.suites import suite_called


class CheapHasher(PBKDF2PasswordHasher):
    """A hash of one round: tests make thousands of passwords, none of which has to withstand anything."""

    iterations = 1


SECRET_KEY = "the key of the test suite, which signs nothing that outlives a test run"
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
DEMO_PERSONAS = True
STYLE_GUIDE = True
# What is kept between requests would go from one test into the next.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
PASSWORD_HASHERS = ["chengzhao.settings.test.CheapHasher"]
WHITENOISE_USE_FINDERS = True

# Factories write as the owner; each request goes through its door all the same (records.scope).
del DATABASES["owner"]
_KNOWN = KeySet(
    id="7e57ca5e",
    suite=suite_called("intl"),
    made_at=datetime(2024, 1, 1, tzinfo=UTC),
    sealing=b"s" * 32,
    indexing=b"i" * 32,
    signing=b"g" * 32,
)
VAULT = TextKeys(ring_text(Ring(sets=(_KNOWN,))))
