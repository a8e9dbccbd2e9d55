"""Proofs P1 to P8: the properties every result of a filing must have (design of filing, section 10)."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from chengzhao.rules.dossier import (
    BonusClaim,
    Candidate,
    Choice,
    FilingInput,
    FilingResult,
    FilingRow,
    Round,
    RowKey,
    Unit,
)
from chengzhao.rules.verify.ground import Ground, LiveTarget, Rank
from chengzhao.rules.verify.proof import Proof, proof
from chengzhao.rules.verify.replay import PlayedRound, Replay, count_above


def prove(given: FilingInput, result: FilingResult) -> tuple[Proof, ...]:
    """Prove P1 to P7 of a result; the input is not trusted to the code that filed it."""
    ground = Ground(given)
    replay = Replay(ground, result)
    return (
        places_are_kept(ground, replay),
        one_place_a_person(ground, replay),
        admitted_reach_the_line(ground, replay),
        pass_lists_are_kept(ground, replay),
        nobody_is_passed_over(replay),
        no_place_stays_empty(replay),
        choices_are_kept(ground, replay),
    )


def places_are_kept(ground: Ground, replay: Replay) -> Proof:
    """P1 计划不超: no programme admits more than its places. A case is a programme."""
    admitted = Counter(row.programme_id for row in replay.admitted_rows)
    unknown = [False for programme_id in admitted if programme_id not in ground.programmes]
    return proof("P1", [admitted[key] <= one.places for key, one in ground.programmes.items()] + unknown)


def one_place_a_person(ground: Ground, replay: Replay) -> Proof:
    """P2 一人一席: no person holds two places, earlier ones included. A case is a person.

    A person who takes no part (VOID, SUSPENDED) holds none.
    """
    held = Counter(row.candidate_id for row in replay.admitted_rows)
    allowed = {one.candidate_id: int(one.person_status == "OK") for one in ground.candidates.values()}
    unknown = [False for person in held if person not in allowed]
    return proof("P2", [held[person] <= places for person, places in allowed.items()] + unknown)


def admitted_reach_the_line(ground: Ground, replay: Replay) -> Proof:
    """P3 线上: on the line, or within d under it in a relaxable programme of a relaxed round.

    A case is an admission; the filing score and the mark "relaxed" it states must be true.
    """

    def holds(row: FilingRow) -> bool:
        programme = ground.programmes.get(row.programme_id or "")
        points = ground.points.get((row.candidate_id, row.level))
        if programme is None or points is None or points != row.filing_score:
            return False
        control_line = ground.line(programme)
        if points >= control_line:
            return not row.is_relaxed
        step = replay.step_of(row)
        is_relaxed_round = step is not None and step[0].is_relaxed and programme.is_relaxable
        return row.is_relaxed and is_relaxed_round and points + ground.rules.relaxation >= control_line

    return proof("P3", [holds(row) for row in replay.admitted_rows])


def pass_lists_are_kept(ground: Ground, replay: Replay) -> Proof:
    """P4 名单内: whoever is admitted to a programme with an extra test is on the college's pass list.

    A case is an admission.
    """

    def holds(row: FilingRow) -> bool:
        programme = ground.programmes.get(row.programme_id or "")
        return programme is not None and ground.is_passed(row.candidate_id, programme)

    return proof("P4", [holds(row) for row in replay.admitted_rows])


def nobody_is_passed_over(replay: Replay) -> Proof:
    """P5 无人被低分者越过: nobody strictly below was filed where a free person's live choice was not.

    Sequential, for every unit and rank: the choice of that rank was live and the person was not filed
    through it. Parallel, for every score-ordered unit: the person was filed nowhere or at a later choice.
    A case is such a person and unit in a round, and in the sequential procedure also the rank.
    """
    cases: dict[tuple[Round, RowKey, Unit, int], bool] = {}
    for played in replay.rounds:
        held = played.terms.held
        for key, target in unfiled_choices(replay, played):
            rank = 0 if replay.is_parallel(target.unit) else target.choice.rank
            deepest = replay.deepest.get((held, rank, target.unit))
            is_passed_over = deepest is not None and deepest < replay.ground.rank(key, target.unit)
            cases[held, key, target.unit, rank] = not is_passed_over
    return proof("P5", list(cases.values()))


def no_place_stays_empty(replay: Replay) -> Proof:
    """P6 不留空位: a live choice was considered and not filed only where its unit had filed its quota.

    The quota must be reached each time the choice was considered; it is worked out again, and must be the
    one the log states. A case is a choice considered and not filed, in a round.
    """
    cases = []
    for played in replay.rounds:
        full = sequential_units_full(replay, played)
        parallel = parallel_filings(replay, played)
        for key, target in unfiled_choices(replay, played):
            if replay.is_parallel(target.unit):
                quota, places = parallel[target.unit]
                cases.append(count_above(places, replay.ground.rank(key, target.unit)) >= quota)
            else:
                cases.append(full[target.unit, target.choice.rank])
    return proof("P6", cases)


def choices_are_kept(ground: Ground, replay: Replay) -> Proof:
    """P7 志愿内: the choice lists the programme, or accepts reassignment within its unit.

    A case is an admission; the file must have been sent to the unit of the programme through that choice.
    """

    def holds(row: FilingRow) -> bool:
        choice = ground.choice_at.get((row.candidate_id, row.level, row.choice_rank or 0))
        step = replay.step_of(row)
        unit = ground.unit_of.get(row.programme_id or "")
        if choice is None or step is None or unit is None:
            return False
        is_filed_there = (row.candidate_id, row.level) in replay.filings(step, unit).members
        return is_filed_there and is_within_choice(row, choice)

    return proof("P7", [holds(row) for row in replay.admitted_rows])


def best_bonus_is_used(candidates: Iterable[Candidate], claims: Iterable[BonusClaim]) -> Proof:
    """P8 加分: the bonus used is the highest effective claim, and none where none is effective (A1.5.21).

    Effective: approved, publicised for the required days, and closed without a sustained objection.
    A case is a candidate at a level.
    """
    best: dict[str, int] = defaultdict(int)
    for claim in claims:
        if claim.is_approved and claim.is_publicised_in_full and not claim.has_sustained_objection:
            best[claim.candidate_id] = max(best[claim.candidate_id], claim.bonus)
    return proof("P8", [one.bonus == best[one.candidate_id] for one in candidates])


def is_within_choice(row: FilingRow, choice: Choice) -> bool:
    """Say whether a programme is the one written at its rank, or a reassignment that was accepted."""
    if row.programme_id in choice.programmes:
        return row.programme_rank == choice.programmes.index(row.programme_id) + 1
    return choice.accepts_reassignment and row.programme_rank == 0


def unfiled_choices(replay: Replay, played: PlayedRound) -> Iterator[tuple[RowKey, LiveTarget]]:
    """Yield the live choices of a round that were considered and through which nobody was filed.

    Considered: no place, and in a parallel filing no filing, came through an earlier choice.
    """
    held = played.terms.held
    place = {
        (row.candidate_id, row.level): row.choice_rank or 0
        for step, rows in replay.taken_at.items()
        if step[0] == held
        for row in rows
    }
    for key, targets in played.live.items():
        filed = replay.ranks_filed.get((held, key), set())
        for target in targets:
            rank = target.choice.rank
            if key in place and place[key] < rank:
                continue
            is_one_filing_used = replay.is_parallel(target.unit) and any(one < rank for one in filed)
            if rank not in filed and not is_one_filing_used:
                yield key, target


def sequential_units_full(replay: Replay, played: PlayedRound) -> dict[tuple[Unit, int], bool]:
    """Say, by unit and rank of the sequential procedure, whether each repetition filed the quota."""
    competing = {
        (target.unit, target.choice.rank)
        for targets in played.live.values()
        for target in targets
        if not replay.is_parallel(target.unit)
    }
    full = {}
    for rank in sorted({rank for _, rank in competing}):
        still_open = replay.open_before((played.terms.held, 0, rank, 0))
        for unit in (unit for unit, at in competing if at == rank):
            full[unit, rank] = replay.was_full_each_time(unit, rank, played.terms, still_open)
    return full


def parallel_filings(replay: Replay, played: PlayedRound) -> dict[Unit, tuple[int, list[Rank]]]:
    """Return, by parallel unit, the quota and the ascending merit places of those filed.

    A quota that is not the one the log states can never be reached.
    """
    step = (played.terms.held, 1, 0, 0)
    still_open = replay.open_before(step)
    units = {target.unit for targets in played.live.values() for target in targets}
    found = {}
    for unit in (unit for unit in units if replay.is_parallel(unit)):
        quota = replay.quota(unit, played.terms, still_open)
        filings = replay.filings(step, unit)
        places = sorted(replay.ground.rank(key, unit) for key in filings.members)
        is_as_logged = filings.quotas_logged <= {quota}
        found[unit] = (quota if is_as_logged else len(places) + 1, places)
    return found
