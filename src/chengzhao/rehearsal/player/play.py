"""What every chapter of the player needs: the season, its border and clock, who acts, and the keys of rows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from chengzhao.actions.audit import Actor, Border
from chengzhao.law.words import ClaimKind, OrganisationKind, Role
from chengzhao.records.queries.season import account_keys, candidate_keys, claim_keys
from chengzhao.rehearsal.clock import SeasonClock
from chengzhao.rehearsal.generator import SyntheticSeason
from chengzhao.rehearsal.numbers import candidate_numbers
from chengzhao.rehearsal.offices import college_path, department_path, province_path
from chengzhao.rehearsal.posts import posts, username
from chengzhao.vault.sealing import Keys

BATCH = 10_000
"""So many people go into one act; a bulk act holds its forms in memory."""

SYSTEM = Actor(account=None, role=Role.PROVINCE_LEAD, org_path="/")
"""Who sets a season up before there is any account."""


@dataclass(eq=False, kw_only=True)
class Play:
    """One season being played."""

    season: SyntheticSeason
    keys: Keys
    _known_accounts: dict[str, int] = field(default_factory=dict)

    @cached_property
    def border(self) -> Border:
        """The season and province."""
        return Border(season=self.season.scenario.year, province=self.season.scenario.province)

    @cached_property
    def clock(self) -> SeasonClock:
        """When things happen."""
        return SeasonClock(law=self.season.scenario.law, supplement=self.season.scenario.supplement)

    @property
    def top(self) -> str:
        """The path of the province."""
        return province_path(self.season)

    @cached_property
    def numbers(self) -> Sequence[str]:
        """报名号 in the order of the people."""
        return candidate_numbers(self.season.scenario, self.season.people)

    @cached_property
    def candidates(self) -> Sequence[int]:
        """Keys of the candidates in the order of the people; asked for once all have registered."""
        known = candidate_keys(self.border.season, self.border.province)
        return [known[number] for number in self.numbers]

    @cached_property
    def claims(self) -> Mapping[int, Mapping[ClaimKind, int]]:
        """Keys of the claims by candidate and kind; asked for once all have registered."""
        return claim_keys(self.border.season, self.border.province)

    def batches(self, size: int = BATCH) -> Iterator[range]:
        """The people in batches, as ranges of places in the lists."""
        total = len(self.season.people)
        return (range(start, min(start + size, total)) for start in range(0, total, size))

    def account(self, name: str) -> int:
        """The key of an account by user name; all are looked up at once when one is missing."""
        if name not in self._known_accounts:
            self._known_accounts.update(account_keys(post.username for post in posts(self.season)))
        return self._known_accounts[name]

    def province(self, role: Role, *, second: bool = False) -> Actor:
        """Somebody of the province's office."""
        name = username(OrganisationKind.PROVINCE, role, second=second)
        return Actor(account=self.account(name), role=role, org_path=self.top)

    def ministry(self) -> Actor:
        """The officer of the ministry."""
        name = username(OrganisationKind.MINISTRY, Role.MINISTRY_OFFICER)
        return Actor(account=self.account(name), role=Role.MINISTRY_OFFICER, org_path="/")

    def department(self, name: str) -> Actor:
        """The officer of the department of this name."""
        path = department_path(self.season, name)
        code = f"{self.border.province}{path.strip('/').rpartition('/')[2]}"
        login = username(OrganisationKind.DEPARTMENT, Role.DEPARTMENT_OFFICER, code)
        return Actor(account=self.account(login), role=Role.DEPARTMENT_OFFICER, org_path=path)

    def county(self, code: str, path: str, role: Role = Role.COUNTY_REVIEWER) -> Actor:
        """A reviewer of a county."""
        login = username(OrganisationKind.COUNTY, role, code)
        return Actor(account=self.account(login), role=role, org_path=path)

    def officer(self, code: str) -> int:
        """The account of the officer who decides on files for a college."""
        return self.account(username(OrganisationKind.COLLEGE, Role.COLLEGE_OFFICER, code))

    def college(self, code: str, role: Role = Role.COLLEGE_OFFICER) -> Actor:
        """Somebody of a college."""
        login = username(OrganisationKind.COLLEGE, role, code)
        return Actor(account=self.account(login), role=role, org_path=college_path(code))
