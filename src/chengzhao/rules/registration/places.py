"""附件1·三（二）（三）: where a person registers: at home, at work, or where the province says."""

from chengzhao.law.citation import Finding, cites, finding
from chengzhao.law.words import IdentityDocument, Word
from chengzhao.law.years import YearLaw


class Residence(Word):
    """How a person stands to the province in which the application is made."""

    HOUSEHOLD = "HOUSEHOLD", "户口在报考省份"
    WORKS_OR_LIVES = "WORKS_OR_LIVES", "户口在外省，在报考省份工作或居住"
    ELSEWHERE = "ELSEWHERE", "户口在外省，也不在报考省份工作或居住"
    NO_HOUSEHOLD = "NO_HOUSEHOLD", "没有内地户口（港澳台居民、外国侨民）"


class PlaceKind(Word):
    """What kind of place takes a registration."""

    HOUSEHOLD = "HOUSEHOLD", "户口所在县（市、区）的招生考试机构确认点"
    WORK_OR_HOME = "WORK_OR_HOME", "工作或居住所在县（市、区）的招生考试机构确认点"
    DESIGNATED = "DESIGNATED", "省级招生考试机构指定的地点"


@cites("A1.3.8", "A1.3.9")
def registration_place(document: IdentityDocument, residence: Residence | None) -> PlaceKind | None:
    """Where a person registers: the designated place for every document but 居民身份证, else by residence.

    None where that is not yet known, or where the person does not register in this province at all.
    """
    if document is not IdentityDocument.RESIDENT_ID:
        return PlaceKind.DESIGNATED
    if residence is Residence.HOUSEHOLD:
        return PlaceKind.HOUSEHOLD
    return PlaceKind.WORK_OR_HOME if residence is Residence.WORKS_OR_LIVES else None


@cites("A1.3.8")
def document_fits(document: IdentityDocument, residence: Residence) -> bool:
    """Whether document and residence can be one person's: a household has 居民身份证, nobody else does."""
    has_household = residence is not Residence.NO_HOUSEHOLD
    return has_household is (document is IdentityDocument.RESIDENT_ID)


@cites("A1.3.8", "A1.3.9")
def residence_findings(document: IdentityDocument, residence: Residence, law: YearLaw) -> tuple[Finding, ...]:
    """Whether document and residence go together, and whether this province is one to apply in.

    A resident identity card has a household behind it, the other documents have none.
    """
    if document not in law.identity_documents.value:
        return (finding("A1.3.8", f"不能凭{document.label}报名。", 证件=document.label),)
    if not document_fits(document, residence):
        mend = "有内地户口的用居民身份证；没有内地户口的用港澳台居民或外国人的证件。"
        message = f"“{document.label}”与“{residence.label}”不能同时成立。"
        return (finding("A1.3.8", message, mend=mend, 证件=document.label, 户口=residence.label),)
    if residence is not Residence.ELSEWHERE:
        return ()
    message = "户口不在报考省份，也不在报考省份工作或居住，原则上不能在这里报考。"
    mend = "请到户口所在地，或者工作、居住所在地报考。"
    return (finding("A1.3.9", message, mend=mend, 户口=residence.label),)
