"""可疑报名线索 at 300,000 registrations: one look at everything, a look at what changed, and the pages.

`python -m bench.risks [ROWS]` fills a database of its own with so many registrations in 117 counties, each with a
phone, an address, a device, a certificate and a portrait of its own, but for planted clusters of four kinds and for
as many lookalikes (families, units, classmates of a large school). It prints how long a whole look and a look at 500
changed registrations take, how many of the planted clusters are found (recall) and how many of those found were
planted (precision), and what the list and a case cost.
"""

import os
import statistics
import sys
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chengzhao.settings.test")

from bench.next_file import copies
from bench.row_security import COUNTIES, ORG_PATH, timed

from chengzhao.records.embedded import temporary_server

EVERY, SIZE = 1500, 6
"""Each so many registrations begins a planted group of six, whose kind goes round."""
ROUNDS = 20
KINDS = ("phone", "device", "certificates", "portraits", "family", "unit", "classmates", "none")
FOUND = 4
"""The first kinds have to be found, the others not."""
_KIND = f"(n / {EVERY} % {len(KINDS)})"
_IN_GROUP = f"(n % {EVERY} < {SIZE})"
_GROUP = f"(n / {EVERY})"


def planted(kind: str, shared: str, own: str) -> str:
    """SQL: the shared value in the groups of a kind, else one's own."""
    return f"CASE WHEN {_IN_GROUP} AND {_KIND} = {KINDS.index(kind)} THEN {shared} ELSE {own} END"


def fill(rows: int) -> None:
    """The registrations, each a copy of the first with its own marks."""
    from tests import factories

    from chengzhao.records.models import Organisation, RegistrationTrace

    first = factories.a_candidate(confirmation_point=Organisation.objects.get(path="/14/1403/140003/"))
    trace = RegistrationTrace.objects.create(season=2024, province="14", candidate=first, seconds=600)
    portrait = factories.an_evidence_file(candidate=first)
    of_family = planted("family", f"('p' || {_GROUP})::bytea", "('p' || n || 'own')::bytea")
    at_home = planted("family", f"('a' || {_GROUP})::bytea", "('a' || n || 'own')::bytea")
    of_unit = planted("unit", f"('u' || {_GROUP})::bytea", of_family)
    copies(
        "records_candidate",
        first.pk,
        rows,
        {
            "id": f"{first.pk} + n",
            "candidate_number": "'N' || n",
            "identity_index": "n::text::bytea",
            "public_id": "gen_random_uuid()",
            "org_path": ORG_PATH,
            "name": planted(
                "family",
                "'王某'",
                "chr((20000 + (n * 7919::bigint) % 3000)::int) || chr((20000 + (n * 104729::bigint) % 3000)::int)",
            ),
            "birth_date": "date '1975-01-01' + (n * 31 % 10000)::int",
            "employer": planted("unit", f"'太原市第' || {_GROUP} || '医院'", "'单位' || n"),
            "phone_index": planted("phone", f"('q' || {_GROUP})::bytea", of_unit),
            "address_index": at_home,
        },
    )
    candidate = f"{first.pk} + n"
    moment = "submitted_at + n * interval '7 seconds'"
    copies(
        "records_registration",
        first.registration.pk,
        rows,
        {"candidate_id": candidate, "submitted_at": moment},
    )
    run = f"'10108120200' || lpad(({_GROUP} * 100 + n % {EVERY})::text, 7, '0')"
    usual = f"'20202120200' || lpad((n % {EVERY})::text, 7, '0')"
    copies(
        "records_education",
        first.education.pk,
        rows,
        {
            "candidate_id": candidate,
            "certificate_number": planted(
                "certificates", run, planted("classmates", usual, "'3' || lpad((n * 13)::text, 17, '0')")
            ),
        },
    )
    copies(
        "records_registrationtrace",
        trace.pk,
        rows,
        {
            "candidate_id": candidate,
            "device_digest": planted("device", f"('d' || {_GROUP})::bytea", "('e' || n)::bytea"),
            "network": "'10.' || n / 4 % 200 || '.' || n / 800 % 250 || '.0/24'",
        },
    )
    look = f"hashint8extended({_GROUP}, 7) # (1::bigint << (n % 60)::int)"
    copies(
        "records_sealedfile",
        portrait.pk,
        rows,
        {
            "candidate_id": candidate,
            "digest": "'g' || n",
            "sent_digest": "'h' || n",
            "public_id": "gen_random_uuid()",
            "look": planted("portraits", look, "hashint8extended(n, 1)"),
        },
    )


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 300_000
    with temporary_server() as server:
        os.environ["DATABASE_URL"] = server.url()
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        prepare()
        fill(rows)
        measure(rows)


def prepare() -> None:
    """A season and the county of the first."""
    from tests import factories

    factories.a_season()
    factories.every_stage_open()
    factories.an_organisation(path="/14/1403/140003/")


def measure(rows: int) -> None:
    """Print the times, and what was found."""
    from django.utils import timezone
    from tests.factories import BORDER

    from chengzhao.actions import risk_scan
    from chengzhao.actions.audit import Actor
    from chengzhao.law.words import Role
    from chengzhao.records.models import Candidate, RiskCase, RiskTrait

    actor = Actor(account=None, role=Role.PROVINCE_OFFICER, org_path="/14/")

    def look(*, whole: bool = False) -> Any:
        return risk_scan.scan_risks(border=BORDER, actor=actor, at=timezone.now(), whole=whole)

    print(f"{rows:,} registrations in {COUNTIES} counties")
    print(f"{next(timed_once(lambda: look(whole=True))):>9.2f} s   a look at everything, the first time")
    print(f"{next(timed_once(lambda: look(whole=True))):>9.2f} s   the same again: nothing to write")
    first = Candidate.objects.order_by("pk").values_list("pk", flat=True)[0]
    groups = {
        tuple(first + n for n in range(start, start + SIZE))
        for start in range(0, rows - SIZE, EVERY)
        if start // EVERY % len(KINDS) < FOUND and start
    }
    members: dict[int, set[int]] = {}
    for case, candidate in RiskTrait.objects.values_list("case_id", "candidate_id"):
        members.setdefault(case, set()).add(candidate)
    found = {tuple(sorted(one)) for one in members.values()}
    hit = found & groups
    print(f"{len(groups):,} planted, {RiskCase.objects.count():,} found, {len(hit):,} of them whole")
    print(f"recall {len(hit) / max(1, len(groups)):.3f}, precision {len(hit) / max(1, len(found)):.3f}")
    changed = frozenset(range(first + 1000, first + 1500))
    risk_scan.touched_since = lambda *_: changed
    print(f"{statistics.median(timed(look) for _ in range(5)):>9.2f} s   a look at 500 changed registrations")
    for title, question in pages().items():
        print(f"{statistics.median(timed(question) for _ in range(ROUNDS)) * 1000:>9.1f} ms  {title}")


def timed_once(question: Any) -> Any:
    yield timed(question)


def pages() -> dict[str, Any]:
    """What the list and a case read."""
    from chengzhao.records.models import RiskCase
    from chengzhao.records.queries import risks
    from chengzhao.rules.registration import CaseState

    one = RiskCase.objects.order_by("-size").values_list("public_id", flat=True)[0]

    def listed() -> None:
        cases = risks.risk_cases(2024, "14", "/14/")
        risks.case_counts(cases)
        risks.case_page(cases, {CaseState.OPEN}, offset=0, limit=21)

    def opened() -> None:
        case = risks.risk_case(2024, "14", "/14/", one)
        assert case is not None
        risks.members_of(case, None, limit=300)

    return {"the list of the province": listed, "a case": opened}


if __name__ == "__main__":
    main()
