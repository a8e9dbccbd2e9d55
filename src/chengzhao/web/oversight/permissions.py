"""Who may enter the pages of discipline and oversight."""

from chengzhao.law.words import Role
from chengzhao.web.shared.access import in_role

may_oversee = in_role(Role.OVERSIGHT)
may_see_trail = in_role(Role.OVERSIGHT, Role.AUDIT_ADMIN)
