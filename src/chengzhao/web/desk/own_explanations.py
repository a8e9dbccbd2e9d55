"""What is said to a candidate who does not see something: how far the own registration is, and what comes when."""

from collections.abc import Iterator

from chengzhao.records.queries.own_state import OwnState
from chengzhao.records.queries.people import Acting
from chengzhao.web.desk.explanations import NUMBER, Explanation, page_behind, split_address

ONLY_ONE_S_OWN = "考生只能看到本人的报名、成绩、志愿和录取。别人的号码有没有、是谁的，这里都不回答。"


def explain_own(asked: str, acting: Acting, own: OwnState) -> Explanation:
    """Why a candidate does not see what was asked for: an address of this site, or a number."""
    path = split_address(asked)
    if path is None:
        return _of_number(asked, acting, own)
    found = page_behind(path)
    if isinstance(found, Explanation):
        return found
    if not found.rule(acting):
        return Explanation(
            title="这是工作人员的页面", points=(ONLY_ONE_S_OWN, *_points(own)), ask=_whom_to_ask(acting)
        )
    return Explanation(title="你的报名办到哪一步", points=tuple(_points(own)), ask=_whom_to_ask(acting))


def _of_number(asked: str, acting: Acting, own: OwnState) -> Explanation:
    if not NUMBER.fullmatch(asked):
        return Explanation(title="看不出这是什么", points=("请填写本站的网址（以斜线开头），或号码。",))
    points = (ONLY_ONE_S_OWN, *_points(own))
    return Explanation(title="只能看到本人的资料", points=points, ask=_whom_to_ask(acting))


def _points(own: OwnState) -> Iterator[str]:
    """The steps of one's own registration, each with what is still to come before there is anything to see."""
    yield f"报名：{own.registration.label if own.registration else '还没有提交'}。"
    yield "准考证：座位已经编排，可以打印。" if own.has_seat else "准考证：座位还没有编排，编排以后可以打印。"
    yield "成绩：已经发布。" if own.has_marks else "成绩：还没有发布，发布以后可以查看。"
    if own.file is None:
        yield "录取：还没有结果，院校和省招办办结以后才能看到。"
    else:
        yield f"录取：档案{own.file.label}。"
    yield "通知书：已经发出，可以查看。" if own.has_letter else "通知书：还没有发出。"


def _whom_to_ask(acting: Acting) -> str:
    return f"与你知道的情况不一致的，请联系{acting.organisation}，说明报名号和打不开的页面。"
