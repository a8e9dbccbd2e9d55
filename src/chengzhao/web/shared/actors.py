"""Who acts in a request: the visitor in the role taken, and from where. Views hand it to the actions."""

from django.http import HttpRequest

from chengzhao.actions.audit import Actor, Border
from chengzhao.records.queries.people import Acting
from chengzhao.records.sessions import key_digest
from chengzhao.web.shared.access import StaffRequest
from chengzhao.web.shared.visitors import NOWHERE, address_of, device_of

SESSION_MARK = 32


def border_of(request: StaffRequest) -> Border:
    """The season and province that the visitor acts in."""
    return Border(season=request.acting.season, province=request.acting.province)


def actor_of(request: StaffRequest) -> Actor:
    """The visitor of a view that is guarded by `allow`, as the trail names them."""
    return actor_in(request, request.acting)


def actor_in(request: HttpRequest, acting: Acting) -> Actor:
    """The visitor in a given seat."""
    return Actor(
        account=acting.account_id,
        role=acting.role,
        org_path=acting.org_path,
        request_id=request.META.get("REQUEST_ID", ""),
        address=address_text(request),
        device=device_of(request),
        session=session_mark(request),
    )


def address_text(request: HttpRequest) -> str:
    """The visitor's address; an IPv6 zone says something to this machine only, and no table keeps it."""
    found = address_of(request)
    return "" if found == NOWHERE else str(found).partition("%")[0]


def session_mark(request: HttpRequest) -> str:
    """By what the rows of one session are known as such: the beginning of the digest under which it is kept."""
    key = request.session.session_key
    return key_digest(key)[:SESSION_MARK] if key else ""
