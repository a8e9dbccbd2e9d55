"""Who may enter a college's pages: its own officers, each for their own college (N5.1)."""

from chengzhao.law.words import Role
from chengzhao.web.shared.access import Rule, in_role

is_officer = in_role(Role.COLLEGE_OFFICER)
is_lead = in_role(Role.COLLEGE_LEAD)
has_college = Rule(lambda acting: acting.college_id is not None)

may_see_places = (is_officer | is_lead) & has_college
may_read_files = (is_officer | is_lead) & has_college
