"""附件1·三: who may register, for what, where, and with which papers."""

from chengzhao.rules.registration.eligibility import (
    Applicant,
    LicenceKind,
    Place,
    declaration_findings,
    education_findings,
    eligibility_findings,
    level_findings,
    medical_findings,
    place_findings,
    route_findings,
    window_findings,
)
from chengzhao.rules.registration.identity import (
    SYNTHETIC_REGION,
    BadIdentityNumber,
    IdentityNumber,
    check_digit,
    document_findings,
    read_resident_number,
)
from chengzhao.rules.registration.numbers import compose_number, split_number
from chengzhao.rules.registration.states import REGISTRATION, RegistrationState

__all__ = [
    "REGISTRATION",
    "SYNTHETIC_REGION",
    "Applicant",
    "BadIdentityNumber",
    "IdentityNumber",
    "LicenceKind",
    "Place",
    "RegistrationState",
    "check_digit",
    "compose_number",
    "declaration_findings",
    "document_findings",
    "education_findings",
    "eligibility_findings",
    "level_findings",
    "medical_findings",
    "place_findings",
    "read_resident_number",
    "route_findings",
    "split_number",
    "window_findings",
]
