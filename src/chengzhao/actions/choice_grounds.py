"""What choices are checked against before they are saved: who chooses, what is offered, what is full."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Exists, OuterRef

from chengzhao.actions.audit import Border
from chengzhao.actions.choice_checks import Chooser, choice_findings, offered_programmes
from chengzhao.actions.credentials import credentials_of
from chengzhao.actions.governance import law_of
from chengzhao.actions.grounds import as_faults
from chengzhao.actions.many_ids import any_of
from chengzhao.actions.refusals import RowFault
from chengzhao.actions.registration_forms import ChoiceForm
from chengzhao.law.words import EntryRoute, ExamCategory, ForeignLanguage, Paper, ProgrammeLevel
from chengzhao.records.models import Admission, CandidateFile, Choice, Programme, Registration
from chengzhao.records.models.filing import FilingRound
from chengzhao.rules.admission import CANDIDATE_FILE
from chengzhao.rules.plans import PlanState
from chengzhao.rules.registration import RegistrationState

IN_HAND = CANDIDATE_FILE.sets["WITH_COLLEGE"] | CANDIDATE_FILE.sets["WITH_PROVINCE"]
"""States of a file that somebody still has to decide on."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SupplementaryChoiceForm:
    """One choice of a candidate: a college with its programmes in order."""

    candidate_id: int
    level: ProgrammeLevel
    rank: int
    national_code: str
    programme_codes: tuple[str, ...]
    accepts_reassignment: bool = False


class Standing(NamedTuple):
    """A seated candidate who wants to choose, and what stands in the way."""

    candidate_number: str
    chooser: Chooser
    is_placed: bool
    is_in_hand: bool


class Vacancy(NamedTuple):
    """A published programme and the places that are left."""

    programme_id: int
    college_id: int
    national_code: str
    places: int


class ChoiceGrounds:
    """Everything that choices of a round are checked against."""

    def __init__(
        self, border: Border, filing_round: FilingRound, forms: Sequence[SupplementaryChoiceForm]
    ) -> None:
        self.forms = forms
        self.round = filing_round
        self.law, self.rules = law_of(border)
        self.people = _people(border, {form.candidate_id for form in forms})
        self.offered = offered_programmes(border)
        self.vacancies = _vacancies(border)
        self.credentials = credentials_of(border, self.people)
        frozen = Choice.objects.filter(
            season=border.season,
            province=border.province,
            filing_round=filing_round,
            frozen_at__isnull=False,
        )
        self.frozen_levels = set(frozen.order_by().values_list("level", flat=True).distinct())

    def faults(self) -> Iterator[RowFault]:
        """Every fault of the forms, those of a candidate's whole list at the row where it begins."""
        lists: dict[int, list[tuple[int, SupplementaryChoiceForm]]] = {}
        for row, form in enumerate(self.forms, start=1):
            lists.setdefault(form.candidate_id, []).append((row, form))
        for candidate_id, rows in lists.items():
            person = self.people.get(candidate_id)
            if person is None:
                expected = "应为已编排座位的统考考生"
                yield RowFault(row=rows[0][0], value=f"考生{candidate_id}", expected=expected)
                continue
            yield from self._list_faults(person, rows)
            for row, form in rows:
                value = f"{person.candidate_number} 第{form.rank}志愿"
                yield from (
                    RowFault(row=row, value=value, expected=text) for text in self._offer_objections(form)
                )

    def _list_faults(
        self, person: Standing, rows: Sequence[tuple[int, SupplementaryChoiceForm]]
    ) -> Iterator[RowFault]:
        row, number = rows[0][0], person.candidate_number
        choices = [
            ChoiceForm(
                level=form.level,
                rank=form.rank,
                programme_codes=form.programme_codes,
                accepts_reassignment=form.accepts_reassignment,
            )
            for _, form in rows
        ]
        found = choice_findings(choices, person.chooser, self.offered, self.law, self.rules)
        yield from as_faults(row, number, found)
        for level in sorted({form.level for _, form in rows} & self.frozen_levels):
            text = f"{ProgrammeLevel(level).label}志愿已经封存，不能再改"
            yield RowFault(row=row, value=number, expected=text)
        if person.is_placed:
            yield RowFault(row=row, value=number, expected="考生已被录取，不能再填志愿")
        elif person.is_in_hand:
            yield RowFault(row=row, value=number, expected="考生档案尚未办结，办结后才能填志愿")

    def _offer_objections(self, form: SupplementaryChoiceForm) -> Iterator[str]:
        for code in form.programme_codes:
            vacancy = self.vacancies.get(code)
            if vacancy is None:
                yield f"专业{code}应为已公布的招生专业"
            elif vacancy.national_code != form.national_code:
                yield f"专业{code}应为院校{form.national_code}的专业"
            elif self.round is FilingRound.SUPPLEMENTARY and vacancy.places <= 0:
                yield f"专业{code}没有缺额，应从公布的缺额中选择"
            else:
                offered, held = self.offered[code], self.credentials[form.candidate_id]
                lacking = held.hindrances(offered.level, offered.major_code, offered.name, self.law)
                yield from (found.message for found in lacking)


def _people(border: Border, candidate_ids: Iterable[int]) -> dict[int, Standing]:
    """The seated candidates of the unified exam among some keys, locked until the transaction ends."""
    given = Admission.objects.filter(candidate=OuterRef("candidate"), revoked_at__isnull=True)
    files = CandidateFile.objects.filter(candidate=OuterRef("candidate"), state__in=IN_HAND)
    rows = (
        Registration.objects.select_for_update(of=("self",))
        .filter(
            season=border.season,
            province=border.province,
            candidate_id__in=any_of(candidate_ids),
            route=EntryRoute.UNIFIED,
            state=RegistrationState.TICKETED,
        )
        .order_by("id")
        .annotate(is_placed=Exists(given), is_in_hand=Exists(files))
        .values_list(
            *("candidate_id", "candidate__candidate_number", "level", "also_gaoqizhuan", "category"),
            *("specialised_paper", "foreign_language", "is_placed", "is_in_hand"),
        )
    )
    return {
        key: Standing(
            candidate_number=number,
            chooser=Chooser(
                levels=(ProgrammeLevel(level), ProgrammeLevel.GAOQIZHUAN)
                if also
                else (ProgrammeLevel(level),),
                category=ExamCategory(category),
                specialised_paper=Paper(paper) if paper else None,
                foreign_language=ForeignLanguage(language),
            ),
            is_placed=is_placed,
            is_in_hand=is_in_hand,
        )
        for key, number, level, also, category, paper, language, is_placed, is_in_hand in rows
    }


def _vacancies(border: Border) -> dict[str, Vacancy]:
    """The published programmes by their codes."""
    rows = Programme.objects.filter(
        season=border.season, province=border.province, source_plan__state=PlanState.PUBLISHED
    ).values_list(
        *("code", "id", "college_id", "college__national_code"),
        *("source_plan__places", "source_plan__admitted"),
    )
    return {
        code: Vacancy(key, college_id, national_code, places - admitted)
        for code, key, college_id, national_code, places, admitted in rows
    }
