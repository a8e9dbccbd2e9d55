"""Who may do what: colleges decide under their own responsibility, the province supervises (A1.5.2, N5.1)."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from chengzhao.law.words import Role
from chengzhao.rules.governance import GRANTERS, TWO_PERSON_ACTS

ANYBODY = tuple(Role)
"""Whoever has an account, in whatever role, for what they do with their own."""
CANDIDATES = (Role.CANDIDATE,)
STAFF = tuple(role for role in Role if role is not Role.CANDIDATE)
"""Whoever works here: which files are theirs to see is said by the pages and the walls of the database."""
REVIEWERS = (Role.COUNTY_REVIEWER, Role.SECOND_REVIEWER, Role.PREFECTURE_OFFICER)
DEPARTMENTS = (Role.DEPARTMENT_OFFICER,)
COLLEGES = (Role.COLLEGE_OFFICER, Role.COLLEGE_LEAD)
COLLEGE_LEADS = (Role.COLLEGE_LEAD,)
PROVINCE = (Role.PROVINCE_OFFICER, Role.PROVINCE_LEAD)
PROVINCE_LEADS = (Role.PROVINCE_LEAD,)
COMMITTEE = (Role.COMMITTEE_MEMBER, Role.PROVINCE_LEAD)
MINISTRY = (Role.MINISTRY_OFFICER,)
ADMINISTRATORS = (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN)
OFFICES = (*PROVINCE, *REVIEWERS)
IMPORTERS = (Role.COUNTY_REVIEWER, Role.PREFECTURE_OFFICER, Role.PROVINCE_OFFICER)
"""Offices that take in the tables of units; a second reviewer reviews only."""
READERS_OF_EVIDENCE = (*CANDIDATES, *OFFICES, Role.INSPECTOR, *DEPARTMENTS, Role.SITE_HEAD, *COLLEGES)
ATTENDANCE = (Role.SITE_HEAD, Role.PREFECTURE_OFFICER)


def _roles(groups: Iterable[tuple[Role, ...]]) -> tuple[Role, ...]:
    """The roles of several groups, each once."""
    return tuple(dict.fromkeys(role for group in groups for role in group))


ACT_ROLES: Mapping[str, tuple[Role, ...]] = MappingProxyType(
    {
        # 机构与阶段
        "open_season": PROVINCE_LEADS,
        "name_responsible_persons": PROVINCE,
        "open_stage": PROVINCE,
        "add_organisations": PROVINCE,
        "rename_organisation": (Role.SYSTEM_ADMIN, *PROVINCE_LEADS),
        "close_organisation": (Role.SYSTEM_ADMIN, *PROVINCE_LEADS),
        "move_organisation": (Role.SYSTEM_ADMIN,),
        "end_role": GRANTERS,
        "create_accounts": (*PROVINCE, Role.SYSTEM_ADMIN),
        "appoint_administrators": (Role.SYSTEM_ADMIN,),
        "invite_administrators": (Role.SYSTEM_ADMIN,),
        "lend_accounts": PROVINCE,
        "equip_personas": PROVINCE,
        # 查看
        "search_person": STAFF,
        "view_file": STAFF,
        "unmask": STAFF,
        "take_list": STAFF,
        "note_refusal": STAFF,
        "take_unmasked": PROVINCE,
        # 短信
        "write_messages": PROVINCE,
        "mark_messages_read": CANDIDATES,
        "take_over_registration": CANDIDATES,
        "keep_habit": STAFF,
        # 账号
        "revoke_invitation": GRANTERS,
        "start_recovery": ADMINISTRATORS,
        "disable_account": ADMINISTRATORS,
        "enable_account": ADMINISTRATORS,
        "end_sessions_of": ADMINISTRATORS,
        "end_all_sessions": ADMINISTRATORS,
        "make_key_set": (Role.SECURITY_ADMIN,),
        "reseal_rows": (Role.SECURITY_ADMIN,),
        "retire_key_set": (Role.SECURITY_ADMIN,),
        "destroy_key_set": (Role.SECURITY_ADMIN,),
        "set_session_limits": (*PROVINCE_LEADS, Role.SECURITY_ADMIN),
        "look_up_in_person": REVIEWERS,
        "bind_candidate_in_person": REVIEWERS,
        "change_phone_in_person": REVIEWERS,
        "bind_candidates": CANDIDATES,
        "register_account": CANDIDATES,
        "refuse_second_account": CANDIDATES,
        "recover_account": CANDIDATES,
        "change_phone": CANDIDATES,
        "ask_for_phone_change": CANDIDATES,
        "finish_phone_change": CANDIDATES,
        "call_off_phone_change": CANDIDATES,
        "send_code": ANYBODY,
        "prove_phone": ANYBODY,
        "settle_message": ANYBODY,
        "remind_of_deadlines": ANYBODY,
        "log_in": ANYBODY,
        "touch_decoy": ANYBODY,
        "fail_log_in": ANYBODY,
        "fail_code": ANYBODY,
        "confirm_presence": ANYBODY,
        "log_out": ANYBODY,
        "change_password": ANYBODY,
        "revoke_session": ANYBODY,
        "revoke_sessions": ANYBODY,
        "accept_invitation": ANYBODY,
        "accept_recovery": ANYBODY,
        "start_second_factor": ANYBODY,
        "confirm_second_factor": ANYBODY,
        "replace_second_factor": ANYBODY,
        "renew_recovery_codes": ANYBODY,
        "start_job": PROVINCE,
        "finish_job": PROVINCE,
        "fail_job": PROVINCE,
        "queue_job": STAFF,
        "queue_again": STAFF,
        "cancel_job": STAFF,
        "end_job": ANYBODY,
        # 附件1·一、二
        "register_colleges": PROVINCE,
        "register_teaching_sites": (*PROVINCE, *COLLEGES),
        "register_majors": (*PROVINCE, *COLLEGES),
        "publish_charters": COLLEGES,
        "submit_directory": COLLEGES,
        "set_plan_caps": (*DEPARTMENTS, *MINISTRY),
        "submit_places": COLLEGES,
        "agree_places": DEPARTMENTS,
        "total_places": MINISTRY,
        "distribute_plans": MINISTRY,
        "publish_plans": PROVINCE,
        # 附件1·三
        "save_answers": CANDIDATES,
        "submit_registrations": CANDIDATES,
        "resubmit_registrations": CANDIDATES,
        "confirm_registrations": CANDIDATES,
        "withdraw_registrations": CANDIDATES,
        "keep_file": CANDIDATES,
        "drop_file": CANDIDATES,
        "open_file": READERS_OF_EVIDENCE,
        "receive_import": IMPORTERS,
        "map_import": IMPORTERS,
        "report_import": IMPORTERS,
        "choose_import": IMPORTERS,
        "import_registrations": IMPORTERS,
        "finish_import": IMPORTERS,
        "undo_import": IMPORTERS,
        "hand_over_import": IMPORTERS,
        "verify_education": OFFICES,
        "open_order": CANDIDATES,
        "take_notice": ANYBODY,
        "decide_notice": PROVINCE,
        "ask_refund": PROVINCE,
        "agree_refund": PROVINCE,
        "settle_refund": ANYBODY,
        "ask_again": REVIEWERS,
        "check_by_hand": REVIEWERS,
        "settle_answers": ANYBODY,
        "note_line": ANYBODY,
        "take_questions": PROVINCE,
        "decide_registrations": REVIEWERS,
        "take_file": REVIEWERS,
        "give_back_file": REVIEWERS,
        "save_note": REVIEWERS,
        "undo_passes": REVIEWERS,
        "open_batch": REVIEWERS,
        "pass_batch": REVIEWERS,
        "undo_batch": REVIEWERS,
        "declare_recusal": OFFICES,
        "scan_risks": PROVINCE,
        "decide_case": OFFICES,
        # 附件1·五（五）、六
        "refuse_claims": OFFICES,
        "give_opinions": DEPARTMENTS,
        "draft_notice": PROVINCE,
        "put_up_notice": PROVINCE,
        "sustain_objection": PROVINCE,
        "discard_notice": PROVINCE,
        "withdraw_line": PROVINCE,
        "file_complaint": ANYBODY,
        "accept_complaint": PROVINCE,
        "decline_complaint": PROVINCE,
        "decide_complaint": PROVINCE,
        "complete_notice": PROVINCE,
        "take_down_notices": PROVINCE,
        # 个人信息保护
        "answer_consents": CANDIDATES,
        "ask_right": CANDIDATES,
        "export_own_data": CANDIDATES,
        "take_back_request": CANDIDATES,
        "answer_request": PROVINCE,
        "erase_on_request": PROVINCE,
        "place_hold": PROVINCE,
        "lift_hold": PROVINCE,
        "remove_expired": (Role.SECURITY_ADMIN,),
        "remove_rows": (Role.SECURITY_ADMIN,),
        "finish_retention": (Role.SECURITY_ADMIN,),
        "tidy_expired": (Role.SECURITY_ADMIN,),
        # 附件1·四
        "certify_sites": (*PROVINCE, Role.PREFECTURE_OFFICER),
        "arrange_rooms": PROVINCE,
        "seat_candidates": PROVINCE,
        "file_extra_tests": COLLEGES,
        "record_attendance": ATTENDANCE,
        "cancel_papers": PROVINCE,
        "import_marks": PROVINCE,
        "reconcile_marks": PROVINCE,
        "freeze_marks": PROVINCE,
        "release_scores": PROVINCE,
        # 附件1·五（三）（四）
        "propose_control_lines": (*COMMITTEE, Role.PROVINCE_OFFICER),
        "save_choices": CANDIDATES,
        "confirm_choices": CANDIDATES,
        "freeze_choices": PROVINCE,
        "prepare_run": PROVINCE,
        "try_filing": PROVINCE,
        "run_filing": PROVINCE,
        "supersede_run": PROVINCE_LEADS,
        # 附件1·五（二）（七）
        "place_exempt": PROVINCE,
        "file_to_colleges": PROVINCE,
        "take_up_files": COLLEGES,
        "decide_files": COLLEGES,
        "settle_returns": PROVINCE,
        "submit_lists": COLLEGE_LEADS,
        "submit_files": COLLEGE_LEADS,
        "check_lists": PROVINCE,
        "query_files": PROVINCE,
        "approve_files": PROVINCE_LEADS,
        "send_letters": COLLEGES,
        # 双人办理: who confirms does the act; the table says who may put it forward.
        "open_approval": _roles(one.firsts for one in TWO_PERSON_ACTS.values()),
        "withdraw_approval": _roles(one.firsts for one in TWO_PERSON_ACTS.values()),
        "confirm_approval": _roles(one.seconds for one in TWO_PERSON_ACTS.values()),
        "refuse_approval": _roles(one.seconds for one in TWO_PERSON_ACTS.values()),
        **{act: one.seconds for act, one in TWO_PERSON_ACTS.items()},
    }
)
"""The roles that may do an act, by the name under which it stands on the trail."""
