"""How many statements each page of the site costs: a page does not grow unseen."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.web.test_access import visits
from tests.web.walking import someone_for
from tests.web.world import LogIn, World

from chengzhao.law.words import Role
from chengzhao.web.shared.screens import screens

pytestmark = pytest.mark.django_db

STATEMENTS = {
    "public:home": 14,
    "public:eligibility": 7,
    "public:eligibility-question": 7,
    "public:subjects": 7,
    "public:plans": 10,
    "public:calendar": 9,
    "public:lines": 9,
    "public:distribution": 14,
    "public:results": 6,
    "public:notices": 9,
    "public:notice": 9,
    "public:objection": 7,
    "public:receipt": 6,
    "public:responsible": 8,
    "public:clauses": 7,
    "public:clause": 7,
    "public:changes": 6,
    "public:orders": 6,
    "public:order": 6,
    "public:supplements": 6,
    "public:supplement": 6,
    "public:privacy": 6,
    "public:help": 6,
    "public:screen": 8,
    "account:login": 6,
    "account:login-code": 5,
    "account:register": 5,
    "account:register-done": 6,
    "account:recover": 5,
    "account:invitation": 6,
    "account:home": 14,
    "account:password": 13,
    "account:recovery-codes": 13,
    "account:replace-factor": 13,
    "account:confirm": 14,
    "candidate:home": 23,
    "candidate:messages": 13,
    "candidate:withdraw": 15,
    "candidate:confirm": 15,
    "candidate:take-over": 17,
    "candidate:score": 18,
    "candidate:choices": 14,
    "candidate:claims": 18,
    "desk:lanes": 13,
    "candidate:result": 41,
    "candidate:notice": 12,
    "candidate:privacy": 13,
    "candidate:consent": 13,
    "candidate:ask": 12,
    "candidate:access-log": 15,
    "county:home": 17,
    "county:risks": 15,
    "county:risk": 17,
    "county:in-person": 11,
    "county:queue": 14,
    "county:file": 46,
    "county:find": 11,
    "county:tally": 12,
    "county:confirmation": 34,
    "county:batches": 13,
    "county:batch": 13,
    "candidate:evidence": 20,
    "county:evidence": 26,
    "county:person": 38,
    "site:home": 12,
    "department:home": 13,
    "department:claims": 13,
    "college:home": 14,
    "college:person": 40,
    "college:files": 33,
    "college:file": 36,
    "college:evidence": 27,
    "province:home": 20,
    "province:figures": 14,
    "province:runs": 12,
    "province:new-run": 22,
    "province:run": 16,
    "province:person": 46,
    "province:risks": 15,
    "province:risk": 17,
    "province:places": 16,
    "province:mistakes": 13,
    "province:deadlines": 17,
    "province:requests": 13,
    "province:request": 21,
    "province:unmasking": 12,
    "province:fees": 11,
    "province:registers": 15,
    "province:characters": 12,
    "province:messages": 19,
    "province:message": 12,
    "province:publicity": 16,
    "province:publicity-notice": 24,
    "province:complaints": 12,
    "province:complaint": 21,
    "province:gate": 12,
    "province:holds": 12,
    "province:evidence": 27,
    "province:things": 12,
    "province:thing": 13,
    "province:stages": 15,
    "province:responsible": 13,
    "province:audit": 14,
    "ministry:home": 14,
    "oversight:home": 18,
    "oversight:trail": 14,
    "oversight:access": 14,
    "oversight:seals": 14,
    "system:home": 12,
    "system:users": 14,
    "system:user": 15,
    "system:sessions": 20,
    "system:invite": 12,
    "system:grant": 11,
    "system:organisations": 12,
    "system:organisation": 13,
    "system:roles": 11,
    "system:policies": 12,
    "system:jobs": 25,
    "system:health": 19,
    "system:keys": 11,
    "system:retention": 26,
    "desk:approvals": 14,
    "desk:jobs": 12,
    "desk:imports": 13,
    "desk:import": 12,
    "desk:inbox": 12,
    "desk:settings": 11,
    "desk:search": 11,
    "desk:members": 14,
    "desk:invite": 11,
    "desk:recusals": 12,
    "desk:why": 9,
}
"""Of the second visit, by whoever comes first among those who may see the page; the request's door is in it."""


def test_every_page_costs_what_it_is_known_to_cost(world: World, log_in: LogIn) -> None:
    clients: dict[Role | None, Client] = {None: Client()}
    found: dict[str, int] = {}
    for visit in visits(world):
        role = someone_for(visit.name)
        if visit.name not in screens():
            continue
        if role not in clients:
            assert role is not None
            clients[role] = log_in(world.accounts[role])
        if clients[role].get(visit.href).status_code != 200:
            continue
        with CaptureQueriesContext(connection) as caught:
            clients[role].get(visit.href)
        found[visit.name] = len(caught)
    other = {
        name: found.get(name) for name in {*found, *STATEMENTS} if found.get(name) != STATEMENTS.get(name)
    }
    assert other == {}, "a page costs another number of statements: say so here, or make it cheaper"
