"""The sealed columns: where each belongs, in which form its text is kept and compared, what finds it again.

The rows of a table are sealed, searched and sealed anew by this list; a personal column that is not in it
is not sealed.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from chengzhao.rules.registration import searched_address, searched_number, searched_phone
from chengzhao.vault.sealing import Keys, Stored

TAIL = 6
"""So many last characters of an identity number find it, as people say them on the telephone."""


@dataclass(frozen=True, kw_only=True)
class BlindIndex:
    """A column that finds equal texts without telling them; `form` brings a text into the form compared."""

    column: str
    purpose: str
    form: Callable[[str], str]

    def of(self, keys: Keys, text: str) -> bytes:
        """The index of a text under the current keys; nothing for an empty one."""
        canonical = self.form(text)
        return keys.index(canonical, purpose=self.purpose) if canonical else b""

    def any_of(self, keys: Keys, text: str) -> list[bytes]:
        """The indexes that rows with this text can have, whichever keys of the ring made them."""
        canonical = self.form(text)
        return keys.indexes(canonical, purpose=self.purpose) if canonical else []


@dataclass(frozen=True, kw_only=True)
class SealedColumn:
    """A personal text: its table and name, the form in which it is kept, and its indexes.

    `owner` is the column whose number is bound into the seal, the key of the row unless said otherwise.
    """

    table: str
    name: str
    column: str
    kept: Callable[[str], str] = str.strip
    indexes: tuple[BlindIndex, ...] = field(default=())
    owner: str = "id"

    def place(self, number: int) -> str:
        """Where the text belongs, as it is bound into its seal."""
        return f"{self.table}/{number}/{self.name}"

    def columns(self) -> tuple[str, ...]:
        """The column of the sealed text, then those of its indexes."""
        return (self.column, *(index.column for index in self.indexes))

    def values(self, keys: Keys, number: int, text: str) -> tuple[bytes, ...]:
        """What stands in `columns` for a text; an empty text is kept as nothing."""
        kept = self.kept(text)
        sealed = keys.seal(kept, row=self.place(number)) if kept else b""
        return (sealed, *(index.of(keys, kept) for index in self.indexes))

    def text(self, keys: Keys, number: int, sealed: Stored | None) -> str:
        """The text of a sealed column; '' where nothing was ever given. Raises SealBroken."""
        return keys.open(sealed, row=self.place(number)) if sealed else ""

    def resealed(self, keys: Keys, number: int, sealed: Stored | None) -> tuple[bytes | None, ...]:
        """What stands in `columns` under the current keys for what was sealed with any; nothing stays nothing."""
        if not sealed:
            return (None if sealed is None else b"",) + (None,) * len(self.indexes)
        text = self.text(keys, number, sealed)
        return (keys.seal(text, row=self.place(number)), *(index.of(keys, text) for index in self.indexes))


def _without_blanks(number: str) -> str:
    return "".join(number.split()).upper()


def _tail(number: str) -> str:
    return searched_number(number)[-TAIL:]


BY_NUMBER = BlindIndex(column="identity_index", purpose="identity_number", form=searched_number)
BY_TAIL = BlindIndex(column="identity_tail_index", purpose="identity_tail", form=_tail)
BY_PHONE = BlindIndex(column="phone_index", purpose="phone", form=searched_phone)
BY_ADDRESS = BlindIndex(column="address_index", purpose="address", form=searched_address)

IDENTITY_NUMBER = SealedColumn(
    table="candidate",
    name="identity_number",
    column="identity_sealed",
    kept=_without_blanks,
    indexes=(BY_NUMBER, BY_TAIL),
)
PHONE = SealedColumn(table="candidate", name="phone", column="phone_sealed", indexes=(BY_PHONE,))
ADDRESS = SealedColumn(table="candidate", name="address", column="address_sealed", indexes=(BY_ADDRESS,))
POSTCODE = SealedColumn(table="candidate", name="postcode", column="postcode_sealed")

CANDIDATE_COLUMNS = (IDENTITY_NUMBER, PHONE, ADDRESS, POSTCODE)
CANDIDATE_COLUMN_NAMES = tuple(name for one in CANDIDATE_COLUMNS for name in one.columns())

ACCOUNT_IDENTITY = SealedColumn(
    table="account", name="identity_number", column="identity_sealed", indexes=(BY_NUMBER,)
)
ACCOUNT_PHONE = SealedColumn(table="account", name="phone", column="phone_sealed", indexes=(BY_PHONE,))
TOTP_SECRET = SealedColumn(table="account", name="totp", column="secret_sealed", owner="account_id")
CODE_PHONE = SealedColumn(table="one_time_code", name="phone", column="phone_sealed")
NEW_PHONE = SealedColumn(table="phone_change", name="phone", column="phone_sealed", indexes=(BY_PHONE,))
MESSAGE_PHONE = SealedColumn(table="message", name="phone", column="phone_sealed", indexes=(BY_PHONE,))
FILE_NAME = SealedColumn(table="sealed_file", name="name", column="name_sealed")
IMPORT_NAME = SealedColumn(table="import_batch", name="name", column="name_sealed")
MESSAGE_TEXT = SealedColumn(table="message", name="text", column="text_sealed")
REQUEST_TEXT = SealedColumn(table="rights_request", name="text", column="text_sealed")
REQUEST_ANSWER = SealedColumn(table="rights_request", name="answer", column="answer_sealed")
COMPLAINT_TEXT = SealedColumn(table="complaint", name="text", column="text_sealed")
COMPLAINT_CONTACT = SealedColumn(table="complaint", name="contact", column="contact_sealed")
DRAFT_ANSWERS = SealedColumn(table="draft_answer", name="answers", column="sealed")
EXCHANGE_ASKED = SealedColumn(table="register_exchange", name="asked", column="asked_sealed")
EXCHANGE_SAID = SealedColumn(table="register_exchange", name="said", column="said_sealed")
VERSION_CONTENT = SealedColumn(table="registration_version", name="content", column="content_sealed")
VERSION_HELP = SealedColumn(table="registration_version", name="help", column="help_sealed")


def piece_place(file_id: int, number: int, pieces: int) -> str:
    """Where a piece of a file's content belongs: no piece can be left out, moved or put in another file."""
    return f"sealed_file/{file_id}/piece/{number}/{pieces}"


def job_file_place(job_id: int, kind: str) -> str:
    """Where a file of a job belongs: none can be put in the place of another."""
    return f"job_file/{job_id}/{kind}"


def import_file_place(batch_id: int, kind: str) -> str:
    """Where what is kept of a table belongs: none can be put in the place of another."""
    return f"import_file/{batch_id}/{kind}"


def sealed_values(keys: Keys, candidate_id: int, texts: Mapping[str, str]) -> tuple[bytes, ...]:
    """What stands in CANDIDATE_COLUMN_NAMES for the texts of a candidate, by their names."""
    return tuple(
        value
        for one in CANDIDATE_COLUMNS
        for value in one.values(keys, candidate_id, texts.get(one.name, ""))
    )


def blinded(keys: Keys, texts: Mapping[str, str]) -> dict[str, str]:
    """For digests: in the place of each text a keyed hash of it, which nobody can guess back."""
    return {
        one.name: keys.mac(one.kept(texts[one.name]).encode(), purpose=f"digest/{one.name}").hex()
        for one in CANDIDATE_COLUMNS
        if one.name in texts
    }
