"""An answer to one person as lines of text, every sentence with the place of its clause."""

from collections.abc import Iterator

from chengzhao.law.citation import Citation
from chengzhao.law.reference import division
from chengzhao.rules.advice import Advice, Benefit, Entitlements, Place, Point, Sitting, Standing

_SIGNS = {
    Standing.NOT_MET: "✗",
    Standing.NEEDS_PROOF: "!",
    Standing.OPEN: "?",
    Standing.MET: "✓",
    Standing.NOTED: "·",
}
_WEEKDAYS = "一二三四五六日"
DOUBT = "【待核】"


def advice_lines(answer: Advice) -> Iterator[str]:
    """The verdict, the conditions, the papers to bring, what is sat, what may be claimed, where to go."""
    yield f"结论：{answer.verdict.label}"
    yield answer.headline
    yield from _section("条件", map(_point, answer.points))
    materials = (f"- {one.name}（{one.why}，{Citation(one.clause)}）" for one in answer.materials)
    yield from _section("要带的材料", materials)
    yield from _section("考试科目和时间", map(_sitting, answer.sittings))
    yield from _section("照顾政策", _entitlements(answer.entitlements))
    if answer.place is not None:
        yield from _section("到哪里报名", [_place(answer.place)])


def _section(title: str, lines: object) -> Iterator[str]:
    """A heading and its lines; nothing where there are none."""
    found = list(lines)  # type: ignore[call-overload]
    if found:
        yield ""
        yield title
        yield from found


def _point(point: Point) -> str:
    doubt = "" if point.is_certain else DOUBT
    said = (
        f"{_SIGNS[point.standing]} {point.standing.label}　{point.topic.label}：{point.sentence}{point.mend}"
    )
    return f"{said}（{point.citation}）{doubt}{_known(point.facts)}"


def _known(facts: tuple[tuple[str, str], ...]) -> str:
    """The facts that a sentence follows from."""
    pairs = "，".join(f"{name}：{value}" for name, value in facts)
    return f"　依据：{pairs}" if pairs else ""


def _sitting(sitting: Sitting) -> str:
    session = sitting.session
    day = f"{session.day.month}月{session.day.day}日（周{_WEEKDAYS[session.day.weekday()]}）"
    hours = f"{session.start.hour}:{session.start.minute:02}—{session.end.hour}:{session.end.minute:02}"
    note = f"，{sitting.note}" if sitting.note else ""
    places = "、".join(str(Citation(clause)) for clause in sitting.clauses)
    doubt = "" if sitting.is_certain else DOUBT
    return f"{day}{hours}　{sitting.title}　{sitting.minutes}分钟，满分{sitting.full_mark}分{note}（{places}）{doubt}"


def _entitlements(found: Entitlements) -> Iterator[str]:
    for benefit in found.benefits:
        yield from _benefit(benefit)
    if found.others:
        names = "、".join(f"“{kind.label}”" for kind in found.others)
        yield f"- 不累计：{names}（{Citation('A1.5.21')}）"
    for waiting in found.waiting:
        yield f"- 还需材料：{waiting.sentence}（{waiting.citation}）"
    for refused in found.refused:
        yield f"- 不能享受：{refused.sentence}（{refused.citation}）"
    if not found.was_asked:
        yield f"- 没有填出生日期和照顾项目，没有计算（{Citation('A1.5.21')}）"


def _benefit(benefit: Benefit) -> Iterator[str]:
    name = "免试" if benefit.is_exemption else f"加{benefit.points}分"
    doubt = "" if benefit.is_certain else DOUBT
    said = f"{benefit.sentence}（{Citation(benefit.clause)}）{doubt}{_known(benefit.facts)}"
    yield f"- {name}　{benefit.kind.label}：{said}"
    yield f"  条件：{benefit.condition}"
    yield f"  凭：{'、'.join(benefit.evidence)}；由{benefit.reviewers}审核"


def _place(place: Place) -> str:
    county = division(place.county)
    name = f"{county.name}：" if county else ""
    return f"- {name}{place.sentence}（{Citation(place.clause)}）"
