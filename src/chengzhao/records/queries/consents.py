"""What an account has been told and has agreed to: the last answer to each text."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from chengzhao.law.privacy.consents import ConsentKind, ConsentText, current_text, text_of
from chengzhao.records.models import Consent


@dataclass(frozen=True, kw_only=True, slots=True)
class ConsentView:
    """The last answer to a kind of text, with the text that it was given to."""

    text: ConsentText
    is_given: bool
    at: datetime

    def is_current(self, day: date) -> bool:
        """Whether the text is still the one in force."""
        return self.text == current_text(self.text.kind, day)


def consents_of(account_id: int) -> Mapping[ConsentKind, ConsentView]:
    """The last answer of an account to each kind, in one statement."""
    rows = Consent.objects.filter(account_id=account_id).order_by("kind", "-pk").distinct("kind")
    return {
        ConsentKind(row.kind): ConsentView(
            text=text_of(ConsentKind(row.kind), row.version), is_given=row.is_given, at=row.at
        )
        for row in rows
    }


def has_agreed(account_id: int, kind: ConsentKind, day: date) -> bool:
    """Whether the account's last answer to the version in force is yes."""
    held = consents_of(account_id).get(kind)
    return held is not None and held.is_given and held.is_current(day)
