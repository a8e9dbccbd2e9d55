"""Where this installation keeps the ring of keys that seal personal fields."""

from pathlib import Path

from chengzhao.settings import options
from chengzhao.settings.database import home
from chengzhao.vault.key_files import FileKeys, KeySource, TextKeys
from chengzhao.vault.suites import Suite, UnknownSuite, suite_called

KEY_FILE = "vault.keys"


def key_file() -> Path:
    """The file of the ring: VAULT_KEY_FILE, else vault.keys in the home folder."""
    named = options.VAULT_KEY_FILE.text()
    return Path(named).expanduser().absolute() if named else home() / KEY_FILE


def wanted_suite() -> Suite:
    """The suite of new keys. Raises OptionError."""
    try:
        return suite_called(options.VAULT_SUITE.text())
    except UnknownSuite as error:
        raise options.OptionError(f"VAULT_SUITE: {error}.") from error


def key_source(*, makes_first: bool = False) -> KeySource:
    """The ring of VAULT_KEYS, else that of the key file. Raises OptionError."""
    text = options.VAULT_KEYS.text()
    return TextKeys(text) if text else FileKeys(key_file(), first=wanted_suite() if makes_first else None)
