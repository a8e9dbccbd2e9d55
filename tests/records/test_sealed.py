"""The places of sealed fields are all different."""

from chengzhao.records.sealed import identity_place, phone_place


def test_places_tell_candidates_and_columns_apart() -> None:
    places = [place(key) for key in (1, 11) for place in (identity_place, phone_place)]
    assert places == [
        "candidate/1/identity_number",
        "candidate/1/phone",
        "candidate/11/identity_number",
        "candidate/11/phone",
    ]
