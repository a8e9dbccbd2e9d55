"""Which words a year knows: 函授 and 业余, for instance, end in autumn 2025 (N4.4)."""

from collections.abc import Collection

from chengzhao.law.citation import Citation, cites
from chengzhao.law.words import (
    ClaimKind,
    CollegeKind,
    ForeignLanguage,
    IdentityDocument,
    ProgrammeLevel,
    StudyForm,
    Word,
)
from chengzhao.law.years.shape import YearLaw


class NotInForce(LookupError):
    """A word that the year does not know; `citation` is the clause that says which ones it does."""

    def __init__(self, message: str, citation: Citation) -> None:
        super().__init__(message)
        self.citation = citation


@cites("A1.1.2", "N4.4")
def require_in_force(word: Word, law: YearLaw) -> None:
    """Raise NotInForce, naming the clause and the words in force, unless the year knows the word.

    Words of kinds that do not change from year to year are always in force.
    """
    allowed, citation = _words_of(word, law)
    if word in allowed:
        return
    names = "、".join(each.label for each in allowed)
    raise NotInForce(f"{law.year}年不使用“{word.label}”（{citation.label}），可用：{names}。", citation)


def is_in_force(word: Word, law: YearLaw) -> bool:
    """Whether the year knows the word."""
    return word in _words_of(word, law)[0]


def _words_of(word: Word, law: YearLaw) -> tuple[Collection[Word], Citation]:
    lists = {
        ProgrammeLevel: law.levels,
        StudyForm: law.study_forms,
        CollegeKind: law.college_kinds,
        ForeignLanguage: law.foreign_languages,
        IdentityDocument: law.identity_documents,
    }
    if isinstance(word, ClaimKind):
        return tuple(law.preferences), Citation("A1.5.21")
    provision = lists.get(type(word))
    if provision is None:
        return (word,), Citation("A1.8.2")
    return provision.value, provision.citation
