"""Files of evidence, as the intake accepts them and as they are kept."""

from hashlib import sha256
from typing import Any

from tests.factories.border import KEYS, REGISTRATION_DAY, a_new_number

from chengzhao.records.bulk import reserve_ids
from chengzhao.records.models import Candidate, RegistrationDraft, SealedFile, SealedPiece
from chengzhao.records.models.evidence import EvidenceKind
from chengzhao.records.sealed import FILE_NAME, piece_place
from chengzhao.vault.accepted import AcceptedFile, MediaType


def an_accepted_file(content: bytes = b"", *, name: str = "证明.jpg", **facts: Any) -> AcceptedFile:
    """What the intake lets through; each call without a content makes another one."""
    content = content or f"picture {a_new_number()}".encode()
    given: dict[str, Any] = {"media_type": MediaType.JPEG, "pages": 1, "width": 600, "height": 800}
    return AcceptedFile(
        name=name,
        content=content,
        digest=sha256(content).hexdigest(),
        sent_digest=sha256(b"sent" + content).hexdigest(),
        **(given | facts),
    )


def an_evidence_file(
    *,
    candidate: Candidate | None = None,
    draft: RegistrationDraft | None = None,
    kind: EvidenceKind = EvidenceKind.PORTRAIT,
    **facts: Any,
) -> SealedFile:
    """A file that the candidate handed in, or that lies in a draft, in one piece."""
    accepted = an_accepted_file(facts.pop("content", b""))
    [key] = reserve_ids(SealedFile, 1)
    given: dict[str, Any] = {
        "name_sealed": KEYS.seal(accepted.name, row=FILE_NAME.place(key)),
        "media_type": accepted.media_type,
        "size": accepted.size,
        "pages": accepted.pages,
        "width": accepted.width,
        "height": accepted.height,
        "digest": accepted.digest,
        "sent_digest": accepted.sent_digest,
        "pieces": 1,
        "kept_at": REGISTRATION_DAY,
    }
    holder = candidate or draft
    assert holder is not None
    border = {"season": holder.season, "province": holder.province}
    file = SealedFile.objects.create(
        pk=key, candidate=candidate, draft=draft, kind=kind, **border, **(given | facts)
    )
    sealed = KEYS.seal_bytes(accepted.content, row=piece_place(key, 0, 1))
    SealedPiece.objects.create(file=file, number=0, sealed=sealed, **border)
    return file
