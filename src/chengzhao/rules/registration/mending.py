"""附件1·三（三）: which questions of a registration a returned item opens again; nothing else is changed."""

from collections.abc import Collection, Mapping
from types import MappingProxyType

from chengzhao.law.citation import cites
from chengzhao.rules.registration.drafts import STEP, STEPS
from chengzhao.rules.registration.returns import ReturnItem

_CERTIFICATE = ("certificate",)
_DOCUMENT = ("document-front", "document-back")

STEPS_OF_RETURN: Mapping[ReturnItem, tuple[str, ...]] = MappingProxyType(
    {
        ReturnItem.NAME: ("person",),
        ReturnItem.SEX: ("person",),
        ReturnItem.BIRTH_DATE: ("person",),
        ReturnItem.ETHNICITY: ("ethnicity",),
        ReturnItem.IDENTITY_NUMBER: _DOCUMENT,
        ReturnItem.IDENTITY_PAPER: _DOCUMENT,
        ReturnItem.PORTRAIT: ("portrait",),
        ReturnItem.PHONE: ("contact",),
        ReturnItem.ADDRESS: ("contact",),
        ReturnItem.HUKOU: ("hukou", "residence", "residence-files", "point"),
        ReturnItem.EMPLOYER: ("employer",),
        ReturnItem.RESIDENCE_PAPER: ("residence-files", "residence"),
        ReturnItem.EDUCATION_KIND: ("education", "certificate"),
        ReturnItem.SCHOOL: _CERTIFICATE,
        ReturnItem.MAJOR: _CERTIFICATE,
        ReturnItem.CERTIFICATE: _CERTIFICATE,
        ReturnItem.GRADUATED_ON: _CERTIFICATE,
        ReturnItem.EDUCATION_PAPER: ("education-files",),
        ReturnItem.LICENCE: ("licence", "licence-files"),
        # Another level or category asks for other programmes.
        ReturnItem.LEVEL: ("level", "route", "category", "paper", "language", "choices", "licence"),
        ReturnItem.CHOICES: ("choices", "licence", "licence-files"),
        ReturnItem.CLAIM: ("claims", "claim-papers"),
        ReturnItem.PLEDGE: ("pledge",),
    }
)
"""Which questions a returned item opens again, the one to begin with first."""

SHOWN_AT_COUNTER = frozenset(step.name for step in STEPS if step.file) | {"claim-papers", "help"}
"""What an office that types a registration looks at and keeps on paper: it is not asked for again unless returned."""

UNKNOWN_TO_OFFICES = frozenset({"residence"})
"""What no office types: with which papers somebody from another province applies (N3.3)."""


@cites("A1.3.9")
def mendable_steps(returned: Collection[ReturnItem]) -> frozenset[str]:
    """The questions that may be answered anew: those of what was returned; all where no item was named."""
    if not returned:
        return frozenset(STEP)
    return frozenset(name for item in returned for name in STEPS_OF_RETURN[item])


def step_of_file(kind: str) -> str:
    """The question to which a kind of file belongs; '' for one that no question asks for."""
    return next((step.name for step in STEPS if step.file == kind), "claim-papers" if kind == "CLAIM" else "")
