"""Who may enter the candidates' pages: a candidate, and each only their own."""

from chengzhao.law.words import Role
from chengzhao.web.shared.access import in_role

is_candidate = in_role(Role.CANDIDATE)

may_see_own_registration = is_candidate
may_fill_in = is_candidate
may_see_own_marks = is_candidate
may_see_own_result = is_candidate
may_see_own_privacy = is_candidate
may_see_own_messages = is_candidate
