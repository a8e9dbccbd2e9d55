"""通知·一.2 and 附件1·四（二）3: only certified standard sites, with their equipment and a way with telephones."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from chengzhao.law.citation import Finding, cites, finding
from chengzhao.law.words import Word


class PhonePolicy(Word):
    """The two ways that the notice leaves a site (N2.2)."""

    LEFT_OUTSIDE = "LEFT_OUTSIDE", "手机不带入考点"
    KEPT_AT_ENTRANCE = "KEPT_AT_ENTRANCE", "考点入口集中保管手机"


class Equipment(Word):
    """What a standard site has (N2.4)."""

    SMART_GATE = "SMART_GATE", "智能安检门"
    RADIO_SHIELD = "RADIO_SHIELD", "无线电信号屏蔽"
    ROOM_PATROL = "ROOM_PATROL", "考场实时智能巡查"
    VAULT_PATROL = "VAULT_PATROL", "保密室实时智能巡检"


REQUIRED = (Equipment.SMART_GATE, Equipment.RADIO_SHIELD)
"""全配备、有效屏蔽 is ordered; of the two patrols the notice says 积极推进, so that a lack is no bar."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SiteFacts:
    """What is known of a site before it is scheduled: its certification, telephones, equipment, inspection.

    `inspected` maps each equipment found working to the day of the inspection.
    """

    name: str
    certified_until: date | None
    phone_policy: PhonePolicy | None
    phone_method: str
    inspected: Mapping[Equipment, date]


@cites("N2.2")
def phone_policy_findings(site: SiteFacts) -> tuple[Finding, ...]:
    """Whether a site has chosen one of the two ways with telephones and filed its method in writing."""
    if site.phone_policy is None:
        ways = "或".join(f"“{way.label}”" for way in PhonePolicy)
        return (finding("N2.2", f"{site.name}尚未选定手机管理办法：{ways}。", 考点=site.name),)
    if not site.phone_method.strip():
        return (
            finding(
                "N2.2", f"{site.name}选定“{site.phone_policy.label}”，尚未报送书面实施办法。", 考点=site.name
            ),
        )
    return ()


@cites("N2.4")
def site_findings(site: SiteFacts, exam_day: date, *, valid_days: int) -> tuple[Finding, ...]:
    """Whether a site may be scheduled for an exam day: certified on it, equipped, inspected not long before.

    `valid_days` is how long an inspection holds, a parameter of the province. A missing patrol is not hard.
    """
    found = []
    if site.certified_until is None or site.certified_until < exam_day:
        found.append(
            finding("N2.4", f"{site.name}在{exam_day}不是有效的国家教育考试标准化考点。", 考点=site.name)
        )
    for item in Equipment:
        seen = site.inspected.get(item)
        is_hard = item in REQUIRED
        if seen is None:
            found.append(
                finding(
                    "N2.4",
                    f"{site.name}没有配备{item.label}。",
                    is_hard=is_hard,
                    考点=site.name,
                    设备=item.label,
                )
            )
        elif not 0 <= (exam_day - seen).days <= valid_days:
            found.append(
                finding(
                    "N2.4",
                    f"{site.name}的{item.label}于{seen}检查，考前{valid_days}天内须再检查。",
                    is_hard=is_hard,
                    考点=site.name,
                    设备=item.label,
                )
            )
    return tuple(found)


@cites("N2.2", "N2.4")
def activation_findings(site: SiteFacts, exam_day: date, *, valid_days: int) -> tuple[Finding, ...]:
    """Everything that stands against using a site; a site with hard findings is not activated."""
    return (*phone_policy_findings(site), *site_findings(site, exam_day, valid_days=valid_days))


@cites("N2.4")
def unchecked_rooms(rooms: Collection[str], checked: Mapping[str, date], exam_day: date) -> tuple[str, ...]:
    """The rooms and vaults whose checklist was not filled in by the day before the exam, in order."""
    return tuple(sorted(room for room in rooms if room not in checked or checked[room] >= exam_day))
