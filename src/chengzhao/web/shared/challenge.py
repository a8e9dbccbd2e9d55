"""A sum in words for pages that anybody may ask: no third party, no picture, no script, and read aloud as it stands.

The question and the token that stands beside it are made here; the token is signed, holds for five minutes and is
taken once, whichever process is asked. What is right is kept in it as a keyed hash.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing

from chengzhao.records.counters import take_place

VALID = timedelta(minutes=5)
LARGEST = 20
LONGEST_ANSWER = 4
SALT = "chengzhao.challenge"
WRONG = "算题答案不对，请做新的一题"
OVER = "算题已过期或已经用过（5分钟内有效，只能用一次），请做新的一题"
_DIGITS = "零一二三四五六七八九"
_FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")


@dataclass(frozen=True, kw_only=True, slots=True)
class Challenge:
    """A question, and the token that comes back with its answer."""

    question: str
    token: str


def pose() -> Challenge:
    """A new question; the larger number comes first, so that no answer is below zero."""
    first, second = sorted((1 + secrets.randbelow(LARGEST) for _ in range(2)), reverse=True)
    adds = bool(secrets.randbelow(2))
    answer = first + second if adds else first - second
    word = "加" if adds else "减"
    mark = secrets.token_hex(16)
    token = signing.dumps({"mark": mark, "right": _right(mark, str(answer))}, salt=SALT)
    return Challenge(question=f"{said(first)}{word}{said(second)}等于几？请用数字填写", token=token)


def fault_of(token: str, answer: str, at: datetime) -> str:
    """What is wrong with an answer, as the sentence beside its field; empty where it is right and now used up."""
    try:
        held = signing.loads(token, salt=SALT, max_age=VALID)
        mark, right = str(held["mark"]), str(held["right"])
    except (signing.BadSignature, KeyError, TypeError, ValueError):
        return OVER
    # One try each, right or wrong: a program cannot go through the numbers.
    spent = hashlib.blake2b(f"challenge\0{mark}".encode(), digest_size=16).digest()
    if take_place(spent, most=1, window=2 * VALID, at=at) is not None:
        return OVER
    given = answer.strip().translate(_FULL_WIDTH)[:LONGEST_ANSWER]
    return "" if hmac.compare_digest(_right(mark, given), right) else WRONG


def said(number: int) -> str:
    """A number from 1 to 20 in words: 七, 十, 十三, 二十."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones or not tens else "")


def _right(mark: str, answer: str) -> str:
    text = f"{mark}\0{answer}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), text, hashlib.sha256).hexdigest()
