"""Numbers that nobody has: whoever asks for one goes through the numbers one by one, and leaves an alarm (N3.4)."""

import re
from datetime import datetime

from django.db import transaction

from chengzhao.actions import audit
from chengzhao.actions.audit import Touched
from chengzhao.actions.own import Place, own_side
from chengzhao.ledger.digest import digest_of
from chengzhao.vault.sealing import Keys

ONE_IN = 64
"""So many of the free numbers are decoys: a slip of the finger seldom meets one, a search of hundreds always."""

PURPOSE = "decoy"
_NUMBER = re.compile(r"[0-9]{8,18}")


def is_decoy(number: str, keys: Keys) -> bool:
    """Whether a number that nobody has is a decoy: said by a keyed hash, so that no list can leak."""
    if not _NUMBER.fullmatch(number):
        return False
    return keys.mac(number.encode(), purpose=PURPOSE)[-1] % ONE_IN == 0


@transaction.atomic
def touch_decoy(*, at: datetime, number: str, place: Place) -> None:
    """Leave an alarm on the trail: which decoy was asked for, from where. The visitor is told nothing of it."""
    border, actor = own_side(None, place, at)
    touched = Touched(object_id=number, after=digest_of({"decoy": number}))
    audit.record(border=border, actor=actor, at=at, act="touch_decoy", object_kind="decoy", touched=[touched])
