"""Where a candidate's sealed fields belong: the places that are bound into their seals."""


def identity_place(candidate_id: int) -> str:
    """The place of a candidate's identity number, for `Keys.seal` and `Keys.open`."""
    return f"candidate/{candidate_id}/identity_number"


def phone_place(candidate_id: int) -> str:
    """The place of a candidate's phone number, for `Keys.seal` and `Keys.open`."""
    return f"candidate/{candidate_id}/phone"
