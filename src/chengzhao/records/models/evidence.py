"""Files that candidates hand in: kept sealed in the database, in pieces (附件1 三、五（五）)."""

from django.db import models
from django.db.models import Q

from chengzhao.law.words import ClaimKind, Word
from chengzhao.records.models.base import SeasonRow, one_of, public_id, word_field
from chengzhao.records.models.drafts import RegistrationDraft
from chengzhao.records.models.registration import Candidate
from chengzhao.vault.accepted import MediaType


class EvidenceKind(Word):
    """What a file shows."""

    PORTRAIT = "PORTRAIT", "照片"
    DOCUMENT_FRONT = "DOCUMENT_FRONT", "证件人像面"
    DOCUMENT_BACK = "DOCUMENT_BACK", "证件国徽面"
    EDUCATION = "EDUCATION", "学历证书"
    LICENCE = "LICENCE", "执业资格证书"
    CLAIM = "CLAIM", "照顾证明"
    RESIDENCE = "RESIDENCE", "异地报考证明"
    HEALTH = "HEALTH", "合理便利证明"
    OTHER = "OTHER", "其他材料"


REUSABLE = frozenset(
    {EvidenceKind.EDUCATION, EvidenceKind.LICENCE, EvidenceKind.CLAIM, EvidenceKind.RESIDENCE}
)
"""Papers of which one may prove several things; a picture of the person or of the document shows one side alone."""


class SealedFile(SeasonRow):
    """A file of a candidate, or of a draft until it is handed in.

    Its name, which people write numbers into, and its content are sealed. `look` is how a portrait looks from
    afar, in 64 bits (`exchange.intake.likeness`), `sent_from` the mark of the browser that sent the file.
    """

    candidate = models.ForeignKey(
        Candidate, models.PROTECT, null=True, verbose_name="考生", related_name="evidence"
    )
    draft = models.ForeignKey(
        RegistrationDraft, models.CASCADE, null=True, verbose_name="报名填写", related_name="files"
    )
    kind = word_field("材料", EvidenceKind)
    claim_kind = word_field("照顾类别", ClaimKind, blank=True, default="")
    name_sealed = models.BinaryField("文件名（密文）")
    media_type = word_field("格式", MediaType)
    size = models.PositiveIntegerField("字节数")
    pages = models.PositiveSmallIntegerField("页数")
    width = models.PositiveIntegerField("宽")
    height = models.PositiveIntegerField("高")
    digest = models.CharField("内容摘要", max_length=64)
    sent_digest = models.CharField("上传内容摘要", max_length=64)
    pieces = models.PositiveSmallIntegerField("分块数")
    kept_at = models.DateTimeField("上传时间")
    look = models.BigIntegerField("照片特征", null=True, blank=True)
    sent_from = models.CharField("上传设备", max_length=32, blank=True, db_default="")
    public_id = public_id()

    class Meta:
        constraints = [
            one_of("sealed_file_kind_known", "kind", EvidenceKind),
            one_of("sealed_file_media_type_known", "media_type", MediaType),
            models.UniqueConstraint(
                fields=["candidate", "digest", "kind", "claim_kind"],
                name="sealed_file_once_per_candidate",
                violation_error_message="这个文件已经上传过",
            ),
            models.UniqueConstraint(
                fields=["draft", "digest", "kind", "claim_kind"],
                name="sealed_file_once_per_draft",
                violation_error_message="这个文件已经上传过",
            ),
            models.CheckConstraint(
                name="sealed_file_of_candidate_or_draft",
                condition=Q(candidate__isnull=False, draft__isnull=True)
                | Q(candidate__isnull=True, draft__isnull=False),
                violation_error_message="材料属于一名考生，或者属于一份没有提交的报名",
            ),
            models.CheckConstraint(
                name="sealed_file_claim_kind_of_claims_only",
                condition=Q(claim_kind="") | Q(kind=EvidenceKind.CLAIM.value),
                violation_error_message="只有照顾证明可以写明照顾类别",
            ),
            models.CheckConstraint(
                name="sealed_file_has_content",
                condition=Q(size__gt=0, pieces__gt=0),
                violation_error_message="文件不能是空的",
            ),
        ]
        indexes = [
            # By these equal files and portraits of several registrations are found (N3.4).
            models.Index(
                fields=["season", "province", "sent_digest"],
                name="sealed_file_by_sent",
                condition=Q(candidate__isnull=False),
            ),
            models.Index(
                fields=["season", "province", "sent_from"],
                name="sealed_file_by_sender",
                condition=~Q(sent_from=""),
            ),
            models.Index(
                fields=["season", "province", "look"],
                name="sealed_file_by_look",
                condition=Q(look__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{EvidenceKind(self.kind).label} {self.candidate_id or self.draft_id}"


class SealedPiece(SeasonRow):
    """A piece of a file's content, in a table of its own so that lists of files never read content."""

    file = models.ForeignKey(SealedFile, models.CASCADE, verbose_name="文件", related_name="contents")
    number = models.PositiveSmallIntegerField("序号")
    sealed = models.BinaryField("内容（密文）")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["file", "number"], name="sealed_piece_once"),
        ]

    def __str__(self) -> str:
        return f"{self.file_id}/{self.number}"
