"""`chengzhao open-season` and `chengzhao appoint-administrators`: the first steps of a production site."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from chengzhao.cli.administrators import maintained_project, now
from chengzhao.records.embedded import ServerError

LOCAL = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, kw_only=True)
class Opening:
    """Which season to open; an empty name of the office follows from the law, an empty seed from chance."""

    year: int
    province: str
    office: str
    tie_seed: str


def open_season(wanted: Opening) -> int:
    """`chengzhao open-season`."""
    with maintained_project():
        from chengzhao.actions.audit import Actor, Border
        from chengzhao.actions.first_opening import open_with_office
        from chengzhao.law.words import Role

        opened = open_with_office(
            border=Border(season=wanted.year, province=wanted.province),
            actor=Actor(account=None, role=Role.PROVINCE_LEAD, org_path="/"),
            at=now(),
            office_name=wanted.office,
            tie_seed=wanted.tie_seed,
        )
    print(f"{opened.name} is open; {opened.office_name} answers for it.")
    print(f"The seed that settles ties, to be published before scores are known: {opened.tie_seed}")
    return 0


def appoint(year: int, province: str, site: str, names: Mapping[str, Sequence[str]]) -> int:
    """`chengzhao appoint-administrators`: `names` by the role's identifier."""
    origin = _origin(site)
    with maintained_project():
        from django.urls import reverse
        from django.utils.timezone import localtime

        from chengzhao.actions.audit import Actor, Border
        from chengzhao.actions.first_administrators import Chosen, invite_administrators
        from chengzhao.law.words import Role

        made = invite_administrators(
            border=Border(season=year, province=province),
            actor=Actor(account=None, role=Role.SYSTEM_ADMIN, org_path="/"),
            at=now(),
            chosen=[Chosen(name=name, role=Role(role)) for role, name in _pairs(names)],
        )
        for one, invited in made:
            print(f"{one.role.label} {one.name}")
            print(f"  {origin}{reverse('account:invitation', args=[invited.secret])}")
        ends = localtime(made[0][1].expires_at)
    print(f"Each link is shown this once, works once and until {ends:%Y-%m-%d %H:%M}: hand it to its person.")
    return 0


def _pairs(names: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    return ((role, name) for role, given in names.items() for name in given)


def _origin(site: str) -> str:
    """The address before the links. Raises ServerError where it is none, or the link would travel in clear."""
    parts = urlsplit(site)
    is_safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOCAL)
    if not is_safe or not parts.hostname or parts.path.strip("/") or parts.query or parts.fragment:
        raise ServerError(f"{site!r}: expected the address of the site, such as https://zs.example.cn")
    return f"{parts.scheme}://{parts.netloc}"
