"""Where a candidate's sealed fields belong: the places that are bound into their seals."""


def identity_place(candidate_id: int) -> str:
    """The place of a candidate's identity number, for `Keys.seal` and `Keys.open`."""
    return f"candidate/{candidate_id}/identity_number"


def phone_place(candidate_id: int) -> str:
    """The place of a candidate's phone number, for `Keys.seal` and `Keys.open`."""
    return f"candidate/{candidate_id}/phone"


def account_identity_place(account_id: int) -> str:
    """The place of an account's identity number."""
    return f"account/{account_id}/identity_number"


def account_phone_place(account_id: int) -> str:
    """The place of an account's phone number."""
    return f"account/{account_id}/phone"


def totp_place(account_id: int) -> str:
    """The place of the secret of an account's authenticator."""
    return f"account/{account_id}/totp"


def code_phone_place(code_id: int) -> str:
    """The place of the phone that a one-time code was sent to."""
    return f"one_time_code/{code_id}/phone"


def phone_change_place(change_id: int) -> str:
    """The place of a phone that waits to take another's place."""
    return f"phone_change/{change_id}/phone"


def message_phone_place(message_id: int) -> str:
    """The place of the phone that a message goes to."""
    return f"message/{message_id}/phone"


def message_text_place(message_id: int) -> str:
    """The place of the text of a message."""
    return f"message/{message_id}/text"
