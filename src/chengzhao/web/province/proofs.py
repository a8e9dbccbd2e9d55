"""What each proof of a filing says, in plain words (design of filing, section 10)."""

from collections.abc import Sequence
from dataclasses import dataclass

from chengzhao.records.queries.filing import ProofView

MEANINGS = {
    "P1": ("计划不超", "没有专业录取超过计划数"),
    "P2": ("一人一席", "没有人占两个名额"),
    "P3": ("线上", "录取的人都在控制线以上，或在允许的降分以内"),
    "P4": ("名单内", "须加试的都在合格名单内"),
    "P5": ("无人被越过", "同一志愿没有被低分者越过"),
    "P6": ("不留空位", "有空位时没有漏掉合格考生"),
    "P7": ("志愿内", "都是本人填报或同意调剂"),
    "P8": ("加分", "所用加分为已生效的最高一项"),
    "P9": ("与顺序无关", "打乱输入行，结果不变"),
    "P10": ("单调", "提高一人分数，结果不变差"),
    "P11": ("可重放", "同样输入，同样结果"),
    "P12": ("两套程序一致", "参照程序与快速引擎逐行相同"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class ProofRow:
    """A proof with its name and meaning."""

    proof: ProofView
    title: str
    meaning: str


def proof_rows(proofs: Sequence[ProofView]) -> tuple[ProofRow, ...]:
    """The proofs of a run with their meanings; one without a meaning shows its number alone."""
    return tuple(
        ProofRow(proof=proof, title=title, meaning=meaning)
        for proof in proofs
        for title, meaning in [MEANINGS.get(proof.name, ("", ""))]
    )
