"""The keys of sealed fields, as pages and acts need them."""

from django.conf import settings

from chengzhao.vault.sealing import Keys


def vault_keys() -> Keys:
    """The keys of this installation."""
    held: Keys = settings.VAULT.keys()
    return held
