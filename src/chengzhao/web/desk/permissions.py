"""Who may enter the pages that every desk has: whoever signs acts of two; any member of staff asks why."""

from chengzhao.actions.duties import ACT_ROLES, OFFICES
from chengzhao.law.words import Role
from chengzhao.rules.governance import GRANTERS, TWO_PERSON_ACTS
from chengzhao.web.shared.access import Rule, in_role

signs_acts_of_two = in_role(
    *{role for one in TWO_PERSON_ACTS.values() for role in (*one.firsts, *one.seconds)}
)
is_staff = Rule(lambda acting: acting.role is not Role.CANDIDATE)

may_sign = signs_acts_of_two
may_ask_why = Rule(lambda acting: True)
"""Staff are told of roles and scope, a candidate of the own registration."""
may_take_in_tables = in_role(*ACT_ROLES["receive_import"])
may_see_jobs = is_staff
may_search = is_staff
may_read_notices = is_staff
may_set_for_oneself = is_staff
may_lead = in_role(*(role for role in GRANTERS if role is not Role.SECURITY_ADMIN))
"""Who gives roles below themselves; administrators have pages of their own."""
may_see_lanes = in_role(*OFFICES)
may_declare_recusals = in_role(*ACT_ROLES["declare_recusal"])
