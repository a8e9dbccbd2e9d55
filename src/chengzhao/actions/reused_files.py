"""附件1·三: one paper that proves several things is uploaded once, and stands in each of the tasks."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from chengzhao.actions.audit import Actor, Border
from chengzhao.actions.evidence import EvidenceKind, NoSuchFile, content_of, holder_of, keep_file
from chengzhao.law.citation import cites
from chengzhao.law.words import ClaimKind
from chengzhao.records.models import SealedFile
from chengzhao.records.sealed import FILE_NAME
from chengzhao.vault.accepted import AcceptedFile, MediaType
from chengzhao.vault.sealing import Keys


@cites("A1.3.9")
@transaction.atomic
def reuse_file(
    *,
    border: Border,
    actor: Actor,
    at: datetime,
    public_id: UUID,
    kind: EvidenceKind,
    keys: Keys,
    claim_kind: ClaimKind | None = None,
) -> UUID:
    """Let a paper that one has uploaded prove something else, too; the two are taken back one by one.

    Raises NoSuchFile for a file of somebody else, and Refused as `keep_file` does.
    """
    holder = holder_of(border, actor, at)
    found = SealedFile.objects.filter(**holder.columns, public_id=public_id).first()
    if found is None:
        raise NoSuchFile("没有这个文件，或你无权查看。")
    accepted = AcceptedFile(
        name=FILE_NAME.text(keys, found.pk, found.name_sealed),
        media_type=MediaType(found.media_type),
        content=content_of(found, keys),
        digest=found.digest,
        sent_digest=found.sent_digest,
        pages=found.pages,
        width=found.width,
        height=found.height,
    )
    return keep_file(
        border=border, actor=actor, at=at, kind=kind, accepted=accepted, keys=keys, claim_kind=claim_kind
    )
