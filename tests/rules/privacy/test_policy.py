"""The privacy policy: made from the register, and a new version whenever it promises something else."""

from chengzhao.law.words import Role
from chengzhao.rules.privacy.policy import VERSIONS, policy
from chengzhao.rules.privacy.register import register
from chengzhao.rules.privacy.sights import Room


def test_policy_says_everything_that_the_register_holds() -> None:
    said = [field.name for line in policy() for field in line.fields]
    assert sorted(said) == sorted(register())
    assert [line.room for line in policy()] == [
        line for line in Room if line in {one.room for one in policy()}
    ]


def test_versions_follow_in_number_and_time() -> None:
    assert [version.number for version in VERSIONS] == [str(number) for number in range(1, len(VERSIONS) + 1)]
    assert [version.since for version in VERSIONS] == sorted(version.since for version in VERSIONS)
    assert all(version.change for version in VERSIONS)


def test_line_names_who_ever_sees_it_and_for_how_long() -> None:
    phone = next(line for line in policy() if line.room is Room.PHONE)
    assert Role.COMMITTEE_MEMBER not in phone.readers
    assert Role.CANDIDATE not in phone.readers
    assert Role.COLLEGE_LEAD in phone.readers
    assert [period.label for period in phone.periods] == ["最后一个年度结束后1年", "录取结束后6年"]
    assert next(line for line in policy() if line.room is Room.IDENTITY).is_sensitive is True
