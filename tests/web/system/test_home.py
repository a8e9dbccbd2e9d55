"""The administrators' desk: each sees the figures of its own power and no others."""

from tests.web.world import LogIn, World

from chengzhao.law.words import Role


def test_desk_of_each_administrator_says_what_it_is_for(world: World, log_in: LogIn) -> None:
    shown = {
        role: log_in(world.accounts[role]).get("/system/").content.decode()
        for role in (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN)
    }
    for role, title in (
        (Role.SYSTEM_ADMIN, "系统管理"),
        (Role.SECURITY_ADMIN, "安全管理"),
        (Role.AUDIT_ADMIN, "审计管理"),
    ):
        assert f"<h1>{title}</h1>" in shown[role]
        assert ("有效角色" in shown[role]) is (role is not Role.AUDIT_ADMIN)
        assert ("操作记录" in shown[role].partition("<dl")[2]) is (role is Role.AUDIT_ADMIN)
