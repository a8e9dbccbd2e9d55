"""Who may enter the pages of a department in charge."""

from chengzhao.law.words import Role
from chengzhao.web.shared.access import in_role

may_see_own_colleges = in_role(Role.DEPARTMENT_OFFICER)
