"""Rows for tests, made straight in the tables; each trait is named as a fact about the thing.

Numbers come from a counter, so every call makes a new thing; the season is 山西 2024 unless said otherwise.
"""

from tests.factories.admission import a_file, a_letter, a_list, an_admission
from tests.factories.border import (
    BEIJING,
    BORDER,
    KEYS,
    PROVINCE,
    REGISTRATION_DAY,
    YEAR,
    a_new_number,
    a_phone,
)
from tests.factories.colleges import CHARTER_CONTENTS, a_college
from tests.factories.drafts import a_draft, a_version, a_whole_draft, an_applicant, whole_answers
from tests.factories.evidence import an_accepted_file, an_evidence_file
from tests.factories.exams import a_mark, a_room, a_seat, a_site, an_extra_test
from tests.factories.fees import a_fee_decision, a_fee_notice, a_fee_order, a_fee_refund
from tests.factories.filing import a_control_line, a_reason, a_result, a_run, a_unit
from tests.factories.forms import (
    a_candidate_number,
    a_choice_form,
    a_programme_form,
    a_registration_form,
    an_identity_number,
    from_secondary_school,
)
from tests.factories.governance import a_season, an_open_stage, every_stage_open, responsible_persons_of
from tests.factories.imports import an_import_batch, an_import_file, an_imported_row
from tests.factories.jobs import a_job
from tests.factories.people import (
    Tree,
    a_consent,
    a_role,
    a_tree,
    an_account,
    an_actor,
    an_actor_for,
    an_organisation,
)
from tests.factories.plans import a_programme
from tests.factories.preferences import REPORT_CHANNEL, a_claim, a_complaint, a_notice
from tests.factories.privacy import a_rights_request, answer_in, asked_in
from tests.factories.registers import a_check, a_register_line, an_exchange
from tests.factories.registration import a_candidate, a_choice
from tests.factories.reviews import (
    a_batch,
    a_batch_item,
    a_decision,
    a_lease,
    a_note,
    a_returned_item,
)
from tests.factories.risks import a_risk_case

__all__ = [
    "BEIJING",
    "BORDER",
    "CHARTER_CONTENTS",
    "KEYS",
    "PROVINCE",
    "REGISTRATION_DAY",
    "REPORT_CHANNEL",
    "YEAR",
    "Tree",
    "a_batch",
    "a_batch_item",
    "a_candidate",
    "a_candidate_number",
    "a_check",
    "a_choice",
    "a_choice_form",
    "a_claim",
    "a_college",
    "a_complaint",
    "a_consent",
    "a_control_line",
    "a_decision",
    "a_draft",
    "a_fee_decision",
    "a_fee_notice",
    "a_fee_order",
    "a_fee_refund",
    "a_file",
    "a_job",
    "a_lease",
    "a_letter",
    "a_list",
    "a_mark",
    "a_new_number",
    "a_note",
    "a_notice",
    "a_phone",
    "a_programme",
    "a_programme_form",
    "a_reason",
    "a_register_line",
    "a_registration_form",
    "a_result",
    "a_returned_item",
    "a_rights_request",
    "a_risk_case",
    "a_role",
    "a_room",
    "a_run",
    "a_season",
    "a_seat",
    "a_site",
    "a_tree",
    "a_unit",
    "a_version",
    "a_whole_draft",
    "an_accepted_file",
    "an_account",
    "an_actor",
    "an_actor_for",
    "an_admission",
    "an_applicant",
    "an_evidence_file",
    "an_exchange",
    "an_extra_test",
    "an_identity_number",
    "an_import_batch",
    "an_import_file",
    "an_imported_row",
    "an_open_stage",
    "an_organisation",
    "answer_in",
    "asked_in",
    "every_stage_open",
    "from_secondary_school",
    "responsible_persons_of",
    "whole_answers",
]
