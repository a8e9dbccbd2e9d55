"""Staff come by invitation only: one person, one use, 72 hours, a secret of their own (A-02, A-11)."""

import re
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from tests import factories
from tests.actions.refusing import refused, trail_of
from tests.actions.two_persons import by_two, confirm, put_forward
from tests.factories import BORDER, KEYS, REGISTRATION_DAY
from tests.factories.accounts import HALF_DIGEST, HALF_LINK, a_factor_code, a_place, a_second_factor

from chengzhao.actions.audit import Actor, Refused
from chengzhao.actions.invitation_links import half_link
from chengzhao.actions.invitations import (
    NO_FACTOR,
    NO_LONGER,
    InvitationForm,
    Invited,
    accept_invitation,
    accept_recovery,
    invitation_arguments,
    invitation_of,
    invite_staff,
)
from chengzhao.actions.organisations import close_organisation
from chengzhao.actions.recoveries import replacement_arguments, start_recovery, start_replacement
from chengzhao.actions.revoked_invitations import revoke_invitation
from chengzhao.actions.second_factors import (
    code_of,
    confirm_replacement,
    has_second_factor,
    replace_second_factor,
)
from chengzhao.law.words import Role
from chengzhao.records.models import Account, Approval, Invitation, Organisation, StaffRole, TotpDevice

pytestmark = pytest.mark.django_db
PASSWORD = "蓝色 钢笔 走过 三座 石桥"
NOW = REGISTRATION_DAY


@pytest.fixture
def admin() -> Actor:
    """A security administrator of the province."""
    return factories.an_actor(role=Role.SECURITY_ADMIN)


@pytest.fixture
def form() -> InvitationForm:
    """An invitation of a county reviewer."""
    tree = factories.a_tree()
    return InvitationForm(
        display_name="李明",
        org_path=tree.county.path,
        role=Role.COUNTY_REVIEWER,
        valid_from=NOW,
        valid_until=NOW + timedelta(days=90),
        link_digest=HALF_DIGEST,
    )


def invite(admin: Actor, form: InvitationForm) -> Invited:
    other = factories.an_actor(role=Role.SECURITY_ADMIN)
    found = by_two("invite_staff", invitation_arguments(form), NOW, first=admin, second=other)
    assert isinstance(found, Invited)
    return found


def accept(
    word: str,
    at: datetime = NOW,
    username: str = "liming",
    password: str = PASSWORD,
    link: str = HALF_LINK,
) -> int:
    return accept_invitation(
        at=at, keys=KEYS, token=link, word=word, username=username, password=password, place=a_place()
    )


def test_invitation_becomes_an_account_with_the_role(admin: Actor, form: InvitationForm) -> None:
    key = accept(invite(admin, form).secret)
    account = Account.objects.get(pk=key)
    role = StaffRole.objects.get(account=account)
    assert (account.username, account.display_name, account.check_password(PASSWORD)) == (
        "liming",
        "李明",
        True,
    )
    assert (role.role, role.organisation.path, role.valid_until) == (
        "COUNTY_REVIEWER",
        form.org_path,
        form.valid_until,
    )
    assert not has_second_factor(key)
    assert trail_of("accept_invitation") == [("account", "liming")]
    assert len(trail_of("invite_staff")) == 1


def test_two_invitations_differ_and_only_digests_are_kept(admin: Actor, form: InvitationForm) -> None:
    first, second = invite(admin, form), invite(admin, form)
    assert first.secret != second.secret
    assert re.fullmatch(r"[2-9A-HJ-NP-Z]{4}(-[2-9A-HJ-NP-Z]{4}){2}", first.secret)
    kept = [bytes(digest) for digest in Invitation.objects.values_list("token_digest", flat=True)]
    assert first.secret.encode() not in kept
    assert {len(digest) for digest in kept} == {32}
    assert HALF_LINK not in str(list(Approval.objects.values_list("arguments", "facts")))


def test_neither_the_link_nor_the_word_opens_it_alone(admin: Actor, form: InvitationForm) -> None:
    word = invite(admin, form).secret
    for link, typed in (
        (HALF_LINK, ""),
        (HALF_LINK, "AAAA-BBBB-CCCC"),
        ("b" * 32, word),
        (word, word),
        (HALF_DIGEST, word),
        ("", word),
    ):
        assert invitation_of(link, NOW, word=typed) is None
        with refused(NO_LONGER):
            accept(typed, link=link)
    assert accept(f" {word.lower().replace('-', ' ')} ") > 0


def test_who_puts_it_forward_again_makes_the_link_before_useless(admin: Actor, form: InvitationForm) -> None:
    first = put_forward("invite_staff", invitation_arguments(form), NOW, first=admin)
    other = half_link()
    again = replace(form, link_digest=other.digest, valid_from=NOW + timedelta(seconds=1))
    second = put_forward("invite_staff", invitation_arguments(again), NOW, first=admin)
    first.refresh_from_db()
    assert (first.state, second.state) == ("LAPSED", "OPEN")
    word = confirm(second, NOW, second=factories.an_actor(role=Role.SECURITY_ADMIN)).secret
    with refused(NO_LONGER):
        accept(word)
    assert accept(word, link=other.link) > 0


@pytest.mark.parametrize("digest", ["", "no digest", "ab" * 31, None])
def test_an_invitation_without_its_link_is_refused(
    admin: Actor, form: InvitationForm, digest: str | None
) -> None:
    arguments = {**invitation_arguments(form), "link_digest": digest}
    with refused("没有写明链接的摘要，请从页面上重新提请。"):
        put_forward("invite_staff", arguments, NOW, first=admin)


def test_invitation_is_used_once(admin: Actor, form: InvitationForm) -> None:
    word = invite(admin, form).secret
    accept(word)
    with refused(NO_LONGER):
        accept(word, username="liming2")


@pytest.mark.parametrize(("hours", "opens"), [(71, True), (72, False), (100, False)])
def test_invitation_lasts_72_hours(admin: Actor, form: InvitationForm, hours: int, opens: bool) -> None:
    word = invite(admin, form).secret
    at = NOW + timedelta(hours=hours)
    assert (invitation_of(HALF_LINK, at, word=word) is not None) is opens
    if not opens:
        with refused(NO_LONGER):
            accept(word, at)


def test_revoked_invitation_opens_nothing(admin: Actor, form: InvitationForm) -> None:
    made = invite(admin, form)
    revoke_invitation(border=BORDER, actor=admin, at=NOW, public_id=made.public_id)
    with refused(NO_LONGER):
        accept(made.secret)
    with refused("没有这个邀请，或已经接受或撤回。"):
        revoke_invitation(border=BORDER, actor=admin, at=NOW, public_id=made.public_id)


@pytest.mark.parametrize("link", ["", "wrong", "a" * 43, "a" * 32])
def test_unknown_link_opens_nothing(db: None, link: str) -> None:
    with refused(NO_LONGER):
        accept("", link=link)


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("short", "密码至少12个字符，现为5个。"),
        ("liming2024!!", "去掉姓名、单位名称和年份后剩下的字符太少，换一个与这些无关的。"),
        ("passwordpassword", "这个密码太常见，容易被猜到，换一个不常见的。"),
    ],
)
def test_weak_secret_leaves_the_invitation_open(
    admin: Actor, form: InvitationForm, password: str, sentence: str
) -> None:
    word = invite(admin, form).secret
    with refused(sentence):
        accept(word, password=password)
    assert accept(word) > 0


def test_taken_user_name_is_refused_and_the_invitation_stays_open(admin: Actor, form: InvitationForm) -> None:
    factories.an_account(username="liming")
    word = invite(admin, form).secret
    with refused("“账号”已经登记过，不能重复。"):
        accept(word)
    assert accept(word, username="liming2") > 0


@pytest.mark.parametrize("username", ["", "ab", "李明明", "li ming", "a" * 33, "li/ming", "-liming"])
def test_user_name_has_one_shape(admin: Actor, form: InvitationForm, username: str) -> None:
    word = invite(admin, form).secret
    with refused("账号名应为3至32个小写字母、数字、点或短横，以字母或数字开头和结尾。"):
        accept(word, username=username)


def test_invitation_into_a_role_that_the_place_lacks_is_refused(admin: Actor, form: InvitationForm) -> None:
    with refused("县级招生考试机构不能有“省招办负责人”角色。"):
        invite(admin, replace(form, role=Role.PROVINCE_LEAD))
    with refused("没有单位/99/，请先登记单位。"):
        invite(admin, replace(form, org_path="/99/"))
    with refused("失效时间必须晚于生效时间。"):
        invite(admin, replace(form, valid_until=NOW))
    with refused("县区审核员是临时人员，任期最迟到2025-06-30，年度结束即止。"):
        invite(admin, replace(form, valid_until=NOW + timedelta(days=300)))


def test_college_lead_invites_into_the_own_college_only(form: InvitationForm) -> None:
    college = factories.a_college()
    lead = factories.an_actor(role=Role.COLLEGE_LEAD, org_path=college.organisation.path)
    with pytest.raises(Refused, match="院校招生负责人不能授予“县区审核员”角色，请由安全管理员办理。"):
        invite(lead, form)
    own = replace(form, org_path=college.organisation.path, role=Role.COLLEGE_OFFICER)
    assert invite(lead, own).secret


def test_reviewer_invites_nobody(form: InvitationForm) -> None:
    with pytest.raises(Refused, match="你的角色是县区审核员"):
        invite(factories.an_actor(role=Role.COUNTY_REVIEWER), form)
    assert not Invitation.objects.exists()


def test_one_alone_invites_nobody(admin: Actor, form: InvitationForm) -> None:
    with refused("“邀请工作人员”须由两人办理：一人提请，另一人看到相同内容后确认。"):
        invite_staff(border=BORDER, actor=admin, at=NOW, form=form)
    waiting = put_forward("invite_staff", invitation_arguments(form), NOW, first=admin)
    assert waiting.facts[:-1] == [
        ["姓名", "李明"],
        ["角色", "县区审核员"],
        ["单位", "小店区招生考试中心"],
        ["任期", "2024-09-05至2024-12-04"],
    ]
    with refused("“邀请工作人员”由你提请，须由另一人复核。"):
        confirm(waiting, NOW, second=admin)
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("arguments", [{}, {"display_name": "李明", "org_path": "/14/", "role": "KING"}])
def test_an_invitation_that_cannot_be_read_is_refused(admin: Actor, arguments: dict[str, str]) -> None:
    with refused("没有写明邀请谁担任什么角色。"):
        put_forward("invite_staff", arguments, NOW, first=admin)


def recovery(admin: Actor, account: Account) -> Invited:
    return start_recovery(
        border=BORDER, actor=admin, at=NOW, account_id=account.pk, reason="本人到场核对身份证"
    )


def recover(token: str, factor: str = "", password: str = PASSWORD, word: str = "") -> int | None:
    return accept_recovery(
        at=NOW, keys=KEYS, token=token, word=word, password=password, factor=factor, place=a_place()
    )


def test_recovery_needs_the_second_factor(admin: Actor) -> None:
    account = factories.an_account(username="wang", password="old password of wang")
    a_second_factor(account)
    token = recovery(admin, account).secret
    assert recover(token, "000000") is None
    account.refresh_from_db()
    assert account.check_password("old password of wang")
    assert recover(token, a_factor_code(NOW)) == account.pk
    account.refresh_from_db()
    assert account.check_password(PASSWORD)
    with refused(NO_LONGER):
        recover(token, a_factor_code(NOW))


def test_link_of_one_administrator_opens_no_account_without_a_second_factor(admin: Actor) -> None:
    account = factories.an_account(username="wang", password="old password of wang")
    a_second_factor(account)
    token = recovery(admin, account).secret
    TotpDevice.objects.filter(account=account).delete()
    with refused(NO_FACTOR):
        recover(token)
    account.refresh_from_db()
    assert account.check_password("old password of wang")


def test_link_of_one_administrator_opens_nothing_while_the_owner_replaces_nor_after(admin: Actor) -> None:
    account = factories.an_account(username="wang")
    a_second_factor(account)
    token = recovery(admin, account).secret
    where = {"account_id": account.pk, "at": NOW, "keys": KEYS, "place": a_place()}
    secret, offer = replace_second_factor(**where)
    assert recover(token, "") is None
    assert confirm_replacement(**where, offer=offer, typed=code_of(secret, NOW)) is not None
    with refused(NO_LONGER):
        recover(token, code_of(secret, NOW))


def test_recovery_locks_after_five_wrong_factors(admin: Actor) -> None:
    account = factories.an_account(username="wang")
    a_second_factor(account)
    token = recovery(admin, account).secret
    assert [recover(token, "000000") for _ in range(5)] == [None] * 5
    with refused("试错次数过多，请15分钟后再试。"):
        recover(token, a_factor_code(NOW))


def test_lost_second_factor_needs_another_administrator(admin: Actor) -> None:
    account = factories.an_account(username="wang")
    a_second_factor(account)
    arguments = replacement_arguments(account.pk, "本人到场核对身份证", HALF_DIGEST)
    with refused("“重新绑定两步验证”须由两人办理：一人提请，另一人看到相同内容后确认。"):
        start_replacement(border=BORDER, actor=admin, at=NOW, **arguments)
    waiting = put_forward("start_replacement", arguments, NOW, first=admin)
    with refused("“重新绑定两步验证”由你提请，须由另一人复核。"):
        confirm(waiting, NOW, second=admin)
    made = confirm(waiting, NOW, second=factories.an_actor(role=Role.SYSTEM_ADMIN))
    with refused(NO_LONGER):
        recover(HALF_LINK)
    assert recover(HALF_LINK, word=made.secret) == account.pk
    assert not has_second_factor(account.pk)


def test_recovery_of_ones_own_account_and_without_reason_is_refused(admin: Actor) -> None:
    account = factories.an_account()
    own = Account.objects.get(pk=admin.account)
    with refused("没有这个工作人员账号，或是你自己的账号：自己的账号请另一位管理员办理。"):
        recovery(admin, own)
    with refused("请写明理由和怎样核对了本人。"):
        start_recovery(border=BORDER, actor=admin, at=NOW, account_id=account.pk, reason=" ")


def test_new_recovery_link_ends_the_one_before(admin: Actor) -> None:
    account = factories.an_account(username="wang")
    a_second_factor(account)
    first, second = recovery(admin, account), recovery(admin, account)
    assert invitation_of(first.secret, NOW) is None
    assert recover(second.secret, a_factor_code(NOW)) == account.pk


def test_recovery_by_one_alone_is_not_for_an_account_without_second_factor(admin: Actor) -> None:
    account = factories.an_account(username="wang")
    with refused("这个账号还没有绑定两步验证，凭链接就能进入：请由两位管理员办理“重新绑定两步验证”。"):
        recovery(admin, account)


def test_recovery_of_somebody_of_another_province_is_refused(admin: Actor) -> None:
    account = factories.an_account(username="wang")
    a_second_factor(account)
    elsewhere = factories.an_organisation(code="32", path="/32/", name="江苏省教育考试院")
    factories.a_role(account=account, organisation=elsewhere, province="32")
    with refused("这个账号在外省也有身份，不能由一个省单独处理，请联系教育部的系统管理员。"):
        recovery(admin, account)


def test_closed_office_takes_nobody_in(admin: Actor, form: InvitationForm) -> None:
    below = Organisation.objects.filter(path__startswith=form.org_path).exclude(path=form.org_path)
    below.update(closed_at=NOW)
    made = invite(admin, form)
    closing = {
        "border": BORDER,
        "actor": factories.an_actor(role=Role.SYSTEM_ADMIN),
        "at": NOW,
        "reason": "撤并",
    }
    with refused("还有1个邀请没有接受，请先撤回。"):
        close_organisation(org_path=form.org_path, **closing)  # type: ignore[arg-type]
    Organisation.objects.filter(path=form.org_path).update(closed_at=NOW)
    with refused(NO_LONGER):
        accept(made.secret)


@pytest.mark.parametrize("signer", ["invited_by", "approved_by"])
def test_invitation_ends_with_who_gave_it(admin: Actor, form: InvitationForm, signer: str) -> None:
    made = invite(admin, form)
    Account.objects.filter(pk=Invitation.objects.values_list(f"{signer}_id", flat=True)[0]).update(
        is_active=False
    )
    with refused(NO_LONGER):
        accept(made.secret)


def test_invitation_into_a_term_that_is_over_opens_nothing(admin: Actor, form: InvitationForm) -> None:
    made = invite(admin, form)
    Invitation.objects.update(valid_until=NOW)
    with refused(NO_LONGER):
        accept(made.secret)
