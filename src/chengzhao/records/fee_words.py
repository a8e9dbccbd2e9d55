"""The words of the fee that only the tables and those who read them know."""

from chengzhao.law.words import Word


class NoticeOutcome(Word):
    """What somebody decided about a notice that was not booked."""

    BOOK = "BOOK", "认作已缴"
    REFUND = "REFUND", "退款"
    DROP = "DROP", "不处理"
