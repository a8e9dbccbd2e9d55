"""What opens an invitation: one link; or, where two persons invite, a link and a word that they hand over apart.

Whoever puts an invitation forward is shown the link, whoever confirms it the word, each once. It takes both, so
that neither of the two could open the account instead of its owner; neither half is kept.
"""

import secrets
from dataclasses import dataclass
from hashlib import sha256

from chengzhao.actions.audit import Refused

TOKEN_BYTES = 32
"""Of a link that opens alone."""
HALF_BYTES = 24
"""Of a link that goes with a word; its length tells it from the other."""
_HALF_LENGTH = HALF_BYTES * 4 // 3
_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""None that is taken for another when it is told by telephone."""
_WORD_LENGTH, _GROUP = 12, 4


@dataclass(frozen=True, kw_only=True, slots=True)
class Half:
    """The link of an invitation that another person still has to confirm, and the digest that is kept of it."""

    link: str
    digest: str


def half_link() -> Half:
    """A link for whoever puts an invitation forward."""
    link = secrets.token_urlsafe(HALF_BYTES)
    return Half(link=link, digest=sha256(link.encode()).hexdigest())


def is_half(link: str) -> bool:
    """Whether a link opens nothing without its word."""
    return len(link) == _HALF_LENGTH


def read_half(digest: object) -> bytes:
    """The digest of a link as it was kept between the two signatures. Raises Refused where it is none."""
    try:
        found = bytes.fromhex(str(digest))
    except ValueError:
        found = b""
    if len(found) != sha256().digest_size:
        raise Refused("没有写明链接的摘要，请从页面上重新提请。")
    return found


def whole_link() -> tuple[str, bytes]:
    """A link that opens alone, and its digest."""
    link = secrets.token_urlsafe(TOKEN_BYTES)
    return link, digest_of_link(link)


def word_for(half: bytes) -> tuple[str, bytes]:
    """The word that goes with the link of this digest, and the digest of both."""
    letters = "".join(secrets.choice(_LETTERS) for _ in range(_WORD_LENGTH))
    word = "-".join(letters[at : at + _GROUP] for at in range(0, _WORD_LENGTH, _GROUP))
    return word, _joined(half, word)


def digest_of_link(link: str, word: str = "") -> bytes:
    """The digest under which an invitation is kept, of its link, or of its link and word as they were typed."""
    half = sha256(link.encode()).digest()
    return _joined(half, word) if is_half(link) else half


def _joined(half: bytes, word: str) -> bytes:
    letters = "".join(one for one in word.upper() if one.isalnum())
    return sha256(half + letters.encode()).digest()
