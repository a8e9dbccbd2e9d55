"""What production refuses: settings that are fit for a demo only."""

from chengzhao.settings import options

KEY_LENGTH = 50
KEY_VARIETY = 10
"""Distinct characters: a key of one repeated letter is long and worth nothing."""


def weaknesses() -> list[str]:
    """A sentence for each option that is too weak for production; empty when all are sound."""
    found = []
    key = options.SECRET_KEY.text()
    if len(key) < KEY_LENGTH or len(set(key)) < KEY_VARIETY:
        found.append(f"SECRET_KEY: set one of at least {KEY_LENGTH} random characters.")
    if options.DEBUG.is_on():
        found.append("DEBUG: it shows source and settings to strangers, unset it.")
    if options.DEMO_PERSONAS.is_on():
        found.append("DEMO_PERSONAS: their password is published, unset it.")
    found += _adapters()
    if options.HTTPS_PROXY_HEADER.text() and not options.TRUSTED_PROXIES.text():
        found.append(
            "TRUSTED_PROXIES: name the proxy that sets HTTPS_PROXY_HEADER, or every visitor has its one address."
        )
    hosts = options.ALLOWED_HOSTS.items()
    if not hosts or any(host.startswith("*") for host in hosts):
        found.append("ALLOWED_HOSTS: name the hosts that are answered, without *.")
    if not options.DATABASE_URL.text():
        found.append("DATABASE_URL: name a server of your own, the embedded one is for one machine.")
    if not options.VAULT_KEYS.text() and not options.VAULT_KEY_FILE.text():
        found.append("VAULT_KEY_FILE: name the file of the keys that seal personal fields.")
    return found


def _adapters() -> list[str]:
    """What speaks to nobody outside."""
    found = []
    if options.SMS_ADAPTER.text() in ("outbox", "console"):
        found.append("SMS_ADAPTER: name the adapter of a gateway, no code reaches anybody without one.")
    if options.REGISTERS.text() == "local":
        found.append("REGISTERS: the local register knows synthetic persons only, name adapters, or none.")
    if options.PAYMENT_PROVIDER.text() == "local":
        found.append("PAYMENT_PROVIDER: the local one moves no money, name a provider, or none.")
    if options.DEMO_FEE.text():
        found.append("DEMO_FEE: the fee stands in the province's supplement, unset it.")
    return found
