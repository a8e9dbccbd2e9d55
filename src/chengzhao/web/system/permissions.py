"""Who may enter the pages of those who run the system: three administrators, each with one power."""

from chengzhao.law.words import Role
from chengzhao.web.shared.access import in_role

is_system_admin = in_role(Role.SYSTEM_ADMIN)
is_security_admin = in_role(Role.SECURITY_ADMIN)
is_audit_admin = in_role(Role.AUDIT_ADMIN)

may_see_desk = is_system_admin | is_security_admin | is_audit_admin
may_see_matrix = is_system_admin | is_security_admin | is_audit_admin
may_manage_accounts = is_system_admin | is_security_admin
may_invite = is_security_admin
may_grant = is_security_admin
may_manage_organisations = is_system_admin
may_see_running = is_system_admin
may_see_keys = is_security_admin
may_order_retention = is_security_admin
