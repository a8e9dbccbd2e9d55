"""Who may enter the pages of the confirmation points."""

from chengzhao.law.words import Role
from chengzhao.web.shared.access import in_role

is_reviewer = in_role(Role.COUNTY_REVIEWER)
is_second_reviewer = in_role(Role.SECOND_REVIEWER)
is_prefecture_officer = in_role(Role.PREFECTURE_OFFICER)

may_see_confirmation_point = is_reviewer | is_second_reviewer | is_prefecture_officer
may_see_risks = may_see_confirmation_point
