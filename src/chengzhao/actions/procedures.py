"""How each act of two persons is described to them and carried out, by the name of the act."""

from collections.abc import Mapping
from types import MappingProxyType

from chengzhao.actions import (
    bulk_unmasking,
    control_lines,
    filing_signatures,
    invitation_signing,
    list_approval,
    mass_messages,
    notice_signing,
    plan_adjustments,
    preferences,
    publishing_gate,
    released_accounts,
    reopened_choices,
    retention,
    roles,
    stage_windows,
    terms,
    voided_registrations,
)
from chengzhao.actions.signatures import Procedure

PROCEDURES: Mapping[str, Procedure] = MappingProxyType(
    {
        "grant_roles": roles.GRANTING,
        "extend_role": terms.EXTENSION,
        "invite_staff": invitation_signing.INVITING,
        "start_replacement": invitation_signing.REPLACEMENT,
        "release_account": released_accounts.RELEASE,
        "reopen_stage": stage_windows.REOPENING,
        "void_registrations": voided_registrations.VOIDING,
        "approve_claims": preferences.APPROVAL_OF_CLAIMS,
        "sign_notice": notice_signing.SIGNING,
        "override_gate": publishing_gate.OVERRIDING,
        "publish_control_lines": control_lines.PUBLICATION,
        "reopen_choices": reopened_choices.REOPENING,
        "unmask_people": bulk_unmasking.UNMASKING,
        "send_messages": mass_messages.SENDING,
        "order_retention": retention.ORDERING,
        "adjust_places": plan_adjustments.ADJUSTMENT,
        "sign_run": filing_signatures.SIGNING,
        "release_run": filing_signatures.RELEASE,
        "approve_lists": list_approval.APPROVAL,
    }
)
"""One for every act of the table in `rules.governance`; a test compares the two."""
