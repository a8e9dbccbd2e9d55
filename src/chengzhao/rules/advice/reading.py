"""From texts to an enquirer: every mistake told at once, each with the field, the value and what is allowed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from chengzhao.law.provinces import Supplement
from chengzhao.law.reference import division, divisions
from chengzhao.law.words import ExamCategory, ProgrammeLevel
from chengzhao.law.years import YearLaw
from chengzhao.rules.advice.enquirer import AthleteResult, Enquirer
from chengzhao.rules.advice.facts import FIELDS, BadText, FactField
from chengzhao.rules.advice.mistakes import FactError, FactErrors
from chengzhao.rules.exams import NoSuchPaper, category_papers, major_at, subject_of
from chengzhao.rules.preferences import competitions_of
from chengzhao.rules.registration import Residence, document_fits, medical_field

Given = Mapping[str, str | Sequence[str]]
_EARLIEST_BIRTH = date(1900, 1, 1)
# Nobody younger has finished a school: a later year is a slip of the pen, such as this year's.
_YOUNGEST = 12
_SCIENCE, _HUMANITIES = "理科", "文科"


def read_enquirer(
    given: Given, law: YearLaw, supplement: Supplement | None = None, *, province: str = ""
) -> Enquirer:
    """The enquirer whom the texts describe, by the identifiers or the Chinese names of the facts.

    `province` is that of the application, two digits. Raises FactErrors.
    """
    errors: list[FactError] = []
    facts: dict[str, Any] = {}
    written: dict[str, str] = {}
    for key, value in given.items():
        field = _field(key)
        if field is None:
            known = "、".join(f"{each.label}（{each.name}）" for each in FIELDS.values())
            errors.append(_mistake(key, key, value, f"可填：{known}", "没有这一项"))
        elif field.name in facts:
            errors.append(_mistake(key, field.label, value, "请只留一处", "这一项写了两次"))
        else:
            written[field.name] = key
            facts[field.name] = _read(field, key, value, errors)
    reader = _Reader(
        facts=facts, written=written, law=law, supplement=supplement, province=province, errors=errors
    )
    enquirer = reader.enquirer()
    if errors:
        raise FactErrors(tuple(errors))
    return enquirer


def _field(key: str) -> FactField | None:
    """The field of that identifier or Chinese name."""
    wanted = key.strip().replace("-", "_")
    return FIELDS.get(wanted) or next((each for each in FIELDS.values() if each.label == wanted), None)


def _read(field: FactField, key: str, value: str | Sequence[str], errors: list[FactError]) -> Any:
    """The value of a field, None where it is wrong; a list takes one text or several."""
    texts = [value] if isinstance(value, str) else list(value)
    if not field.is_list and len(texts) != 1:
        errors.append(_mistake(key, field.label, value, "只能填一个值"))
        return None
    found = []
    for text in texts:
        try:
            found.append(field.read(text))
        except BadText as error:
            errors.append(_mistake(key, field.label, text, str(error)))
    if field.is_list:
        return tuple(dict.fromkeys(found))
    return found[0] if found else None


def _mistake(key: str, field: str, value: str | Sequence[str], allowed: str, problem: str = "") -> FactError:
    return FactError(field=field, value=_shown(value), allowed=allowed, problem=problem, written=key)


def _shown(value: str | Sequence[str]) -> str:
    return value if isinstance(value, str) else "、".join(value)


@dataclass(kw_only=True)
class _Reader:
    """Puts the single facts together: what of one is right depends on another."""

    facts: dict[str, Any]
    written: dict[str, str]
    law: YearLaw
    supplement: Supplement | None
    province: str
    errors: list[FactError]

    def enquirer(self) -> Enquirer:
        facts = self.facts
        category, is_science = self._category()
        residence, county = self._residence()
        major_code = self._major()
        self._look_for_contradictions(residence, major_code)
        self._compare_category(category, major_code)
        return Enquirer(
            level=facts.get("level"),
            side_levels=facts.get("also", ()),
            education=facts.get("education"),
            lacks_education="education" in facts and facts["education"] is None,
            education_is_recognised=facts.get("recognised"),
            is_student=facts.get("student"),
            residence=residence,
            county=county,
            proofs=facts.get("proof"),
            document=facts.get("document"),
            major_code=major_code,
            medical_field=facts.get("medical"),
            licences=facts.get("licence"),
            physician_class=facts.get("physician_class"),
            has_matching_diploma=facts.get("matching_diploma"),
            has_secondary_diploma=facts.get("secondary_diploma"),
            works_in_health=facts.get("works_in_health"),
            occupation_matches=facts.get("occupation_matches"),
            is_science=is_science,
            category=category,
            language=facts.get("language"),
            is_taught_in_minority_language=facts.get("minority_language") or False,
            birth=self._birth(),
            honours=facts.get("honour"),
            athlete_result=self._athlete(),
        )

    def _wrong(self, name: str, value: object, allowed: str) -> None:
        key = self.written.get(name, "")
        self.errors.append(_mistake(key, FIELDS[name].label, str(value), allowed))

    def _ask_for_level(self, name: str, value: str) -> None:
        """A level decides what the value means; one that was written wrongly was told already."""
        if "level" not in self.facts:
            self._wrong(name, value, "请同时填报考层次")

    def _look_for_contradictions(self, residence: Residence | None, major_code: str) -> None:
        """Two facts that cannot be one person's."""
        document, said = self.facts.get("document"), self.facts.get("medical")
        if document and residence and not document_fits(document, residence):
            self._wrong("document", document.label, f"与“{residence.label}”不能同时成立，请改正其中一项")
        if said and major_code:
            field = medical_field(self.facts["level"], major_code, self.law)
            if field is not said:
                self._wrong("medical", said.label, f"专业{major_code}属于“{field.label}”")

    def _compare_category(self, category: ExamCategory | None, major_code: str) -> None:
        """At 专升本 the major decides the category; a row of the table that is doubtful refuses nobody."""
        if category is None or not major_code or self.facts["level"] is not ProgrammeLevel.ZHUANSHENGBEN:
            return
        subject = subject_of(major_code, self.supplement)
        if subject and subject.is_certain and subject.category and subject.category is not category:
            allowed = f"专业{major_code}属于“{subject.category.label}”，请改正其中一项"
            self._wrong("category", self.facts["category"], allowed)

    def _major(self) -> str:
        """The code of the major, in the catalogue of the level."""
        words, level = self.facts.get("major"), self.facts.get("level")
        if not words:
            return ""
        if level is None:
            self._ask_for_level("major", words)
            return ""
        try:
            return major_at(level, words).code
        except NoSuchPaper as error:
            self._wrong("major", words, str(error).rstrip("。"))
            return ""

    def _category(self) -> tuple[ExamCategory | None, bool | None]:
        """The category, and whether it is 理科; 文科 and 理科 alone are words of 高起点."""
        text, level = self.facts.get("category"), self.facts.get("level")
        if not text:
            return None, None
        if level is None:
            self._ask_for_level("category", text)
            return None, None
        if text in (_SCIENCE, _HUMANITIES) and level is not ProgrammeLevel.ZHUANSHENGBEN:
            return None, text == _SCIENCE
        for each in category_papers(level, self.law, self.supplement):
            if text in (each.name, each.category.label, each.category.value):
                return each.category, each.category in self.law.science_categories.value
        rows = category_papers(level, self.law, self.supplement)
        names = "、".join(dict.fromkeys(row.name for row in rows))
        where = self.supplement.province_name if self.supplement else ""
        self._wrong("category", text, f"{where}{level.label}没有这个科类的科目，可填：{names}")
        return None, None

    def _residence(self) -> tuple[Residence | None, str]:
        """How the person stands to the province, as said or as the places show; and the county that counts."""
        said = self.facts.get("residence")
        household, work, home = (self._division(name) for name in ("hukou", "works_in", "lives_in"))
        followed, county = _standing(household, (work, home), self.province)
        if said is not None and followed is not None and said is not followed:
            self._wrong("residence", said.label, f"与所填的户籍、工作、居住地不符，应为{followed.label}")
        return said or followed, county

    def _division(self, name: str) -> str:
        """The code of a division given by its code, or of a province given by its name."""
        text = self.facts.get(name)
        if not text:
            return ""
        code = next(
            (
                each.code
                for each in divisions("")
                if text in (each.name, each.code[:2]) or (each.name.startswith(text) and len(text) > 1)
            ),
            text,
        )
        if division(code) is not None and not self.province:
            self._wrong(name, text, "请同时指明报考省份")
        elif division(code) is None:
            self._wrong(name, text, "应为现行的6位行政区划代码、2位省份代码或省份名称，如140105、14、山西省")
        return code

    def _birth(self) -> date | None:
        birth: date | None = self.facts.get("birth")
        last = date(self.law.year - _YOUNGEST, 12, 31)
        if birth is not None and not _EARLIEST_BIRTH <= birth <= last:
            self._wrong("birth", birth, f"应在{_EARLIEST_BIRTH}至{last}之间")
        return birth

    def _athlete(self) -> AthleteResult | None:
        names = ("competition", "placing", "olympic_event")
        given = [name for name in names if self.facts.get(name) is not None]
        if not given:
            return None
        missing = [FIELDS[name].label for name in names if name not in given]
        if missing:
            self._wrong(given[0], self.facts[given[0]], f"请同时填{'、'.join(missing)}")
            return None
        competition, known = self.facts["competition"], competitions_of(self.law)
        if competition not in known:
            self._wrong("competition", competition, f"可填：{'、'.join(known)}")
            return None
        return AthleteResult(
            competition=competition,
            place=self.facts["placing"],
            is_olympic_event=self.facts["olympic_event"],
        )


def _standing(household: str, others: tuple[str, ...], province: str) -> tuple[Residence | None, str]:
    """How somebody stands to a province by the places of household, work and home; and the county that counts."""
    if not household:
        return None, ""
    if household[:2] == province:
        return Residence.HOUSEHOLD, _county(household)
    here = [place for place in others if place[:2] == province]
    if here:
        return Residence.WORKS_OR_LIVES, _county(here[0])
    return (Residence.ELSEWHERE, "") if any(others) else (None, "")


def _county(code: str) -> str:
    """The code where it is that of a county; empty for a whole province or prefecture."""
    return "" if code.endswith("00") else code
