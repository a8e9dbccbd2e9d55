"""The privacy policy is whole, without a login and without a season."""

from django.test import Client

from chengzhao.records.queries.privacy import field_labels
from chengzhao.rules.privacy.policy import VERSIONS, policy
from chengzhao.rules.privacy.register import register
from chengzhao.web.public.privacy import laws_of


def test_policy_names_every_field_with_purpose_basis_readers_and_period(db: None, client: Client) -> None:
    page = client.get("/privacy/").content.decode()
    for line in policy():
        assert line.room.label in page
        assert all(purpose.label in page for purpose in line.purposes)
        assert all(law in page for law in laws_of(line.basis))
        assert all(period.label in page for period in line.periods)
    labels = field_labels()
    assert set(labels) == set(register())
    assert all(label in page for label in labels.values())
    assert VERSIONS[-1].digest[:4] in page


def test_policy_says_who_never_sees_a_field(db: None, client: Client) -> None:
    page = client.get("/privacy/").content.decode()
    phone = page.partition("<summary>联系电话")[2].partition("</dl>")[0]
    assert "院校" in phone
    assert "主管部门" not in phone
    secret = page.partition("<summary>密码与索引")[2].partition("</dl>")[0]
    assert "无人可读" in secret
