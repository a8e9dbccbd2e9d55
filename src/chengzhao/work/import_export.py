"""导出报名表: the registrations of a table as they stand now, in the same columns, as .xlsx, .csv or .dbf."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from django.conf import settings

from chengzhao.actions.access_log import view_file
from chengzhao.actions.audit import Refused
from chengzhao.actions.governance import law_of
from chengzhao.actions.imported_registrations import whole_province
from chengzhao.actions.queued_jobs import MadeFile
from chengzhao.actions.registration_forms import (
    ChoiceForm,
    ClaimForm,
    EducationForm,
    LicenceForm,
    RegistrationForm,
)
from chengzhao.exchange.confined import Refused as NotRead
from chengzhao.exchange.registrations.writing import row_of, written
from chengzhao.exchange.tables import KINDS
from chengzhao.law.words import (
    ClaimKind,
    EducationKind,
    EntryRoute,
    ExamCategory,
    ForeignLanguage,
    IdentityDocument,
    Paper,
    ProgrammeLevel,
    Sex,
)
from chengzhao.records.bulk import server_time
from chengzhao.records.job_words import JobFileKind
from chengzhao.records.queries.imported_forms import WholeRegistration, whole_registrations
from chengzhao.records.queries.imports import candidates_of_import, import_called, in_steps
from chengzhao.rules.registration import LicenceKind
from chengzhao.work.jobs import Outcome, Run

STEP = 500
MOST_IN_XLSX = 50_000


def export_table(run: Run) -> Outcome:
    """The registrations of a batch; that they were taken away stands on the trail of each person (L-05).

    Raises Refused for no batch, for one without registrations, and where the format has no room.
    """
    acting, kind = run.acting, str(run.arguments.get("format") or KINDS[0])
    with run.as_asker():
        public_id = UUID(str(run.arguments["batch"]))
        batch = import_called(
            acting.season, acting.province, acting.org_path, public_id, settings.VAULT.keys()
        )
        keys = candidates_of_import(batch.key) if batch else ()
    if batch is None or not keys:
        raise Refused("这一批没有报名可以导出。")
    if kind == "xlsx" and len(keys) > MOST_IN_XLSX:
        raise Refused(f".xlsx一次最多导出{MOST_IN_XLSX}份，请改用.csv或.dbf。")
    run.begin(len(keys))
    now = server_time()
    try:
        made = written(kind, list(_rows(run, keys)), on=now.date())
    except NotRead as refusal:
        raise Refused(str(refusal)) from refusal
    with run.as_asker():
        view_file(border=run.border, actor=run.actor, at=now, candidate_ids=keys, reason=run.title)
    name = f"registrations-{str(batch.public_id)[:8]}.{made.ending}"
    file = MadeFile(kind=JobFileKind.RESULT, name=name, media_type=made.media_type, content=made.content)
    return Outcome(message=f"共{len(keys)}份报名。", files=(file,))


def _rows(run: Run, keys: Sequence[int]) -> Iterator[tuple[str, ...]]:
    _, extra = law_of(run.border)
    for step in in_steps(keys, STEP):
        with whole_province(run.border):
            found = whole_registrations(step, settings.VAULT.keys())
        yield from (row_of(form_of(one), extra) for one in found)
        run.advance(len(step))


def form_of(held: WholeRegistration) -> RegistrationForm:
    """The form that would make the registration as it stands now."""
    person, mine, shown = held.person, held.registration, held.education
    return RegistrationForm(
        account_id=person.account_id,
        candidate_number=person.candidate_number,
        name=person.name,
        sex=Sex(person.sex),
        birth_date=person.birth_date,
        ethnicity=person.ethnicity,
        identity_kind=IdentityDocument(person.identity_kind),
        identity_number=held.identity_number,
        phone=held.phone,
        address=held.address,
        postcode=held.postcode,
        hukou_division=person.hukou_division,
        employer=person.employer,
        confirmation_path=person.org_path,
        **_exam(mine),
        pledge_signed=bool(mine.pledge_digest),
        education=EducationForm(
            kind=EducationKind(shown.kind),
            school=shown.school,
            certificate_number=shown.certificate_number,
            graduated_on=shown.graduated_on,
            major=shown.major,
        ),
        **_more(held),
    )


def _exam(mine: Any) -> dict[str, Any]:
    return {
        "route": EntryRoute(mine.route),
        "level": ProgrammeLevel(mine.level),
        "also_gaoqizhuan": mine.also_gaoqizhuan,
        "category": ExamCategory(mine.category),
        "foreign_language": ForeignLanguage(mine.foreign_language),
        "specialised_paper": Paper(mine.specialised_paper) if mine.specialised_paper else None,
        "works_in_health": mine.works_in_health,
    }


def _more(held: WholeRegistration) -> dict[str, Any]:
    """What there may be several of."""
    return {
        "licences": tuple(
            LicenceForm(kind=LicenceKind(kind), number=number) for kind, number in held.licences
        ),
        "choices": tuple(
            ChoiceForm(
                level=ProgrammeLevel(one.level),
                rank=one.rank,
                programme_codes=one.codes,
                accepts_reassignment=one.is_reassigned,
            )
            for one in held.choices
        ),
        "claims": tuple(ClaimForm(kind=ClaimKind(kind), evidence=evidence) for kind, evidence in held.claims),
        "residence_proofs": held.proofs,
    }
