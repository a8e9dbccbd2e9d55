"""A supplement may tighten the national text or fill what it leaves open, never contradict it (A1.8.2)."""

from collections.abc import Iterator

from chengzhao.law.citation import cites, is_certain
from chengzhao.law.exact import exact_text
from chengzhao.law.orders.order33 import SIGNERS
from chengzhao.law.provinces.category_checks import categories_at, category_contradictions
from chengzhao.law.provinces.contradictions import Contradiction
from chengzhao.law.provinces.numbers import PARTS
from chengzhao.law.provinces.shape import NumberFormat, Supplement
from chengzhao.law.reference import division, majors, subject_rule, subject_rules
from chengzhao.law.words import (
    ChoiceMoment,
    ClaimKind,
    LineRounding,
    PaperSlot,
    ProgrammeLevel,
    RoundKind,
    Stage,
    TieRule,
)
from chengzhao.law.years import YearLaw

# 教育部令第33号第十八条: a violation found in the room is signed by two invigilators.
_FEWEST_INVIGILATORS = SIGNERS.value
# The notice names no ratio (A1.5.7 leaves it to the province); a file beyond this is a slip of the pen.
_WIDEST_RATIO = 2


@cites("A1.8.2")
def check(supplement: Supplement, law: YearLaw) -> tuple[Contradiction, ...]:
    """Every contradiction between a supplement and the year's law; empty where there is none."""
    found = [
        *_province(supplement),
        *_bonus(supplement, law),
        *_publicity(supplement, law),
        *_lines(supplement, law),
        *_ties(supplement, law),
        *_filing(supplement, law),
        *_levels(supplement, law),
        *category_contradictions(supplement, law),
        *_plans(supplement, law),
        *_registration(supplement, law),
        *_numbers(supplement),
        *_exams(supplement, law),
    ]
    if supplement.year != law.year:
        found.append(Contradiction("A1.8.2", f"补充规定是{supplement.year}年的，不能用于{law.year}年"))
    return tuple(found)


def _province(supplement: Supplement) -> Iterator[Contradiction]:
    """A code beside another province's name; a code that no province has is nobody's."""
    place = division(f"{supplement.province_code}0000")
    if place is not None and place.name != supplement.province_name:
        said = f"省份代码{supplement.province_code}是{place.name}，不是{supplement.province_name}"
        yield Contradiction("A1.8.2", said)


def _bonus(supplement: Supplement, law: YearLaw) -> Iterator[Contradiction]:
    for kind, points in supplement.bonus_points.value.items():
        national = law.preferences.get(kind)
        if national is None:
            yield Contradiction("A1.5.21", f"通知没有“{kind}”这一照顾项目")
        elif points > national.value.points:
            yield Contradiction(
                national.citation.clause,
                f"“{kind.label}”加{points}分，高于国家规定的{national.value.points}分",
            )
        elif points < 0:
            yield Contradiction(national.citation.clause, f"“{kind.label}”加{points}分，不能倒扣")


def _publicity(supplement: Supplement, law: YearLaw) -> Iterator[Contradiction]:
    if supplement.publicity_days.value < 1:
        yield Contradiction("N3.6", "照顾政策必须公示，公示天数不能少于1天")
    closes = supplement.registration_window.value[1].date()
    most = (law.window(Stage.ADMISSION).opens - closes).days
    if supplement.publicity_days.value > most > 0:
        said = f"公示{supplement.publicity_days.value}天，报名截止到录取开始只有{most}天，公示期满前不能享受"
        yield Contradiction("N3.6", said, is_hard=law.may_refuse(closes))
    if not supplement.age_is_publicised.value:
        yield Contradiction(
            "N3.6", f"未经公示的考生一律不得享受照顾政策，“{ClaimKind.AGED_25.label}”也不例外"
        )
    if supplement.notice_months.value < law.notice_months.value:
        yield Contradiction(
            "A1.6.3",
            f"公示保持{supplement.notice_months.value}个月，短于国家规定的{law.notice_months.value}个月",
        )
    if supplement.age_reference_day.value.year != law.year:
        yield Contradiction("A1.5.19", f"周岁计算日必须在{law.year}年内")


def _lines(supplement: Supplement, law: YearLaw) -> Iterator[Contradiction]:
    if supplement.line_floor_ratio.value < law.line_floor_ratio.value:
        share, least = (exact_text(each.line_floor_ratio.value * 100) for each in (supplement, law))
        yield Contradiction("A1.5.4", f"艺体类控制线定为{share}％，低于国家规定的{least}％")
    if supplement.line_floor_ratio.value > 1:
        yield Contradiction("A1.5.4", "艺体类控制线不能高于相应控制线的100％")
    if supplement.line_rounding.value not in tuple(LineRounding):
        yield Contradiction("A1.5.4", "控制线只能进一取整或四舍五入")


def _ties(supplement: Supplement, law: YearLaw) -> Iterator[Contradiction]:
    if supplement.ties.value not in tuple(TieRule):
        yield Contradiction("A1.5.8", "同分规则不能留下未定的同分：须规定全部投档或按公开种子排序")
    for key, slots in supplement.tie_keys.value.items():
        level_name, slash, category_name = key.partition("/")
        level = next((level for level in law.levels.value if level == level_name), None)
        if level is None:
            yield Contradiction("A1.5.8", f"同分规则写了不存在的招生类型：{key}")
        elif not set(slots) <= set(law.paper_slots.value[level]) or len(set(slots)) != len(slots):
            yield Contradiction("A1.5.8", f"{level.label}的同分规则用了不考或重复的科目")
        elif slash and not any(category == category_name for category in categories_at(level, law)):
            yield Contradiction("A1.5.8", f"同分规则写了{level.label}没有的科类：{category_name}")


def _filing(supplement: Supplement, law: YearLaw) -> Iterator[Contradiction]:
    ceiling = law.relaxation_ceiling.value
    if not supplement.rounds.value:
        yield Contradiction("A1.5.11", "没有规定投档的轮次，至少要有一轮")
    else:
        yield from _missing_rounds(supplement)
    if any(gap < 0 for gap in supplement.gaps.value):
        yield Contradiction("A1.5.2", "专业级差不能是负数")
    for item in supplement.rounds.value:
        if not 0 <= item.relaxation <= ceiling:
            yield Contradiction("A1.5.10", f"{item.kind.label}降{item.relaxation}分，超过最大幅度{ceiling}分")
    if supplement.ratio.value < 1:
        yield Contradiction("A1.5.7", "投档比例不能低于1:1")
    if supplement.ratio.value > _WIDEST_RATIO:
        yield Contradiction("A1.5.7", f"投档比例不能高于1:{_WIDEST_RATIO}，多投的考生只会被退档")


def _missing_rounds(supplement: Supplement) -> Iterator[Contradiction]:
    kinds = [item.kind for item in supplement.rounds.value]
    if RoundKind.MAIN not in kinds:
        yield Contradiction("A1.5.11", f"没有{RoundKind.MAIN.label}，征集和降分投档都在它之后")
    if RoundKind.SUPPLEMENTARY not in kinds:
        yield Contradiction("A1.5.11", f"没有{RoundKind.SUPPLEMENTARY.label}，未完成的计划应统一公开征集志愿")


def _levels(supplement: Supplement, law: YearLaw) -> Iterator[Contradiction]:
    placed = [level for tier in supplement.tiers.value for level in tier]
    if len(placed) != len(set(placed)):
        yield Contradiction("A1.5.7", "同一招生类型不能出现在两个批次")
    for level in law.levels.value:
        if level not in placed:
            yield Contradiction("A1.5.7", f"{level.label}不在任何批次，无法投档")
    yield from _side_levels(supplement, law)
    for level in placed:
        if level not in law.levels.value:
            yield Contradiction("A1.1.2", f"{level.label}不是{law.year}年的招生类型")


def _side_levels(supplement: Supplement, law: YearLaw) -> Iterator[Contradiction]:
    """Levels that cannot be asked for together: sat at one time, or filed at one."""
    for level, sides in supplement.side_levels.value.items():
        for side in sides:
            if level is side or _papers_clash(level, side, law):
                yield Contradiction("A1.4.6", f"{level.label}不能兼报{side.label}，考试时间冲突")
            elif any(level in tier and side in tier for tier in supplement.tiers.value):
                yield Contradiction("A1.5.7", f"{level.label}可兼报{side.label}，两者不能同批")


@cites("A1.4.6")
def _papers_clash(level: ProgrammeLevel, side: ProgrammeLevel, law: YearLaw) -> bool:
    """Whether some session of one level overlaps one of the other; a session of both is sat once."""
    own, other = (
        [session for session in law.sessions.value if each in session.levels and apart not in session.levels]
        for each, apart in ((level, side), (side, level))
    )
    return any(
        one.day == two.day and one.start < two.end and two.start < one.end for one in own for two in other
    )


def _plans(supplement: Supplement, law: YearLaw) -> Iterator[Contradiction]:
    for (level, form), years in supplement.minimum_years.value.items():
        national = law.minimum_years.value.get((level, form))
        if national is None:
            clause = law.study_forms.citation.clause
            yield Contradiction(clause, f"{law.year}年没有“{level.label}·{form.label}”")
        elif years < national:
            said = f"{level.label}{form.label}最短{exact_text(years)}年"
            yield Contradiction("A1.1.3", f"{said}，短于国家规定的{exact_text(national)}年")
        if (years * 2).denominator != 1:
            yield Contradiction(
                "A1.1.3", f"{level.label}{form.label}最短{exact_text(years)}年，不是整年或半年"
            )
    for share, name, clause in (
        (supplement.low_fill_rate.value, "计划完成率较低的界限", "A1.2.5"),
        (supplement.full_time_share.value, "脱产计划的控制比例", "A1.2.8"),
    ):
        if not 0 <= share <= 1:
            yield Contradiction(clause, f"{name}应为0至1：{exact_text(share)}")


def _registration(supplement: Supplement, law: YearLaw) -> Iterator[Contradiction]:
    window = law.window(Stage.REGISTRATION)
    opens, closes = supplement.registration_window.value
    if not window.opens <= opens.date() <= closes.date() <= window.closes:
        said = f"报名时间{opens.date()}至{closes.date()}不在{window.opens}至{window.closes}之内"
        is_hard = any(law.may_refuse(moment.date()) for moment in (opens, closes))
        yield Contradiction("A2.1", said, is_hard=is_hard)
    if not supplement.out_of_place_proofs.value:
        yield Contradiction("N3.3", "没有规定异地报考须提交的材料，不能严格把关")
    is_early = supplement.choice_moment.value is ChoiceMoment.AT_REGISTRATION
    if is_early and not supplement.choices_are_confirmed.value:
        yield Contradiction("A2.2", "报名时填报的志愿须在11月组织考生确认")


@cites("A1.3.10")
def _numbers(supplement: Supplement) -> Iterator[Contradiction]:
    formats = supplement.number_formats.value
    for layout in (formats.registration, formats.candidate, formats.admit_card):
        yield from _number(layout)


def _number(layout: NumberFormat) -> Iterator[Contradiction]:
    """A layout that is empty, or asks for what a number is not made of."""
    names = [part.name for part in layout.parts]
    strange = [name for name in names if name not in PARTS[layout.name]]
    missing = [name for name in PARTS[layout.name] if name not in names]
    if strange:
        known = "、".join(PARTS[layout.name])
        yield Contradiction("A1.3.10", f"{layout.name}没有{'、'.join(strange)}这一段，可写：{known}")
    elif missing or len(set(names)) != len(names):
        said = f"缺{'、'.join(missing)}" if missing else "有一段写了两次"
        yield Contradiction("A1.3.10", f"{layout.name}{said}，每一段写一次")


def _exams(supplement: Supplement, law: YearLaw) -> Iterator[Contradiction]:
    if supplement.room_plan.value.invigilators < _FEWEST_INVIGILATORS:
        yield Contradiction("N2.5", f"每个考场至少{_FEWEST_INVIGILATORS}名监考人员")
    for prefix, override in supplement.subject_overrides.value.items():
        paper = override.paper
        if paper not in law.slot_papers.value[PaperSlot.SPECIALISED]:
            yield Contradiction("A1.4.2", f"专业{prefix}改为{paper.label}，这不是专业基础课")
        if not any(major.code.startswith(prefix) for major in majors(is_undergraduate=True)):
            yield Contradiction("A1.4.2", f"本科专业目录没有以“{prefix}”开头的专业代码")
        if override.category not in categories_at(ProgrammeLevel.ZHUANSHENGBEN, law):
            said = (
                f"专业{prefix}归入{override.category.label}（{override.category.value}），这不是专升本的科类"
            )
            yield Contradiction("A1.4.2", said)
        certain = _certain_code(prefix)
        if certain is not None:
            yield Contradiction(
                "A1.4.2", f"专业{certain}的专业基础课已由国家对照表确定，不能以{prefix}改为{paper.label}"
            )


def _certain_code(prefix: str) -> str | None:
    """The first code under a prefix whose paper the national map settles; None where all are doubtful.

    The map changes its answer only where a row or an exception begins, so those codes are all to be asked.
    """
    edges = (edge for rule in subject_rules() for edge in (rule.prefix, *rule.excepted))
    codes = (prefix, *(edge for edge in edges if edge.startswith(prefix)))
    found = ((code, subject_rule(code)) for code in codes)
    return next((code for code, rule in found if rule and is_certain(rule.confidence)), None)
