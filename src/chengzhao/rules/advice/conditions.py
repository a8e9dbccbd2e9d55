"""The conditions of 附件1·三 on one person, each with how it stands: level, education, study, place, document."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from chengzhao.law.citation import Finding, cites
from chengzhao.law.provinces import Supplement
from chengzhao.law.words import EducationKind, IdentityDocument, ProgrammeLevel, Stage
from chengzhao.law.years import YearLaw
from chengzhao.rules.advice.answer import Point, Standing, Topic
from chengzhao.rules.advice.enquirer import Enquirer
from chengzhao.rules.exams import clash_findings, sessions_of
from chengzhao.rules.registration import (
    Applicant,
    Place,
    Residence,
    declaration_findings,
    education_findings,
    level_findings,
    place_findings,
    residence_findings,
)

_HERE, _AWAY = "here", "away"


def points_of_findings(
    topic: Topic, findings: tuple[Finding, ...], *, is_certain: bool = True
) -> Iterator[Point]:
    """Findings as points: what is hard is not met, what holds 原则上 is noted."""
    for found in findings:
        yield Point(
            topic=topic,
            standing=Standing.NOT_MET if found.is_hard else Standing.NOTED,
            clause=found.clause,
            sentence=found.message,
            mend=found.mend,
            facts=found.facts,
            is_certain=is_certain,
        )


def still_open(topic: Topic, clause: str) -> Point:
    """The point of a question that was not answered."""
    return Point(topic=topic, standing=Standing.OPEN, clause=clause, sentence=f"还没有回答：{topic.label}。")


@cites("A1.1.2", "A1.4.6")
def level_points(enquirer: Enquirer, law: YearLaw, supplement: Supplement | None) -> Iterator[Point]:
    """The level, and whether those asked about together may stand and be sat together."""
    if enquirer.level is None:
        yield still_open(Topic.LEVEL, "A1.1.2")
        return
    refused = [*clash_findings(sessions_of(enquirer.levels, law))]
    if supplement is not None:
        refused = [*level_findings(enquirer.levels, supplement), *refused]
    yield from points_of_findings(Topic.LEVEL, tuple(refused))
    if not refused:
        names = "兼报".join(level.label for level in enquirer.levels)
        yield _met(Topic.LEVEL, "A1.1.2", f"{law.year}年招收{names}。", 层次=names)


@cites("A1.3.1", "N7.3")
def student_points(enquirer: Enquirer) -> Iterator[Point]:
    """That the person is no student, and what everybody declares besides."""
    if enquirer.is_student is None:
        yield still_open(Topic.STUDENT, "A1.3.1")
    else:
        refused = declaration_findings(declared_applicant(enquirer))
        yield from points_of_findings(Topic.STUDENT, refused)
        if not refused:
            yield _met(Topic.STUDENT, "A1.3.1", "不是在校生，符合报名条件。", 在校生="否")
    yield Point(
        topic=Topic.DECLARATION,
        standing=Standing.NOTED,
        clause="A1.3.1",
        sentence="还须遵守宪法和法律，身体健康，生活能自理，不影响所报专业学习。",
        mend="报名时在诚信承诺书中声明。",
    )


@cites("A1.3.2", "A1.3.3", "N3.1")
def education_points(enquirer: Enquirer, law: YearLaw) -> Iterator[Point]:
    """Whether the education is enough for the level; at 专升本 also that it is checked."""
    is_upgrade = enquirer.level is ProgrammeLevel.ZHUANSHENGBEN
    clause = "A1.3.3" if is_upgrade else "A1.3.2"
    if enquirer.level is None or (enquirer.education is None and not enquirer.lacks_education):
        yield still_open(Topic.EDUCATION, clause)
        return
    refused = education_findings(declared_applicant(enquirer), enquirer.level, law)
    yield from points_of_findings(Topic.EDUCATION, refused)
    if refused or enquirer.education is None:
        return
    kind = enquirer.education
    sentence = f"“{kind.label}”符合报考{enquirer.level.label}的学历条件。"
    yield _met(Topic.EDUCATION, clause, sentence, 学历=kind.label)
    if is_upgrade:
        message = "毕业证书须由经教育部审定核准的国民教育系列高等学校或高等教育自学考试机构颁发。"
        if enquirer.education_is_recognised is None:
            yield _noted(Topic.EDUCATION, "A1.3.3", message)
        yield _noted(Topic.EDUCATION, "N3.1", "前置学历须经核验，核验通过后才能确认报名。")
    elif kind is EducationKind.EQUIVALENT:
        yield _noted(Topic.EDUCATION, "A1.3.2", "同等学力怎样证明，以报考地招生考试机构的要求为准。")


@cites("A1.3.8", "A1.3.9", "N3.3")
def residence_points(enquirer: Enquirer, law: YearLaw, supplement: Supplement | None) -> Iterator[Point]:
    """Whether this is the province to apply in, and with which proofs one from elsewhere does."""
    residence = enquirer.residence
    if residence is None:
        yield still_open(Topic.RESIDENCE, "A1.3.9")
        return
    here = supplement.province_name if supplement else "报考省份"
    document = enquirer.document or _usual_document(residence)
    refused = residence_findings(document, residence, law)
    if refused:
        yield from points_of_findings(Topic.RESIDENCE, refused)
    elif residence is Residence.HOUSEHOLD:
        yield _met(Topic.RESIDENCE, "A1.3.9", f"户口在{here}，在户口所在地报名并参加考试。", 户口=here)
    elif residence is Residence.WORKS_OR_LIVES:
        yield from _out_of_place(enquirer, here, supplement)
    else:
        sentence = f"在中国定居的港澳台居民和外国侨民，可以在{here}指定的地点报名。"
        yield _met(Topic.RESIDENCE, "A1.3.8", sentence, 户口=residence.label)


def _out_of_place(enquirer: Enquirer, here: str, supplement: Supplement | None) -> Iterator[Point]:
    """Somebody from another province who works or lives here: with one of the proofs."""
    if supplement is None:
        sentence = "户口在外省、在报考省份工作或居住的，可以报考，须提交工作或居住证明。"
        mend = "具体材料由报考省份确定，请看当地报名公告。"
        yield _needs(Topic.RESIDENCE, "A1.3.9", sentence, mend)
        return
    proofs = supplement.out_of_place_proofs
    place = Place(hukou_province=_AWAY, applies_in=_HERE, proofs=enquirer.proofs or ())
    refused = place_findings(place, supplement)
    if enquirer.proofs is None:
        sentence = f"户口在外省、在{here}工作或居住，可以在{here}报考。"
        mend = f"须提交下列材料之一：{'、'.join(proofs.value)}。"
        yield _needs(Topic.RESIDENCE, "N3.3", sentence, mend, is_certain=proofs.is_certain)
    elif refused:
        for found in refused:
            yield Point(
                topic=Topic.RESIDENCE,
                standing=Standing.NOT_MET,
                clause=found.clause,
                sentence=found.message,
                mend="取得其中一项后可以报考，或回户口所在地报考。",
                facts=(("材料", "、".join(enquirer.proofs) or "无"),),
                is_certain=proofs.is_certain,
            )
    else:
        shown = next(proof for proof in enquirer.proofs if proof in proofs.value)
        met = _met(Topic.RESIDENCE, "N3.3", f"凭{shown}可以在{here}报考。", 材料=shown)
        yield replace(met, is_certain=proofs.is_certain)


@cites("A1.3.1", "A1.3.8")
def document_points(enquirer: Enquirer, law: YearLaw) -> Iterator[Point]:
    """Whether one may register with the document, and who may hold it."""
    document = enquirer.document
    if document is None:
        yield still_open(Topic.DOCUMENT, "A1.3.8")
    elif document not in law.identity_documents.value:
        sentence = f"不能凭{document.label}报名。"
        yield Point(topic=Topic.DOCUMENT, standing=Standing.NOT_MET, clause="A1.3.8", sentence=sentence)
    elif document is IdentityDocument.RESIDENT_ID:
        yield _met(Topic.DOCUMENT, "A1.3.1", "中国公民凭居民身份证报名。", 证件=document.label)
    else:
        yield _met(Topic.DOCUMENT, "A1.3.8", f"可以凭{document.label}报名。", 证件=document.label)
        yield _noted(Topic.DOCUMENT, "A1.3.8", "须在中国定居，并符合其他报名条件。")
        if document is IdentityDocument.HK_MACAO_PERMIT:
            sentence = "这种通行证也发给非中国籍的港澳永久性居民，报名的须是中国公民。"
            yield _noted(Topic.DOCUMENT, "A1.3.1", sentence)


@cites("A2.1", "N3.8", "A1.3.9")
def time_points(law: YearLaw, supplement: Supplement | None) -> Iterator[Point]:
    """When to register: the province's window, or the months of 附件2 without one."""
    if supplement is not None:
        opens, closes = supplement.registration_window.value
        span = f"{_moment(opens)}至{_moment(closes)}办理"
        is_certain = supplement.registration_window.is_certain
    else:
        window = law.window(Stage.REGISTRATION)
        span, is_certain = f"在{day_text(window.opens)}至{day_text(window.closes)}之间，由报考省份确定", False
    yield Point(
        topic=Topic.TIME,
        standing=Standing.NOTED,
        clause="A2.1",
        sentence=f"{span}。",
        mend="统考、单考、免试入学都要办理报名手续。",
        is_certain=is_certain,
    )


def day_text(day: date) -> str:
    """A day as a sentence writes it: 2024年10月19日."""
    return f"{day.year}年{day.month}月{day.day}日"


def _moment(moment: datetime) -> str:
    return f"{day_text(moment)}{moment.hour}:{moment.minute:02}"


def declared_applicant(enquirer: Enquirer) -> Applicant:
    """What the rules on education and study look at; what everybody declares is taken as declared."""
    return Applicant(
        keeps_the_law=True,
        is_full_time_student=enquirer.is_student is True,
        is_healthy=True,
        education=enquirer.education,
        education_is_recognised=enquirer.education_is_recognised is not False,
        education_is_verified=True,
    )


def _usual_document(residence: Residence) -> IdentityDocument:
    """A document that goes with a residence, where none was said."""
    if residence is Residence.NO_HOUSEHOLD:
        return IdentityDocument.HK_MACAO_RESIDENCE
    return IdentityDocument.RESIDENT_ID


def _met(topic: Topic, clause: str, sentence: str, **facts: str) -> Point:
    return Point(
        topic=topic, standing=Standing.MET, clause=clause, sentence=sentence, facts=tuple(facts.items())
    )


def _noted(topic: Topic, clause: str, sentence: str) -> Point:
    return Point(topic=topic, standing=Standing.NOTED, clause=clause, sentence=sentence)


def _needs(topic: Topic, clause: str, sentence: str, mend: str, *, is_certain: bool = True) -> Point:
    return Point(
        topic=topic,
        standing=Standing.NEEDS_PROOF,
        clause=clause,
        sentence=sentence,
        mend=mend,
        is_certain=is_certain,
    )
