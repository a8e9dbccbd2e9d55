"""The last chapter: accounts through which the stories of candidates can be seen."""

from collections.abc import Sequence

from chengzhao.actions.audit import Actor
from chengzhao.actions.consents import Answer, answer_consents
from chengzhao.actions.people import AccountForm, AccountKind, create_accounts
from chengzhao.actions.personas import LoanForm, lend_accounts
from chengzhao.law.privacy.consents import ConsentKind, current_text
from chengzhao.law.words import Role, Stage
from chengzhao.records.queries.stories import stories
from chengzhao.rehearsal.personas import username_of
from chengzhao.rehearsal.player.play import Play
from chengzhao.rehearsal.player.stage import Act
from chengzhao.rehearsal.posts import PASSWORD


def acts(play: Play) -> Sequence[Act]:
    """One act: the accounts are made and lent together."""
    return [Act(title="考生演示账号", run=lambda: _lend(play))]


def _lend(play: Play) -> int:
    told = stories(play.border.season, play.border.province)
    actor = play.province(Role.PROVINCE_LEAD)
    at = play.clock.window(Stage.ADMISSION)[0]
    ids = create_accounts(
        border=play.border,
        actor=actor,
        at=at,
        accounts=[
            AccountForm(
                username=username_of(story),
                display_name=one.name,
                kind=AccountKind.CANDIDATE,
                password=PASSWORD,
                is_persona=True,
            )
            for story, one in told.items()
        ],
    )
    loans = [
        LoanForm(candidate_id=one.candidate_id, account_id=ids[username_of(story)])
        for story, one in told.items()
    ]
    lent = lend_accounts(border=play.border, actor=actor, at=at, loans=loans)
    for loan in loans:
        _read_notice(play, loan.account_id)
    return lent


def _read_notice(play: Play, account: int) -> None:
    """Everybody reads the notice before anything personal; a persona has done so when registration opened."""
    at = play.clock.window(Stage.REGISTRATION)[0]
    text = current_text(ConsentKind.NOTICE, at.date())
    answer_consents(
        border=play.border,
        actor=Actor(account=account, role=Role.CANDIDATE, org_path=play.top),
        at=at,
        answers=[Answer(kind=ConsentKind.NOTICE, digest=text.digest, is_given=True)],
    )
