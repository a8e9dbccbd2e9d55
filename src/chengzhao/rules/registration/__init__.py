"""附件1·三: who may register, for what, where, and with which papers."""

from chengzhao.rules.registration.applicant import Applicant, LicenceKind, Place
from chengzhao.rules.registration.checks import (
    CheckAnswer,
    CheckOutcome,
    CheckSubject,
    OnlineCheck,
    check_outcome,
    kept_check_findings,
)
from chengzhao.rules.registration.contact import (
    PhoneRegion,
    TypedName,
    kept_name,
    name_findings,
    phone_findings,
    postcode_findings,
)
from chengzhao.rules.registration.eligibility import (
    declaration_findings,
    education_findings,
    eligibility_findings,
    level_findings,
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
    kept_number,
    number_findings,
    read_resident_number,
)
from chengzhao.rules.registration.medicine import (
    MedicalField,
    field_findings,
    medical_field,
    medical_findings,
    physician_classes,
)
from chengzhao.rules.registration.numbers import compose_number, split_number
from chengzhao.rules.registration.pledge import (
    SignedPledge,
    crime_notice,
    false_statement_findings,
    pledge_findings,
)
from chengzhao.rules.registration.risk import (
    ApplicationTraits,
    RiskCluster,
    SharedTrait,
    Signal,
    cluster_findings,
    risk_clusters,
)
from chengzhao.rules.registration.states import REGISTRATION, RegistrationState

__all__ = [
    "REGISTRATION",
    "SYNTHETIC_REGION",
    "Applicant",
    "ApplicationTraits",
    "BadIdentityNumber",
    "CheckAnswer",
    "CheckOutcome",
    "CheckSubject",
    "IdentityNumber",
    "LicenceKind",
    "MedicalField",
    "OnlineCheck",
    "PhoneRegion",
    "Place",
    "RegistrationState",
    "RiskCluster",
    "SharedTrait",
    "Signal",
    "SignedPledge",
    "TypedName",
    "check_digit",
    "check_outcome",
    "cluster_findings",
    "compose_number",
    "crime_notice",
    "declaration_findings",
    "document_findings",
    "education_findings",
    "eligibility_findings",
    "false_statement_findings",
    "field_findings",
    "kept_check_findings",
    "kept_name",
    "kept_number",
    "level_findings",
    "medical_field",
    "medical_findings",
    "name_findings",
    "number_findings",
    "phone_findings",
    "physician_classes",
    "place_findings",
    "pledge_findings",
    "postcode_findings",
    "read_resident_number",
    "risk_clusters",
    "route_findings",
    "split_number",
    "window_findings",
]
