"""One person's whole answer: the officers' cases of verdicts, papers, materials, preferences and mistakes."""

from datetime import date
from typing import Any

import pytest
from tests.rules.chapter_cases import PROVINCES, Case, cases

from chengzhao.law.provinces import Supplement
from chengzhao.rules.advice import Advice, Enquirer, FactErrors, Sitting, Standing, advise, read_enquirer

USUAL = {"在校生": "否", "户口与居住": "HOUSEHOLD", "证件": "居民身份证", "医学类": "NONE"}
WAITING = (Standing.NOT_MET, Standing.NEEDS_PROOF, Standing.OPEN)
PLACES = {"户籍所在地", "工作所在地", "居住所在地"}


def as_text(value: Any) -> str:
    """A value of YAML as it stands in the file."""
    if isinstance(value, bool):
        return "是" if value else "否"
    return value.isoformat() if isinstance(value, date) else str(value)


def given_of(case: Case) -> dict[str, str | list[str]]:
    person: dict[str, Any] = case["考生"]
    return {
        key: [as_text(each) for each in value] if isinstance(value, list) else as_text(value)
        for key, value in person.items()
    }


def enquirer_of(case: Case, supplement: Supplement | None, usual: dict[str, str]) -> Enquirer:
    """The person of a case; what stands in `usual` holds where the case says nothing, "" takes it away."""
    given = given_of(case)
    taken = {key for key in usual if PLACES & given.keys() and key == "户口与居住"}
    taken |= {"医学类"} if "专业" in given else set()
    whole = {key: value for key, value in usual.items() if key not in taken} | given
    asked = {key: value for key, value in whole.items() if value != ""}
    return read_enquirer(asked, case.law, supplement, province=PROVINCES["山西"])


def answer_of(case: Case, usual: dict[str, str] = USUAL) -> Advice:
    return advise(enquirer_of(case, case.supplement, usual), case.law, case.supplement)


@pytest.mark.parametrize("case", [*cases("advice", "verdicts"), *cases("advice", "medicine")])
def test_verdict(case: Case) -> None:
    answer = answer_of(case)
    assert answer.verdict.label == case["结论"]
    assert [point.clause for point in answer.of(*WAITING)] == case["理由"]
    assert answer.headline == case.get("说法", answer.headline)


@pytest.mark.parametrize("case", cases("advice", "preferences"))
def test_preference(case: Case) -> None:
    found = answer_of(case, {}).entitlements
    bonus = [found.bonus.points, found.bonus.kind.label] if found.bonus else []
    assert bonus == case["加分"]
    assert (found.exemption.kind.label if found.exemption else "无") == case["免试"]
    assert [kind.label for kind in found.others] == case["不累计"]
    assert [item.clause for item in found.refused] == case.get("不能享受", [])
    assert "说法" not in case.given or [item.sentence for item in found.refused] == [case["说法"]]
    if "依据" in case.given:
        assert found.bonus is not None
        assert (dict(found.bonus.facts), not found.bonus.is_certain) == (case["依据"], case["待核"])
    assert [item.clause for item in found.waiting] == case.get("还需材料", [])
    departments = [benefit.department for benefit in found.benefits]
    assert departments[:1] == ([case["部门"]] if "部门" in case.given else [])
    assert all(benefit.evidence for benefit in found.benefits)


def said(sitting: Sitting) -> str:
    session = sitting.session
    time = f"{session.day.month}月{session.day.day}日 {session.start.hour}:{session.start.minute:02}"
    uncounted = " 不计入总分" if "不计入总分" in sitting.note else ""
    return f"{time} {sitting.title}{uncounted}{'' if sitting.is_certain else ' 待核'}"


@pytest.mark.parametrize("case", cases("advice", "papers"))
def test_papers(case: Case) -> None:
    sittings = answer_of(case, {}).sittings
    assert [said(sitting) for sitting in sittings] == case["结果"]
    assert "语种" not in case.given or case["语种"] in [sitting.note for sitting in sittings]


@pytest.mark.parametrize("case", cases("advice", "materials"))
def test_materials(case: Case) -> None:
    answer = answer_of(case, {})
    assert [material.name for material in answer.materials] == case["材料"]
    assert (answer.place.kind.label if answer.place else "无") == case["去处"]
    assert (answer.place.county if answer.place else "") == case["县区"]


@pytest.mark.parametrize("case", cases("advice", "national"))
def test_without_a_province(case: Case) -> None:
    answer = advise(enquirer_of(case, None, {}), case.law, None)
    assert answer.verdict.label == case["结论"]
    assert (answer.entitlements.bonus.points if answer.entitlements.bonus else 0) == case["加分"]
    hint = case.get("提示")
    assert hint is None or hint in [point.sentence for point in answer.of(Standing.NOTED)]


@pytest.mark.parametrize("case", cases("advice", "mistakes"))
def test_mistake(case: Case) -> None:
    with pytest.raises(FactErrors) as caught:
        read_enquirer(given_of(case), case.law, case.supplement, province=PROVINCES["山西"])
    assert [error.field for error in caught.value.errors] == case["结果"]
    if "说法" in case.given:
        assert str(caught.value) == case["说法"]
