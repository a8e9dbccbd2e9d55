"""Which payment provider is used here (PAYMENT_PROVIDER)."""

from importlib import import_module

from chengzhao.exchange.payments.adapter import PaymentProvider
from chengzhao.exchange.payments.local import LocalProvider
from chengzhao.settings.options import OptionError

LOCAL, NONE = "local", "none"


def chosen_provider(name: str) -> PaymentProvider | None:
    """The provider that PAYMENT_PROVIDER names: local, none, or `package.module:Class`. Raises OptionError."""
    if name == NONE:
        return None
    if name == LOCAL:
        return LocalProvider()
    module, _, attribute = name.partition(":")
    try:
        provider: PaymentProvider = getattr(import_module(module), attribute)()
    except (ImportError, AttributeError, ValueError) as error:
        raise OptionError(
            f"PAYMENT_PROVIDER is {name!r}: expected local, none, or package.module:Class ({error})."
        ) from error
    return provider
