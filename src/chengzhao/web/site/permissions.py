"""Who may enter an exam site's pages: its head."""

from chengzhao.law.words import Role
from chengzhao.web.shared.access import in_role

may_see_site = in_role(Role.SITE_HEAD)
