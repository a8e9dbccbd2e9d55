"""What the privacy policy promises changes only with a version of it."""

from chengzhao.rules.privacy.policy import VERSIONS, policy_digest


def test_policy_that_promises_something_else_is_a_new_version() -> None:
    assert VERSIONS[-1].digest == policy_digest(), (
        "the register of personal fields or the table of sights promises something else than the last version "
        "of the policy. In src/chengzhao/rules/privacy/policy.py add a version with its day, what changed and "
        f"the digest {policy_digest()}; before the first release, put that digest into version 1."
    )
