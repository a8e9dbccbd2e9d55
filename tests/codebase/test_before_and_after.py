"""An act that changes a row says what the row was and what it is (L-01): both digests, or a reason in these lists."""

import ast

from tests.codebase.tree import PACKAGE, python_files

NEW = {
    "approvals.py:_record": "an act put forward; its answer changes no content, and names the digest that was seen",
    "bulk_unmasking.py:unmask_people": "an agreement",
    "colleges.py:publish_charters": "the next version of a charter",
    "colleges.py:register_colleges": "colleges",
    "colleges.py:register_majors": "majors",
    "colleges.py:register_teaching_sites": "sites",
    "complaints.py:file_complaint": "a report",
    "consents.py:answer_consents": "answers, each a row of its own",
    "control_lines.py:propose_control_lines": "the next version of a line",
    "decoys.py:touch_decoy": "an alarm",
    "directory.py:submit_directory": "programmes",
    "exams.py:certify_sites": "sites of the exam",
    "extra_tests.py:file_extra_tests": "results, each filed once",
    "filing.py:prepare_run": "a run",
    "governance.py:name_responsible_persons": "persons",
    "governance.py:open_season": "a season",
    "imported_registrations.py:_write": "registrations",
    "letters.py:send_letters": "letters",
    "mass_messages.py:send_messages": "an agreement",
    "mass_messages.py:write_messages": "messages",
    "notices.py:draft_notice": "a notice",
    "people.py:add_organisations": "organisations",
    "people.py:create_accounts": "accounts",
    "personas.py:equip_personas": "authenticators of the demo",
    "places.py:set_plan_caps": "caps",
    "publishing_gate.py:override_gate": "a decision on what the gate found",
    "recusals.py:declare_recusal": "a recusal",
    "registration.py:submit_registrations": "registrations",
    "reminders.py:_tell": "messages",
    "roles.py:_give": "roles",
    "seating.py:arrange_rooms": "rooms",
    "seating.py:seat_candidates": "seats",
    "stage_windows.py:add_window": "a window",
}
"""Acts that make something new, or a decision that changes no row."""

LOOKS = {
    "access_log.py:search_person",
    "access_log.py:take_list", "access_log.py:unmask", "access_log.py:view_file", "in_person.py:look_up_in_person",
    "bulk_unmasking.py:take_unmasked", "own_data.py:export_own_data", "own_data.py:_export_draft",
    "refused_tries.py:note_refusal",
}  # fmt: skip
"""Nothing is changed by a look, nor by a try that was refused."""

GONE = {
    "retention.py:remove_expired": "what was deleted is named and not kept, not even as a digest",
    "retention.py:tidy_expired": "what was deleted is counted",
    "rights.py:_erase": "what was deleted is named and not kept, not even as a digest",
}
"""Acts that leave nothing of what was before: a digest of it would be a trace of what had to go."""

OF_ONESELF = {
    "candidate_accounts.py:register_account": "an account",
    "invitations.py:accept_invitation": "an account and its role",
    "log_in.py:confirm_presence": "a look at who is there",
    "log_in.py:_come_in": "a session",
    "one_time_codes.py:note_wrong_code": "a try",
    "one_time_codes.py:prove_phone": "a code is used up, once",
    "one_time_codes.py:send_code": "a code",
    "throttle.py:count_failure": "a try",
}
"""What people do with their own account that makes something new or changes no row of it."""


def calls_without_before(called: str) -> set[str]:
    """Every function of the acts that calls this one without saying what was before."""
    found = set()
    for path in python_files(PACKAGE / "actions"):
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(function, ast.FunctionDef):
                continue
            for node in ast.walk(function):
                is_touched = isinstance(node, ast.Call) and getattr(node.func, "id", "") == called
                if is_touched and "before" not in {one.arg for one in node.keywords}:  # type: ignore[attr-defined]
                    found.add(f"{path.name}:{function.name}")
    return found


def test_an_act_that_changes_a_row_gives_both_digests() -> None:
    assert calls_without_before("Touched") == {*NEW, *LOOKS, *GONE}


def test_what_changes_of_ones_own_account_gives_both_digests() -> None:
    assert calls_without_before("record_own") == set(OF_ONESELF)
