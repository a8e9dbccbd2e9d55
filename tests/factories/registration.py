"""Candidates with their registration, education and choices."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from tests.canaries import Kind, plant
from tests.factories.border import KEYS, PROVINCE, REGISTRATION_DAY, YEAR, a_new_number, a_phone
from tests.factories.forms import an_identity_number
from tests.factories.people import a_consent, an_organisation

from chengzhao.law.words import (
    EducationKind,
    EntryRoute,
    ExamCategory,
    ForeignLanguage,
    IdentityDocument,
    Paper,
    ProgrammeLevel,
    Sex,
)
from chengzhao.ledger.digest import digest_of
from chengzhao.records.bulk import reserve_ids
from chengzhao.records.models import (
    Account,
    Candidate,
    Choice,
    Education,
    Organisation,
    Programme,
    Registration,
)
from chengzhao.records.models.filing import FilingRound
from chengzhao.records.sealed import CANDIDATE_COLUMN_NAMES, sealed_values
from chengzhao.rules.registration import RegistrationState

_REGISTRATION_TIMES = {
    RegistrationState.DRAFT: (),
    RegistrationState.APPROVED: ("submitted_at", "approved_at"),
    RegistrationState.CONFIRMED: ("submitted_at", "approved_at", "confirmed_at"),
    RegistrationState.TICKETED: ("submitted_at", "approved_at", "confirmed_at", "ticketed_at"),
    RegistrationState.WITHDRAWN: ("submitted_at", "ended_at"),
    RegistrationState.CANCELLED: ("submitted_at", "ended_at"),
}


def a_candidate(
    *,
    name: str = "张三丰",
    account: Account | None = None,
    confirmation_point: Organisation | None = None,
    state: RegistrationState = RegistrationState.SUBMITTED,
    approved: bool = False,
    confirmed: bool = False,
    ticketed: bool = False,
    level: ProgrammeLevel = ProgrammeLevel.ZHUANSHENGBEN,
    category: ExamCategory = ExamCategory.ECONOMICS_MANAGEMENT,
    route: EntryRoute = EntryRoute.UNIFIED,
    education_verified: bool = True,
    told: bool = True,
    chosen: Sequence[Programme] = (),
    season: int = YEAR,
    province: str = PROVINCE,
    identity_number: str | None = None,
    phone: str | None = None,
    address: str = "太原市小店区演练路1号",
    postcode: str = "030006",
    **facts: Any,
) -> Candidate:
    """A candidate with registration, education and, for each programme in `chosen`, a choice in that order.

    One with an account has read the notice before anything was collected, unless `told` is False.
    """
    number = a_new_number()
    [key] = reserve_ids(Candidate, 1)
    texts = {
        "identity_number": plant(Kind.IDENTITY, identity_number or an_identity_number()),
        "phone": a_phone() if phone is None else plant(Kind.PHONE, phone),
        "address": address,
        "postcode": postcode,
    }
    point = confirmation_point or an_organisation()
    given: dict[str, Any] = {
        "candidate_number": plant(Kind.NUMBER, f"{season % 100:02d}{province}0105{number:06d}"),
        "name_pinyin": "zhang sanfeng",
        "sex": Sex.MALE,
        "birth_date": date(1990, 1, 1),
        "ethnicity": "01",
        "identity_kind": IdentityDocument.RESIDENT_ID,
        "hukou_division": "140105",
        "employer": "太原市第一机械厂",
        **dict(zip(CANDIDATE_COLUMN_NAMES, sealed_values(KEYS, key, texts), strict=True)),
    }
    candidate = Candidate.objects.create(
        pk=key,
        season=season,
        province=province,
        name=plant(Kind.NAME, name),
        account=account,
        confirmation_point=point,
        org_path=point.path,
        **(given | facts),
    )
    if account is not None and told:
        a_consent(account=account)
    for fact, reached in (
        (approved, RegistrationState.APPROVED),
        (confirmed, RegistrationState.CONFIRMED),
        (ticketed, RegistrationState.TICKETED),
    ):
        state = reached if fact else state
    _register(candidate, state=state, level=level, category=category, route=route)
    _educate(candidate, level=level, verified=education_verified)
    for rank, programme in enumerate(chosen, start=1):
        a_choice(candidate=candidate, programmes=[programme], rank=rank)
    return candidate


def _register(
    candidate: Candidate,
    *,
    state: RegistrationState,
    level: ProgrammeLevel,
    category: ExamCategory,
    route: EntryRoute,
) -> None:
    columns = _REGISTRATION_TIMES.get(state, ("submitted_at",))
    Registration.objects.create(
        season=candidate.season,
        province=candidate.province,
        candidate=candidate,
        route=route,
        level=level,
        category=category,
        foreign_language=ForeignLanguage.ENGLISH,
        specialised_paper=Paper.ADVANCED_MATHS_2 if level is ProgrammeLevel.ZHUANSHENGBEN else "",
        pledge_digest=digest_of("诚信承诺书"),
        state=state,
        **{column: REGISTRATION_DAY + timedelta(days=day) for day, column in enumerate(columns)},
    )


def _educate(candidate: Candidate, *, level: ProgrammeLevel, verified: bool) -> None:
    upgrade = level is ProgrammeLevel.ZHUANSHENGBEN
    Education.objects.create(
        season=candidate.season,
        province=candidate.province,
        candidate=candidate,
        kind=EducationKind.ZHUANKE if upgrade else EducationKind.SENIOR_SECONDARY,
        school="山西职业技术学院",
        certificate_number=f"Z{candidate.pk:012d}",
        graduated_on=date(2015, 7, 1),
        verified_at=REGISTRATION_DAY if verified else None,
        verified_by="学信网核验" if verified else "",
    )


def a_choice(
    *,
    candidate: Candidate,
    programmes: Sequence[Programme],
    rank: int = 1,
    level: ProgrammeLevel | None = None,
    filing_round: FilingRound = FilingRound.MAIN,
    accepts_reassignment: bool = False,
    frozen: bool = False,
) -> Choice:
    """A choice of one college with its programmes in order."""
    return Choice.objects.create(
        season=candidate.season,
        province=candidate.province,
        candidate=candidate,
        filing_round=filing_round,
        level=level or programmes[0].level,
        rank=rank,
        college=programmes[0].college,
        programmes=[programme.pk for programme in programmes],
        accepts_reassignment=accepts_reassignment,
        saved_at=REGISTRATION_DAY,
        frozen_at=REGISTRATION_DAY + timedelta(days=60) if frozen else None,
    )
