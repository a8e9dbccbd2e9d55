"""Wrong tries at a log-in: counted by account, device and network; this is what makes the next one wait.

It answers who guesses at an account. How often a browser or a network may ask at all is the table of limits of
the pages (`web/shared/limits.py`): each question has one that answers it.
"""

from datetime import datetime, timedelta

from chengzhao.actions.own import Place, record_own
from chengzhao.records.models import Account, FailedLogIn, KnownDevice
from chengzhao.rules.accounts import Failures, account_name, log_in_wait
from chengzhao.vault.sealing import Keys

REMEMBERED = timedelta(hours=24)


def account_index(keys: Keys, account: Account) -> bytes:
    """Under what wrong tries for an account are counted, by whichever of its names and in whichever spelling."""
    return keys.index(f"log-in/account/{account.pk}")


def name_index(keys: Keys, typed: str, *, account: Account | None, is_staff: bool) -> bytes:
    """Under what wrong tries for a name are counted: the account where it has one, else its one spelling.

    A name that nobody has waits just as long: the answer tells nothing about whether there is an account.
    """
    if account is not None:
        return account_index(keys, account)
    name = typed.strip().casefold() if is_staff else account_name(typed)
    return keys.index(f"log-in/{'staff' if is_staff else 'candidate'}/{name}")


def wait_for(
    index: bytes, *, account: Account | None, is_staff: bool, place: Place, at: datetime
) -> timedelta:
    """How long the next try has to wait; nothing where it may come at once."""
    rows = FailedLogIn.objects.filter(name_index=index, at__gt=at - REMEMBERED)
    mine = list(rows.values_list("device_digest", "network", "at"))
    is_known = account is not None and is_known_device(account, place)
    here = [
        when
        for device, network, when in mine
        if bytes(device) == place.device_digest or (network == place.network and not is_known)
    ]
    failures = Failures(here=here, anywhere=[when for _, _, when in mine])
    return log_in_wait(failures, now=at, is_known_device=is_known, is_staff=is_staff)


def is_known_device(account: Account, place: Place) -> bool:
    """Whether the account logged in from this browser before."""
    known = account.known_devices.filter(device_digest=place.device_digest)
    return bool(place.device) and known.exists()


def count_failure(index: bytes, *, account: Account | None, place: Place, at: datetime) -> None:
    """Write down a wrong try, for the next one's wait and on the trail."""
    FailedLogIn.objects.create(
        name_index=index, device_digest=place.device_digest, network=place.network, at=at
    )
    record_own(account, at=at, act="fail_log_in", object_id=index.hex()[:32], place=place)


def forget_failures(index: bytes, *, place: Place) -> None:
    """After a right try: the wrong ones before it on this device were its owner's."""
    FailedLogIn.objects.filter(name_index=index, device_digest=place.device_digest).delete()


def note_device(account: Account, *, place: Place, at: datetime) -> bool:
    """Remember the browser of a log-in; whether it is a new one beside others that were known."""
    is_new = not is_known_device(account, place)
    has_others = account.known_devices.exists()
    if place.device:
        KnownDevice.objects.update_or_create(
            account=account,
            device_digest=place.device_digest,
            defaults={"name": place.device_name, "last_seen_at": at},
            create_defaults={"name": place.device_name, "first_seen_at": at, "last_seen_at": at},
        )
    return is_new and has_others
