"""The tables, one module per chapter."""

from chengzhao.records.models.accounts import (
    FailedLogIn,
    Invitation,
    KnownDevice,
    LogInSession,
    OneTimeCode,
    PhoneChange,
    RecoveryCode,
    TotpDevice,
)
from chengzhao.records.models.admission import (
    Admission,
    AdmissionLetter,
    AdmissionList,
    CandidateFile,
    FileMove,
)
from chengzhao.records.models.approvals import Approval
from chengzhao.records.models.audit import AuditCheck, AuditRow, AuditSeal
from chengzhao.records.models.colleges import (
    Charter,
    College,
    RegisteredMajor,
    TeachingSite,
)
from chengzhao.records.models.disclosure import Complaint, NoticeEntry, PublicNotice
from chengzhao.records.models.drafts import DraftAnswer, RegistrationDraft, RegistrationVersion
from chengzhao.records.models.evidence import SealedFile, SealedPiece
from chengzhao.records.models.exams import (
    ExamRoom,
    ExamSite,
    ExtraTestResult,
    PaperMark,
    Seat,
)
from chengzhao.records.models.fees import FeeDecision, FeeNotice, FeeOrder, FeeRefund
from chengzhao.records.models.filing import (
    Choice,
    ControlLine,
    FiledUnit,
    FilingProof,
    FilingReason,
    FilingResult,
    FilingRun,
    FilingSheet,
)
from chengzhao.records.models.governance import ResponsiblePerson, Season, StageWindow
from chengzhao.records.models.habits import Habit
from chengzhao.records.models.imports import ImportBatch, ImportedRow, ImportFile
from chengzhao.records.models.limits import RequestCount
from chengzhao.records.models.messages import Message
from chengzhao.records.models.mistakes import FieldMistake
from chengzhao.records.models.people import (
    Account,
    Organisation,
    StaffRole,
)
from chengzhao.records.models.plans import PlanCap, Programme, SourcePlan
from chengzhao.records.models.preferences import Claim, ClaimOpinion
from chengzhao.records.models.privacy import Consent, LegalHold, RetentionOrder, RightsRequest
from chengzhao.records.models.recusals import Recusal
from chengzhao.records.models.registers import RegisterCheck, RegisterExchange, RegisterLine
from chengzhao.records.models.registration import (
    Candidate,
    Education,
    PracticeLicence,
    Registration,
    RegistrationTrace,
    ReviewDecision,
)
from chengzhao.records.models.reviews import (
    ReturnedItem,
    ReviewBatch,
    ReviewBatchItem,
    ReviewLease,
    ReviewNote,
)
from chengzhao.records.models.risks import RiskCase, RiskDecision, RiskScan, RiskTrait
from chengzhao.records.models.work import Job, JobFile

__all__ = [
    "Account",
    "Admission",
    "AdmissionLetter",
    "AdmissionList",
    "Approval",
    "AuditCheck",
    "AuditRow",
    "AuditSeal",
    "Candidate",
    "CandidateFile",
    "Charter",
    "Choice",
    "Claim",
    "ClaimOpinion",
    "College",
    "Complaint",
    "Consent",
    "ControlLine",
    "DraftAnswer",
    "Education",
    "ExamRoom",
    "ExamSite",
    "ExtraTestResult",
    "FailedLogIn",
    "FeeDecision",
    "FeeNotice",
    "FeeOrder",
    "FeeRefund",
    "FieldMistake",
    "FileMove",
    "FiledUnit",
    "FilingProof",
    "FilingReason",
    "FilingResult",
    "FilingRun",
    "FilingSheet",
    "Habit",
    "ImportBatch",
    "ImportFile",
    "ImportedRow",
    "Invitation",
    "Job",
    "JobFile",
    "KnownDevice",
    "LegalHold",
    "LogInSession",
    "Message",
    "NoticeEntry",
    "OneTimeCode",
    "Organisation",
    "PaperMark",
    "PhoneChange",
    "PlanCap",
    "PracticeLicence",
    "Programme",
    "PublicNotice",
    "RecoveryCode",
    "Recusal",
    "RegisterCheck",
    "RegisterExchange",
    "RegisterLine",
    "RegisteredMajor",
    "Registration",
    "RegistrationDraft",
    "RegistrationTrace",
    "RegistrationVersion",
    "RequestCount",
    "ResponsiblePerson",
    "RetentionOrder",
    "ReturnedItem",
    "ReviewBatch",
    "ReviewBatchItem",
    "ReviewDecision",
    "ReviewLease",
    "ReviewNote",
    "RightsRequest",
    "RiskCase",
    "RiskDecision",
    "RiskScan",
    "RiskTrait",
    "SealedFile",
    "SealedPiece",
    "Season",
    "Seat",
    "SourcePlan",
    "StaffRole",
    "StageWindow",
    "TeachingSite",
    "TotpDevice",
]
