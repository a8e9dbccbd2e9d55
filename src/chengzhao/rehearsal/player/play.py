"""What every chapter of the player needs: the season, its border and clock, who acts, and the keys of rows."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path

from chengzhao.actions.audit import Actor, Border
from chengzhao.law.words import ClaimKind, Role
from chengzhao.records.queries.season import account_keys, candidate_keys, claim_keys
from chengzhao.records.scope import Scope
from chengzhao.records.walls.doors import Door
from chengzhao.rehearsal.clock import SeasonClock
from chengzhao.rehearsal.generator import SyntheticSeason
from chengzhao.rehearsal.numbers import candidate_numbers
from chengzhao.rehearsal.offices import college_path, department_path, province_path
from chengzhao.rehearsal.posts import posts
from chengzhao.vault.sealing import Keys

BATCH = 10_000
"""So many people go into one act; a bulk act holds its forms in memory."""

SYSTEM = Actor(account=None, role=Role.PROVINCE_LEAD, org_path="/")
"""Who sets a season up before there is any account."""

INSTALLER = Actor(account=None, role=Role.SYSTEM_ADMIN, org_path="/")
"""Who appoints the first administrators, at the server, before anybody can give roles."""

COLLEGES = Actor(account=None, role=Role.COLLEGE_OFFICER, org_path="/college/")
"""All colleges together: a bulk act in which each row names its own college or officer."""


@dataclass(eq=False, kw_only=True)
class Play:
    """One season being played."""

    season: SyntheticSeason
    keys: Keys
    registers: Path | None = None
    """The file of the local register; None for the one that the service asks."""

    @cached_property
    def border(self) -> Border:
        """The season and province."""
        return Border(season=self.season.scenario.year, province=self.season.scenario.province)

    @cached_property
    def clock(self) -> SeasonClock:
        """When things happen."""
        return SeasonClock(law=self.season.scenario.law, supplement=self.season.scenario.supplement)

    @property
    def scope(self) -> Scope:
        """The door through which the whole season is played: it owns nothing and sees this season only."""
        return Scope(door=Door.WORK, season=self.border.season, province=self.border.province)

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
        """The people in batches of equal length, at most `size`, as ranges of places in the lists."""
        total = len(self.season.people)
        count = -(-total // size)
        edges = [total * number // count for number in range(count + 1)]
        return (range(start, stop) for start, stop in pairwise(edges))

    @cached_property
    def accounts(self) -> Mapping[tuple[str, Role], Sequence[int]]:
        """Keys of the accounts by office and role; asked for once all are made."""
        every = posts(self.season)
        keys = account_keys(post.username for post in every)
        found: dict[tuple[str, Role], list[int]] = defaultdict(list)
        for post in every:
            found[post.path, post.role].append(keys[post.username])
        return found

    def staff(self, path: str, role: Role, *, second: bool = False) -> Actor:
        """Somebody with a role in an office; `second` is another person with the same role there."""
        account = self.accounts[path, role][1 if second else 0]
        return Actor(account=account, role=role, org_path=path)

    def province(self, role: Role, *, second: bool = False) -> Actor:
        """Somebody of the province's office."""
        return self.staff(self.top, role, second=second)

    def department(self, name: str) -> Actor:
        """The officer of the department of this name."""
        return self.staff(department_path(self.season, name), Role.DEPARTMENT_OFFICER)

    def officer(self, code: str) -> int:
        """The account of the officer who decides on files for a college."""
        return self.accounts[college_path(code), Role.COLLEGE_OFFICER][0]
