"""The round trip of a department: its claims as a table, and its opinions back, every error in one report (N3.5)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from chengzhao.exchange.sheet_writing import Row
from chengzhao.exchange.sheets import Sheet, SheetFault
from chengzhao.law.words import ClaimKind
from chengzhao.records.queries.claims_desk import ClaimToReview

NUMBER, KIND, OPINION, REASON = "报名号", "照顾项目", "部门意见", "理由"
HEAD = (NUMBER, "姓名", "工作单位", KIND, "照顾", "证明材料", OPINION, REASON)
ANSWERS = {"同意": True, "不同意": False}
LONGEST = 200
MOST = 20_000
"""Claims in one table; what is beyond waits for the next."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadOpinion:
    """An opinion that a row gives."""

    row: int
    claim: ClaimToReview
    agrees: bool
    text: str


def rows(claims: Iterable[ClaimToReview]) -> Iterator[Row]:
    """The table: one claim a row, the last two columns to be filled in."""
    yield HEAD
    for one in claims:
        yield (
            *(one.candidate_number, one.name, one.employer, one.kind.label),
            *(one.asks_for, one.evidence, "", ""),
        )


def read_opinions(
    sheet: Sheet, claims: Mapping[tuple[str, ClaimKind], ClaimToReview]
) -> tuple[list[ReadOpinion], list[SheetFault]]:
    """The opinions of a table that came back, and everything that is wrong in it; rows without one are left alone.

    Raises Refused of the sheets for a table without its columns.
    """
    sheet.require_columns(NUMBER, KIND, OPINION, REASON)
    kinds = {kind.label: kind for kind in ClaimKind}
    found: list[ReadOpinion] = []
    faults: list[SheetFault] = []
    seen: set[int] = set()
    for row in sheet.rows:
        number, kind, said, why = (row[name].strip() for name in (NUMBER, KIND, OPINION, REASON))
        if not said and not why:
            continue
        claim = claims.get((number, kinds[kind])) if kind in kinds else None
        wrong = [
            (KIND, kind, "照顾项目的名称，与导出的表一致", kind not in kinds),
            (NUMBER, number, "本部门待核的申请，与导出的表一致", kind in kinds and claim is None),
            (OPINION, said, "同意 或 不同意", said not in ANSWERS),
            (REASON, why, "不同意的理由", said == "不同意" and not why),
            (REASON, f"{why[:20]}…", f"最多{LONGEST}字", len(why) > LONGEST),
            (NUMBER, number, "每项申请只写一行", claim is not None and claim.key in seen),
        ]
        faults += [
            SheetFault(row=row.number, column=column, value=value, expected=expected)
            for column, value, expected, is_wrong in wrong
            if is_wrong
        ]
        if claim is not None:
            seen.add(claim.key)
            found.append(ReadOpinion(row=row.number, claim=claim, agrees=ANSWERS.get(said, False), text=why))
    return found, faults
