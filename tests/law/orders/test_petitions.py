"""The deadlines of petitions carry their source; our own default says so."""

from chengzhao.law.orders import petitions


def test_days_and_whether_they_are_certain() -> None:
    found = [
        (each.value, each.is_certain)
        for each in (
            petitions.ACCEPTANCE_DAYS,
            petitions.ANSWER_DAYS,
            petitions.EXTENSION_DAYS,
            petitions.TRANSFER_DAYS,
        )
    ]
    assert found == [(15, True), (60, True), (30, True), (5, False)]
