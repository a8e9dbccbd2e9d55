"""国家有关信访规定: the deadlines that 附件1·六（三） refers to (A1.6.4), and our own for passing a clue on (N6.1)."""

from decimal import Decimal

from chengzhao.law.citation import Citation, Provision

_PETITIONS = "《信访工作条例》第二十二、三十四条，没有核对原文；通知写的是按照国家有关信访规定"
_KNOWN = Decimal("0.85")

ACCEPTANCE_DAYS = Provision(15, Citation("A1.6.4"), _PETITIONS, _KNOWN)
ANSWER_DAYS = Provision(60, Citation("A1.6.4"), _PETITIONS, _KNOWN)
EXTENSION_DAYS = Provision(30, Citation("A1.6.4"), _PETITIONS, _KNOWN)
TRANSFER_DAYS = Provision(5, Citation("N6.1"), "系统的默认值，通知没有规定", Decimal("0.4"))
