"""What signs the seals, and which public keys are trusted when they are checked."""

from collections.abc import Callable, Iterable
from pathlib import Path

from chengzhao.exchange.trail_keys import append_key, read_keys
from chengzhao.ledger.signatures import BadSignature, SealKey, Signed, first_fault
from chengzhao.settings import options
from chengzhao.settings.database import home
from chengzhao.vault.suites import suite_called


def heads_file() -> Path:
    """Where heads are kept outside the database."""
    named = options.AUDIT_HEADS.text()
    return Path(named).expanduser().absolute() if named else home() / "audit-heads.txt"


def keys_file() -> Path:
    """Where the public keys of seals are kept: beside the heads."""
    return heads_file().with_name("audit-keys.txt")


def ready_signer(next_seal: int) -> Callable[[bytes], str]:
    """What signs digests with the current keys of the vault; its public key is written down first.

    Raises KeysMissing.
    """
    from django.conf import settings

    keys = settings.VAULT.keys()
    current = keys.ring.current
    key = SealKey(first=next_seal, suite=current.suite.name, id=current.id, public=keys.public_key())
    append_key(keys_file(), key, read_keys(keys_file()))
    return lambda digest: keys.sign(digest).hex()


def fault_of_signatures(seals: Iterable[Signed], given: Iterable[SealKey]) -> BadSignature | None:
    """The first seal that is not signed as the keys of the file, and those given, demand."""
    return first_fault(seals, [*read_keys(keys_file()), *given], _is_signature)


def _is_signature(suite: str, public: bytes, data: bytes, signature: bytes) -> bool:
    return suite_called(suite).is_signature(public, data, signature)
