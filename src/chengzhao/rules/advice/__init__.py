"""One person's whole answer: may he register, why, with which papers, what he sits, what he may claim, where to go."""

from chengzhao.rules.advice.answer import (
    Advice,
    Benefit,
    Entitlements,
    Material,
    Place,
    Point,
    Sitting,
    Standing,
    Topic,
    Verdict,
)
from chengzhao.rules.advice.compose import advise
from chengzhao.rules.advice.enquirer import AthleteResult, Enquirer
from chengzhao.rules.advice.facts import FIELDS, FactField
from chengzhao.rules.advice.mistakes import FactError, FactErrors
from chengzhao.rules.advice.questions import HERE, Option, Question, open_questions, six_questions
from chengzhao.rules.advice.reading import read_enquirer

__all__ = [
    "FIELDS",
    "HERE",
    "Advice",
    "AthleteResult",
    "Benefit",
    "Enquirer",
    "Entitlements",
    "FactError",
    "FactErrors",
    "FactField",
    "Material",
    "Option",
    "Place",
    "Point",
    "Question",
    "Sitting",
    "Standing",
    "Topic",
    "Verdict",
    "advise",
    "open_questions",
    "read_enquirer",
    "six_questions",
]
