"""Who may enter the ministry's pages."""

from chengzhao.law.words import Role
from chengzhao.web.shared.access import in_role

may_see_nation = in_role(Role.MINISTRY_OFFICER)
