"""通知·二.3: what applications can share, how much that weighs, and what explains it plainly (N3.4)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType

from chengzhao.law.citation import cites
from chengzhao.law.words import Word


class Signal(Word):
    """What applications can have in common."""

    NAME_BIRTH = "NAME_BIRTH", "姓名和出生日期相同"
    PHOTO = "PHOTO", "照片相同或相近"
    PAPER = "PAPER", "同一份材料文件"
    PHONE = "PHONE", "同一手机号"
    DEVICE = "DEVICE", "同一设备"
    ADDRESS = "ADDRESS", "同一通讯地址"
    NETWORK = "NETWORK", "同一网段"
    UPLOADER = "UPLOADER", "同一上传人"
    PAYER = "PAYER", "同一付款账户"
    CERTIFICATE = "CERTIFICATE", "学历证书编号重复"
    CERTIFICATE_RUN = "CERTIFICATE_RUN", "学历证书编号相连"
    ORGANISER = "ORGANISER", "同一外地组织单位"
    HASTY = "HASTY", "填报用时过短"
    BURST = "BURST", "集中在半小时内提交"


LIMITS: Mapping[Signal, int] = MappingProxyType(
    {
        Signal.NAME_BIRTH: 2,
        Signal.PHOTO: 2,
        Signal.PAPER: 2,
        Signal.PHONE: 2,
        Signal.DEVICE: 4,
        Signal.ADDRESS: 5,
        Signal.NETWORK: 20,
        Signal.UPLOADER: 3,
        Signal.PAYER: 4,
        Signal.CERTIFICATE: 2,
        Signal.CERTIFICATE_RUN: 4,
        Signal.ORGANISER: 5,
        Signal.HASTY: 1,
        Signal.BURST: 4,
    }
)
"""How many applications must share a value before it says anything. Our own defaults: the notice gives none."""

LEAST_SECONDS = 20
"""A form filled in faster than a person does. Our own default."""

BURST_WITHIN = timedelta(minutes=30)
WEIGHTS: Mapping[Signal, int] = MappingProxyType(
    {
        Signal.NAME_BIRTH: 80,
        Signal.PHOTO: 80,
        Signal.PAPER: 70,
        Signal.PHONE: 50,
        Signal.DEVICE: 40,
        Signal.ADDRESS: 40,
        Signal.NETWORK: 15,
        Signal.UPLOADER: 40,
        Signal.PAYER: 40,
        Signal.CERTIFICATE: 80,
        Signal.CERTIFICATE_RUN: 40,
        Signal.ORGANISER: 40,
        Signal.HASTY: 40,
        Signal.BURST: 20,
    }
)
"""How much a signal weighs, so that the gravest clusters are looked at first. Our own defaults."""

EXPLAINED = 10
"""What a signal weighs that has a plain explanation."""
TIES_FROM = 40
"""Only what weighs as much ties applications together; what weighs less only adds to what is tied."""

ONE_PERSON = frozenset({Signal.NAME_BIRTH, Signal.PHOTO, Signal.CERTIFICATE})
"""Signals that rather speak of one person who registered twice, or of a borrowed name."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ApplicationTraits:
    """What is known of one application, already blinded: equal values are equal traits, their text says nothing.

    A signal that is not known is left out. `is_out_of_place` marks one from another 户籍; `employer`, `surname`
    and `home`, the address, explain why people share something ('' where unknown).
    """

    application: str
    traits: Mapping[Signal, str]
    is_out_of_place: bool = False
    employer: str = ""
    surname: str = ""
    home: str = ""
    submitted_at: datetime | None = None


MOST_OF_A_HOUSEHOLD = 8
SURNAMES_OF_A_HOUSEHOLD = 2
"""A family that lives together: its names are those of father and mother. Our own defaults."""

_AT_HOME = frozenset({Signal.PHONE, Signal.DEVICE, Signal.ADDRESS, Signal.UPLOADER, Signal.PAPER})
_AT_WORK = frozenset({Signal.PHONE, Signal.ADDRESS})
"""What a unit gives to its own people: a dormitory, the telephone of whoever looks after their registration."""
_AGENCIES = ("培训", "教育咨询", "咨询", "中介", "学历", "人力资源", "劳务", "自考", "成考", "辅导")
"""Words in the name of an employer whose trade is to bring applications: its people are looked at."""


@cites("N3.4")
def explanation(signal: Signal, holders: Sequence[ApplicationTraits], *, is_usual: bool = False) -> str:
    """Why these people share something without anybody's having organised it; '' where nothing says so.

    A family at one address shares its telephone and its computer; a unit of the province looks after its own
    people; certificates of one class are consecutive where many of the school register (`is_usual`).
    """
    if is_usual:
        return "同一号段报名的人本来就多"
    if any(one.is_out_of_place for one in holders):
        return ""
    if signal in _AT_HOME and _is_household(holders):
        return "同住一址、姓氏相同，像是一家人"
    if signal in _AT_WORK and _is_unit(holders):
        return "都填同一工作单位且户籍都在本省，像是单位统一办理"
    return ""


def _is_household(holders: Sequence[ApplicationTraits]) -> bool:
    homes = {one.home for one in holders}
    surnames = {one.surname for one in holders}
    return (
        len(holders) <= MOST_OF_A_HOUSEHOLD
        and len(homes) == 1
        and "" not in homes
        and "" not in surnames
        and len(surnames) <= SURNAMES_OF_A_HOUSEHOLD
    )


def _is_unit(holders: Sequence[ApplicationTraits]) -> bool:
    employers = {one.employer for one in holders}
    [employer, *others] = employers
    return bool(employer) and not others and not any(word in employer for word in _AGENCIES)
