"""Who may enter the province's pages: officers, committee, inspectors; trail and inputs only the officers."""

from chengzhao.law.words import Role
from chengzhao.web.shared.access import in_role

is_officer = in_role(Role.PROVINCE_OFFICER)
is_lead = in_role(Role.PROVINCE_LEAD)
is_committee_member = in_role(Role.COMMITTEE_MEMBER)
is_inspector = in_role(Role.INSPECTOR)

may_see_board = is_officer | is_lead | is_committee_member | is_inspector
may_see_runs = is_officer | is_lead | is_committee_member
may_see_evidence = is_officer | is_lead | is_inspector
may_see_persons = is_officer | is_lead | is_inspector
may_see_trail = is_officer | is_lead
may_run_filing = is_officer
may_take_inputs = is_officer | is_lead
may_see_figures = is_officer | is_lead | is_inspector
may_see_risks = is_officer | is_lead | is_inspector
may_decide_risks = is_officer | is_lead
may_answer_requests = is_officer | is_lead
may_unmask_many = is_officer | is_lead
may_open_stages = is_officer | is_lead
may_hold_files = is_officer | is_lead
may_ask_to_publish = is_officer | is_lead
may_publicise = is_officer | is_lead
may_send_messages = is_officer | is_lead
may_see_characters = is_officer | is_lead
may_see_registers = is_officer | is_lead | is_inspector
may_exchange_check_files = is_officer | is_lead
may_decide_fees = is_officer | is_lead
