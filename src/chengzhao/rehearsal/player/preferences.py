"""附件1·五（五）、六: claims are reviewed by the office and the departments, publicised, and take effect."""

from collections.abc import Iterator, Sequence
from functools import partial
from uuid import NAMESPACE_OID, uuid5

from chengzhao.actions.complaint_decisions import accept_complaint, decide_complaint
from chengzhao.actions.complaints import ComplaintForm, file_complaint
from chengzhao.actions.preferences import (
    OpinionForm,
    RefusalForm,
    complete_notice,
    draft_notice,
    give_opinions,
    put_up_notice,
    refuse_claims,
)
from chengzhao.law.words import ClaimKind, Role
from chengzhao.records.queries.complaints import complaint_key, line_of
from chengzhao.records.queries.season import notice_keys
from chengzhao.rehearsal.claims import OBJECTION_REASON, OBJECTION_TEXT, REFUSED_REASON, PlannedClaim
from chengzhao.rehearsal.offices import department_path
from chengzhao.rehearsal.player.play import Play
from chengzhao.rehearsal.player.stage import Act
from chengzhao.rehearsal.player.two_persons import by_two
from chengzhao.rules.disclosure import ComplaintChannel
from chengzhao.rules.preferences import department_of

ENDED_REASON = "报名未通过审核或已撤回，照顾申请一并终止"
AGREED_TEXT = "经核对原始证件，情况属实"
REPORT_CHANNEL = (
    "举报电子信箱：jubao@example.invalid；电话号码：000-00000000；"
    "受理举报的单位：{office}；通讯地址：演练地址1号"
)
_OWN_OFFICE = (ClaimKind.AGED_25,)


def acts(play: Play) -> Sequence[Act]:
    """From the county's approval to the end of the notice."""
    batches = list(play.batches())
    return [
        *(Act(title=f"初审至{b.stop}人", run=partial(_approve, play, b)) for b in batches),
        Act(title="终止的申请", run=lambda: _refuse_ended(play)),
        Act(title="主管部门意见", run=lambda: _give_opinions(play)),
        *(Act(title=f"拟定公示{n}", run=partial(_draft, play, n, b)) for n, b in enumerate(batches, 1)),
        *(Act(title=f"签发公示{n}", run=partial(_put_up, play, n)) for n in range(1, len(batches) + 1)),
        Act(title="异议成立", run=lambda: _sustain(play)),
        *(Act(title=f"公示期满{n}", run=partial(_complete, play, n)) for n in range(1, len(batches) + 1)),
    ]


def notice_number(play: Play, number: int) -> str:
    """文号 of a notice of the rehearsal."""
    return f"演练公示〔{play.border.season}〕{number}号"


def _planned(play: Play, place: int) -> Iterator[tuple[int, PlannedClaim]]:
    """The claims of a person that stand in the tables, with what is planned for each."""
    known = play.claims
    candidate = play.candidates[place]
    written = {claim.kind: claim for claim in play.season.claims[place]}
    for kind in known.get(candidate, {}):
        yield known[candidate][kind], written.get(kind, PlannedClaim(kind=kind, evidence=""))


def _live(play: Play, batch: range) -> Iterator[tuple[int, PlannedClaim]]:
    for place in batch:
        if play.season.courses[place].is_passed:
            yield from _planned(play, place)


def _everybody(play: Play) -> range:
    return range(len(play.season.people))


def _approve(play: Play, batch: range) -> int:
    keys = [key for key, _ in _live(play, batch)]
    if keys:
        by_two(
            play,
            "approve_claims",
            {"claim_ids": keys},
            first=play.province(Role.PROVINCE_OFFICER),
            second=play.province(Role.PROVINCE_OFFICER, second=True),
            at=play.clock.after_registration(3),
        )
    return len(keys)


def _refuse_ended(play: Play) -> int:
    refusals = [
        RefusalForm(claim_id=key, reason=ENDED_REASON)
        for place in _everybody(play)
        if not play.season.courses[place].is_passed
        for key, _ in _planned(play, place)
    ]
    refuse_claims(
        border=play.border,
        actor=play.province(Role.PROVINCE_OFFICER),
        at=play.clock.after_registration(3),
        refusals=refusals,
    )
    return len(refusals)


def _give_opinions(play: Play) -> int:
    """Each department gives its opinions on the claims that it is in charge of."""
    law = play.season.scenario.law
    by_department: dict[str, list[OpinionForm]] = {}
    for key, claim in _live(play, _everybody(play)):
        if claim.kind in _OWN_OFFICE:
            continue
        name = department_of(claim.kind, law)
        by_department.setdefault(name, []).append(
            OpinionForm(
                claim_id=key,
                department_path=department_path(play.season, name),
                agrees=not claim.will_be_refused,
                text=REFUSED_REASON if claim.will_be_refused else AGREED_TEXT,
            )
        )
    at = play.clock.after_registration(5)
    for name, opinions in sorted(by_department.items()):
        give_opinions(border=play.border, actor=play.department(name), at=at, opinions=opinions)
    return sum(len(opinions) for opinions in by_department.values())


def _draft(play: Play, number: int, batch: range) -> int:
    keys = [key for key, claim in _live(play, batch) if not claim.will_be_refused]
    scenario = play.season.scenario
    draft_notice(
        border=play.border,
        actor=play.province(Role.PROVINCE_OFFICER),
        at=play.clock.after_registration(6),
        number=notice_number(play, number),
        title=f"{scenario.year}年成人高校招生享受照顾政策考生名单（第{number}批）",
        report_channel=REPORT_CHANNEL.format(office=scenario.office),
        claim_ids=keys,
    )
    return len(keys)


def _notice(play: Play, number: int) -> int:
    return notice_keys(play.border.season, play.border.province)[notice_number(play, number)]


def _put_up(play: Play, number: int) -> int:
    officer, lead = play.province(Role.PROVINCE_OFFICER), play.province(Role.PROVINCE_LEAD)
    notice_id, at = _notice(play, number), play.clock.after_registration(7)
    by_two(play, "sign_notice", {"notice_id": notice_id}, first=officer, second=lead, at=at)
    put_up_notice(border=play.border, actor=officer, at=at, notice_id=notice_id)
    return 1


def _sustain(play: Play) -> int:
    objected = [key for key, claim in _live(play, _everybody(play)) if claim.will_be_objected]
    for key in objected:
        _object(play, key)
    return len(objected)


def _object(play: Play, claim_id: int) -> None:
    """Somebody writes a letter; the office takes it up and finds that it is right."""
    who = {"border": play.border, "actor": play.province(Role.PROVINCE_OFFICER)}
    notice_id, entry_id = line_of(claim_id)
    form = ComplaintForm(
        notice_id=notice_id,
        entry_id=entry_id,
        text=OBJECTION_TEXT,
        contact="",
        came_by=ComplaintChannel.LETTER,
        once=uuid5(NAMESPACE_OID, f"{play.border.season}/{play.border.province}/{claim_id}"),
    )
    day = play.clock.after_registration
    file_complaint(**who, at=day(9), keys=play.keys, form=form)  # type: ignore[arg-type]
    complaint_id = complaint_key(form.once)
    accept_complaint(**who, at=day(10), complaint_id=complaint_id)  # type: ignore[arg-type]
    decide_complaint(
        **who,  # type: ignore[arg-type]
        at=day(11),
        complaint_id=complaint_id,
        is_sustained=True,
        reason=OBJECTION_REASON,
    )


def _complete(play: Play, number: int) -> int:
    days = play.season.scenario.supplement.publicity_days.value
    return complete_notice(
        border=play.border,
        actor=play.province(Role.PROVINCE_OFFICER),
        at=play.clock.after_registration(7 + days + 1),
        notice_id=_notice(play, number),
    )
