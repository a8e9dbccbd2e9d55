"""通知·二.5: who has to keep away from a file: the person concerned, relatives, whoever entered it (trust C-10)."""

from chengzhao.law.citation import Finding, cites, finding
from chengzhao.law.words import Word


class Relation(Word):
    """How a member of staff is bound to a candidate, as declared."""

    SELF = "SELF", "本人"
    RELATIVE = "RELATIVE", "近亲属"
    INTEREST = "INTEREST", "其他利害关系"


@cites("N5.1")
def recusal_findings(*, is_own: bool, relation: Relation | None, entered_it: bool) -> tuple[Finding, ...]:
    """What keeps a reviewer from deciding on a file; empty = the reviewer may."""
    found = []
    if is_own or relation is Relation.SELF:
        found.append(finding("N5.1", "这是审核人本人的报名，应当回避，由其他人办理。"))
    elif relation is not None:
        found.append(
            finding(
                "N5.1",
                f"审核人已申报与考生有{relation.label}关系，应当回避，由其他人办理。",
                关系=relation.label,
            )
        )
    if entered_it:
        found.append(finding("N5.1", "这份报名由审核人录入，须由其他人办理。"))
    return tuple(found)
