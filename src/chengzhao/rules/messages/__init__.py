"""短信和站内信: what a message says, to whom an office may write at once, and at which hours it goes out."""

from chengzhao.rules.messages.audiences import Audience
from chengzhao.rules.messages.hours import is_quiet, next_morning
from chengzhao.rules.messages.steps import LAST_DAY, reminder_of, returned_in_words
from chengzhao.rules.messages.texts import (
    LONGEST,
    TEMPLATES,
    TO_MANY,
    Blank,
    Template,
    filled,
    template_of,
    word_faults,
)

__all__ = [
    "LAST_DAY",
    "LONGEST",
    "TEMPLATES",
    "TO_MANY",
    "Audience",
    "Blank",
    "Template",
    "filled",
    "is_quiet",
    "next_morning",
    "reminder_of",
    "returned_in_words",
    "template_of",
    "word_faults",
]
