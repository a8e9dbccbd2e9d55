"""The words of the checks with registers that only the tables and those who read them know."""

from chengzhao.law.words import Word


class CheckCause(Word):
    """Why a register is asked about somebody."""

    HANDED_IN = "HANDED_IN", "提交报名"
    AGAIN = "AGAIN", "审核人要求再查"
    PAPERS = "PAPERS", "看过材料"
