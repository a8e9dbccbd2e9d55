"""What a candidate asks about their own data, and the office's answer (个人信息保护法第四十四至五十条)."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime

from chengzhao.actions.audit import Actor, Border, Refused, Touched, record
from chengzhao.actions.erasure import erase_parts
from chengzhao.actions.grounds import kept, require_reach
from chengzhao.ledger.digest import digest_of
from chengzhao.records.bulk import reserve_ids
from chengzhao.records.models import Candidate, RightsRequest
from chengzhao.records.queries.retention import situation_of
from chengzhao.records.scope import Scope, scope
from chengzhao.records.sealed import REQUEST_ANSWER, REQUEST_TEXT, SealedColumn
from chengzhao.records.walls.doors import Door
from chengzhao.rules.privacy.deletion import Answer as Deletion
from chengzhao.rules.privacy.deletion import answer as deletion
from chengzhao.rules.privacy.requests import RIGHTS_REQUEST, RequestState, Right, due_day
from chengzhao.rules.privacy.retention import Part
from chengzhao.rules.privacy.scrubbing import numbers_covered
from chengzhao.vault.sealing import Keys

LONGEST_TEXT, LONGEST_ANSWER = 1000, 2000


@transaction.atomic
def ask_right(
    *, border: Border, actor: Actor, at: datetime, keys: Keys, candidate_id: int, right: Right, text: str
) -> int:
    """A candidate asks for something about their own data; returns the key of the request.

    Raises Refused where the text is empty or too long, where the candidate is somebody else, and while a
    request of the same kind is open.
    """
    person = _own(border, actor, candidate_id)
    said = text.strip()
    if not said:
        raise Refused("请写明要更正、删除或者说明的内容。")
    if len(said) > LONGEST_TEXT:
        raise Refused(f"内容最多{LONGEST_TEXT}字，现为{len(said)}字，请缩短。")
    [number] = reserve_ids(RightsRequest, 1)
    with kept(RightsRequest, rights_request_one_open_of_a_kind="同一类请求正在办理，请等待答复。"):
        request = RightsRequest.objects.create(
            pk=number,
            season=border.season,
            province=border.province,
            candidate=person,
            right=right.value,
            text_sealed=keys.seal(said, row=REQUEST_TEXT.place(number)),
            state=RequestState.RECEIVED.value,
            received_at=at,
            due_on=due_day(localtime(at).date()),
        )
    said_in_it = _blinded(keys, REQUEST_TEXT, said)
    _book(request, person, border, actor, at, "ask_right", before="", said=said_in_it)
    return request.pk


@transaction.atomic
def take_back_request(*, border: Border, actor: Actor, at: datetime, request_id: int) -> None:
    """A candidate takes back a request that nobody has answered. Raises Refused."""
    request = _locked(border, request_id, RequestState.TAKEN_BACK)
    person = _own(border, actor, request.candidate_id)
    before, request.state, request.answered_at = request.state, RequestState.TAKEN_BACK.value, at
    request.save(update_fields=["state", "answered_at"])
    _book(request, person, border, actor, at, "take_back_request", before=before)


@transaction.atomic
def answer_request(
    *,
    border: Border,
    actor: Actor,
    at: datetime,
    keys: Keys,
    request_id: int,
    is_granted: bool,
    answer: str,
) -> None:
    """The office answers a request, with a reason either way.

    Raises Refused for a request that is answered already, for one of another office's candidates, and
    without a text.
    """
    to = RequestState.GRANTED if is_granted else RequestState.REFUSED
    request = _locked(border, request_id, to)
    person = Candidate.objects.get(pk=request.candidate_id)
    require_reach(actor, {person.candidate_number: person.org_path})
    said = _answer_in(actor, answer)
    before, request.state = request.state, to.value
    if is_granted and Right(request.right) is Right.DELETE:
        gone = _erase(border, actor, at, person)
        # The answer outlives what is deleted, so it must not say a number again.
        said = f"{numbers_covered(said)}\n{gone.sentence}"[:LONGEST_ANSWER]
        if Part.CONTACT in gone.removed:
            request.text_sealed = b""
    request.answer_sealed = keys.seal(said, row=REQUEST_ANSWER.place(request.pk))
    request.answered_by_id, request.answered_at = actor.account, at
    request.save(update_fields=["state", "text_sealed", "answer_sealed", "answered_by", "answered_at"])
    said_in_it = _blinded(keys, REQUEST_ANSWER, said)
    _book(request, person, border, actor, at, "answer_request", before=before, said=said_in_it)


def _answer_in(actor: Actor, answer: str) -> str:
    """The answer as it is kept. Raises Refused for an empty one, one that is too long, and one of nobody."""
    said = answer.strip()
    if not said:
        raise Refused("请写明怎样办理，不予办理的写明理由。")
    if len(said) > LONGEST_TEXT:
        raise Refused(f"答复最多{LONGEST_TEXT}字，现为{len(said)}字，请缩短。")
    if actor.account is None:
        raise Refused("答复人须登录办理。")
    return said


def deletion_of(at: datetime, candidate_id: int) -> Deletion:
    """What granting a deletion would delete, and what it would keep and why."""
    return deletion(situation_of(candidate_id, localtime(at).date()))


def _erase(border: Border, actor: Actor, at: datetime, person: Candidate) -> Deletion:
    """Delete what the law lets go of a person's file now; returns what was deleted, and what is kept and why."""
    with scope(Scope(door=Door.WORK, season=border.season, province=border.province)):
        answer = deletion_of(at, person.pk)
        _, touched = erase_parts(answer.removed, [person.pk])
    gone = touched.get(person.pk, [])
    reason = f"应本人请求删除：{'、'.join(part.label for part in gone) or '无可删除'}"
    erased = Touched(object_id=person.candidate_number, after=digest_of(gone), reason=reason)
    record(
        border=border,
        actor=actor,
        at=at,
        act="erase_on_request",
        object_kind="rights_request",
        touched=[erased],
    )
    return answer


def _own(border: Border, actor: Actor, candidate_id: int) -> Candidate:
    """The candidate, where it is the one who acts. Raises Refused."""
    person = Candidate.objects.filter(
        season=border.season, province=border.province, pk=candidate_id, account=actor.account
    ).first()
    if person is None or actor.account is None:
        raise Refused("只能对本人的资料提出请求。")
    return person


def _locked(border: Border, request_id: int, to: RequestState) -> RightsRequest:
    request = (
        RightsRequest.objects.select_for_update()
        .filter(season=border.season, province=border.province, pk=request_id)
        .first()
    )
    if request is None:
        raise Refused("没有这项请求。")
    state = RequestState(request.state)
    if not RIGHTS_REQUEST.allows(state, to):
        raise Refused(f"这项请求{state.label}，不能再办理。")
    return request


def _book(
    request: RightsRequest,
    person: Candidate,
    border: Border,
    actor: Actor,
    at: datetime,
    act: str,
    *,
    before: str,
    said: str = "",
) -> None:
    """The row on the trail: it says which right of whom, never what was asked; `said` is a keyed hash of that."""
    touched = Touched(
        object_id=person.candidate_number,
        before=digest_of({"state": before}) if before else "",
        after=digest_of({"state": request.state, "said": said}),
        reason=f"{Right(request.right).label}：{RequestState(request.state).label}",
    )
    record(border=border, actor=actor, at=at, act=act, object_kind="rights_request", touched=[touched])


def _blinded(keys: Keys, column: SealedColumn, said: str) -> str:
    """A keyed hash for the digest on the trail: of a text that is but a phone number, any other is guessed back."""
    return keys.mac(said.encode(), purpose=f"digest/{column.table}/{column.name}").hex()
