"""The sentence about a choice: made from its code and figures alone, and true in every procedure."""

from collections.abc import Callable
from decimal import Decimal

from chengzhao.records.queries.fate_rows import FileSummary
from chengzhao.records.queries.fates import ChoiceFate, FateCode
from chengzhao.rules.admission import FileState
from chengzhao.web.candidate.comparison import Sentence, compare_with_last
from chengzhao.web.shared.chinese import points


def explain(fate: ChoiceFate) -> Sentence:
    """What became of a choice and why, in plain Chinese."""
    return _WRITERS[fate.code](fate)


def _admitted(fate: ChoiceFate) -> Sentence:
    after = "。"
    if fate.admitted is not None and fate.lowest_admitted is not None:
        after += f"这次投档{_here(fate)}拟录取{fate.admitted}人，最低{points(fate.lowest_admitted)}分。"
    clauses = ["A1.5.2"]
    decisive = "学校审阅后录取"
    if fate.own_file is not None and fate.own_file.programme not in fate.choice.programmes:
        decisive = f"你填的专业没有空余名额，按服从调剂录取到{fate.own_file.programme}"
    if fate.detail.get("relaxed") == "1":
        decisive = "这个专业上线的人不够，按规定降分投档，" + decisive
        clauses.append("A1.5.10")
    return Sentence(before=_ground(fate), decisive=decisive, after=after, clauses=tuple(clauses))


def _admitted_exempt(fate: ChoiceFate) -> Sentence:
    return Sentence(
        before="你的免试资格已经审核并公示，",
        decisive="免试录取",
        after="，不参加按分数的投档。",
        clauses=("N3.6",),
    )


def _with_college(fate: ChoiceFate) -> Sentence:
    return Sentence(
        before=_ground(fate),
        decisive="档案已投到学校",
        after="，由学校审阅，再报省级招生考试机构审核。",
        clauses=("A1.5.2",),
    )


def _returned_by_college(fate: ChoiceFate) -> Sentence:
    reason = fate.own_file.return_label if fate.own_file else ""
    decisive = f"学校审阅后退档，原因是“{reason}”" if reason else "学校审阅后退档"
    return Sentence(
        before=f"{_ground(fate)}档案投到了学校，", decisive=decisive, after="。", clauses=("A1.5.2",)
    )


def _returned_no_place(fate: ChoiceFate) -> Sentence:
    after = "。你没有选择服从调剂。"
    if fate.choice.accepts_reassignment:
        after = "，调剂时也没有你够条件的空余名额。"
    return Sentence(
        before=f"{_ground(fate)}档案投到了学校，",
        decisive="分专业时，你填的专业都已没有空余名额",
        after=after,
        clauses=("A1.5.2",),
    )


def _revoked(fate: ChoiceFate) -> Sentence:
    return Sentence(before="你曾从这个志愿录取，", decisive="录取资格已被取消", after="。", clauses=("N8.2",))


def _not_reached(fate: ChoiceFate) -> Sentence:
    holder = fate.holder
    if holder is None:
        return Sentence(decisive="没有轮到这个志愿", after="。", clauses=("A1.5.7",))
    where = _place(holder)
    if holder.state is FileState.ADMITTED:
        how = "免试录取" if holder.exempt else "录取"
        return Sentence(
            before=f"你已{how}到{where}，", decisive="这个志愿不再处理", after="。", clauses=("A1.5.7",)
        )
    if holder.state in (FileState.RETURNED, FileState.FREE):
        rule = "" if fate.is_sequential else "平行志愿只投一次档。"
        return Sentence(
            before=f"{rule}这次投档时，你的档案投到了{where}，后来退档，",
            decisive="这个志愿没有再投档",
            after="。",
            clauses=("A1.5.7",),
        )
    return Sentence(
        before=f"你的档案已投到{where}，", decisive="这个志愿暂不处理", after="。", clauses=("A1.5.7",)
    )


def _below_line(fate: ChoiceFate) -> Sentence:
    missing = Decimal(fate.detail.get("missing", "0"))
    if fate.filing_score is None or not missing:
        return Sentence(decisive="投档分没有达到控制线", after="。", clauses=("A1.5.3",))
    control_line = fate.filing_score + missing
    return Sentence(
        before=f"最低录取控制分数线{points(control_line)}分，",
        decisive=f"你的投档分{points(fate.filing_score)}分，差{points(missing)}分",
        after="，没有上线，不能投档。",
        clauses=("A1.5.3",),
    )


def _no_extra_test(fate: ChoiceFate) -> Sentence:
    own = "" if fate.extra_score is None else f"（你的加试成绩{points(fate.extra_score)}分）"
    return Sentence(
        before="你的投档分上了线，但这里须专业加试，",
        decisive=f"你不在{fate.choice.college}的加试合格名单上{own}",
        after="，不能投档。",
        clauses=("A1.5.7", "A1.4.3"),
    )


def _other_level_or_category(fate: ChoiceFate) -> Sentence:
    return Sentence(
        decisive="所填专业不属于你报考的层次或科类",
        after="，不能投档。控制线和投档都按层次和科类分开。",
        clauses=("A1.5.3",),
    )


def _not_taking_part(fate: ChoiceFate) -> Sentence:
    if fate.holder is not None and fate.holder.state is FileState.ADMITTED:
        return _not_reached(fate)
    return Sentence(
        before="你不在这次投档的考生之列，",
        decisive="这个志愿没有参加投档",
        after="。没有参加考试、考试成绩无效或资格暂停的考生不参加投档。",
        clauses=("A1.5.2",),
    )


def _not_filed_yet(fate: ChoiceFate) -> Sentence:
    return Sentence(decisive="这一批还没有投档，或结果还没有放行", after="。", clauses=("A1.5.1",))


def _unit_full(fate: ChoiceFate) -> Sentence:
    if not fate.detail:
        return Sentence(
            decisive="这次投档，这里没有名额可投", after="。" + _standing(fate), clauses=("A1.5.7",)
        )
    before = f"{_here(fate)}有{fate.places}个名额，" if fate.places is not None else ""
    compared = compare_with_last(fate)
    return Sentence(
        before=before + compared.before,
        decisive=compared.decisive,
        after="。" + _standing(fate),
        clauses=compared.clauses,
    )


def _ground(fate: ChoiceFate) -> str:
    """The figures on which the choice was filed: places, the reader's score, the reader's standing."""
    parts = []
    if fate.places is not None:
        parts.append(f"{_here(fate)}有{fate.places}个名额。")
    standing = _standing(fate)
    if standing:
        parts.append(standing)
    elif fate.filing_score is not None:
        parts.append(f"你的投档分{points(fate.filing_score)}分。")
    return "".join(parts)


def _standing(fate: ChoiceFate) -> str:
    if fate.written_by is None or fate.position is None or fate.filing_score is None:
        return ""
    return (
        f"第{fate.choice.rank}志愿报{_here(fate)}的有{fate.written_by}人，"
        f"你的投档分{points(fate.filing_score)}分，排第{fate.position}名。"
    )


def _here(fate: ChoiceFate) -> str:
    """What the places and standings are of: one programme, or a whole college in the reader's category."""
    return "这个学校本科类" if fate.is_filed_by_college else "这里"


def _place(file: FileSummary) -> str:
    return f"{file.level.label}第{file.choice_rank}志愿{file.college}"


_WRITERS: dict[FateCode, Callable[[ChoiceFate], Sentence]] = {
    FateCode.ADMITTED: _admitted,
    FateCode.ADMITTED_EXEMPT: _admitted_exempt,
    FateCode.WITH_COLLEGE: _with_college,
    FateCode.RETURNED_BY_COLLEGE: _returned_by_college,
    FateCode.RETURNED_NO_PLACE: _returned_no_place,
    FateCode.REVOKED: _revoked,
    FateCode.UNIT_FULL: _unit_full,
    FateCode.NOT_REACHED: _not_reached,
    FateCode.BELOW_LINE: _below_line,
    FateCode.NO_EXTRA_TEST: _no_extra_test,
    FateCode.OTHER_LEVEL_OR_CATEGORY: _other_level_or_category,
    FateCode.NOT_TAKING_PART: _not_taking_part,
    FateCode.NOT_FILED_YET: _not_filed_yet,
}
