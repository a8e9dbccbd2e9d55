"""Tables of registrations that units hand in: what was found in them, what became of their rows (附件1 三（三）)."""

from django.db import models
from django.db.models import Q

from chengzhao.records.import_words import ImportFileKind
from chengzhao.records.models.base import SeasonRow, one_of, public_id, word_field
from chengzhao.records.models.people import Account
from chengzhao.records.models.registration import Candidate
from chengzhao.rules.registration import IMPORT, ImportChoice, ImportState


class ImportBatch(SeasonRow):
    """A table that a unit handed in, by the moment at which the server had all of it.

    `columns` are its headings in order, `mapping` the heading under which each of our columns stands; `counted` says
    how many faults each column has. `digest` finds the same file again; `grounds` is the digest of the
    directory under which it was looked at. After `expires_at` the file is gone.
    """

    account = models.ForeignKey(Account, models.PROTECT, verbose_name="经办人", related_name="+")
    org_path = models.CharField("归属路径", max_length=200)
    state = word_field("状态", ImportState)
    kind = models.CharField("文件格式", max_length=4)
    name_sealed = models.BinaryField("文件名（密文）")
    size = models.PositiveIntegerField("字节数")
    digest = models.CharField("内容摘要", max_length=64)
    sheet = models.CharField("工作表", max_length=100, blank=True)
    columns = models.JSONField("表头", default=list)
    mapping = models.JSONField("各列对应", default=dict)
    notes = models.JSONField("读取说明", default=list)
    total = models.PositiveIntegerField("行数")
    wrong = models.PositiveIntegerField("有错误的行数", default=0)
    faults = models.PositiveIntegerField("错误数", default=0)
    counted = models.JSONField("各列错误数", default=dict)
    grounds = models.CharField("检查依据摘要", max_length=64, blank=True, default="")
    imported = models.PositiveIntegerField("已导入行数", default=0)
    choice = word_field("处理方式", ImportChoice, blank=True, default="")
    mends = models.ForeignKey(
        "self", models.PROTECT, null=True, verbose_name="补传哪一批", related_name="mended_by"
    )
    job = models.UUIDField("任务", null=True)
    received_at = models.DateTimeField("收到时间")
    checked_at = models.DateTimeField("检查时间", null=True, blank=True)
    imported_at = models.DateTimeField("导入时间", null=True, blank=True)
    ended_at = models.DateTimeField("撤销或放弃时间", null=True, blank=True)
    expires_at = models.DateTimeField("文件保留到")
    public_id = public_id()

    class Meta:
        constraints = [
            one_of("import_batch_state_known", "state", ImportState),
            models.CheckConstraint(
                name="import_batch_choice_known",
                condition=Q(choice="") | Q(choice__in=sorted(one.value for one in ImportChoice)),
                violation_error_message="处理方式只能取规定的值",
            ),
            models.CheckConstraint(
                name="import_batch_state_has_its_time",
                condition=Q(state="RECEIVED", imported_at__isnull=True, ended_at__isnull=True)
                | Q(state__in=["CHECKED", "IMPORTING"], checked_at__isnull=False, ended_at__isnull=True)
                | Q(state="IMPORTED", imported_at__isnull=False, ended_at__isnull=True)
                | Q(state__in=["UNDONE", "DROPPED"], ended_at__isnull=False),
                violation_error_message="批次的状态与时间不一致",
            ),
            models.CheckConstraint(
                name="import_batch_counts_no_more_than_its_rows",
                condition=Q(wrong__lte=models.F("total")) & Q(imported__lte=models.F("total")),
                violation_error_message="错误行数和已导入行数不能超过总行数",
            ),
            models.UniqueConstraint(
                name="import_batch_file_once",
                fields=["season", "province", "org_path", "digest"],
                condition=Q(state__in=sorted(state.value for state in IMPORT.sets["COUNTS"])),
                violation_error_message="这个文件已经上传过",
            ),
        ]
        indexes = [models.Index(fields=["season", "province", "org_path", "-id"], name="import_batch_by_org")]

    def __str__(self) -> str:
        return f"{self.org_path} {self.state}"


class ImportFile(SeasonRow):
    """The file itself, and what was found in it cell by cell: sealed, and gone when its time is over."""

    batch = models.ForeignKey(ImportBatch, models.CASCADE, verbose_name="批次", related_name="files")
    kind = word_field("内容", ImportFileKind)
    sealed = models.BinaryField("内容（密文）")
    kept_at = models.DateTimeField("保存时间")

    class Meta:
        constraints = [
            one_of("import_file_kind_known", "kind", ImportFileKind),
            models.UniqueConstraint(
                name="import_file_once",
                fields=["batch", "kind"],
                violation_error_message="每个批次每种内容只有一份",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.batch_id} {self.kind}"


class ImportedRow(SeasonRow):
    """Which row of a table became which registration; a number that was given is not given again, though undone."""

    batch = models.ForeignKey(ImportBatch, models.PROTECT, verbose_name="批次", related_name="imported_rows")
    number = models.PositiveIntegerField("行号")
    candidate = models.OneToOneField(
        Candidate, models.SET_NULL, null=True, verbose_name="考生", related_name="imported_row"
    )
    candidate_number = models.CharField("报名号", max_length=18)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="imported_row_once",
                fields=["batch", "number"],
                violation_error_message="这一行已经导入",
            ),
            models.UniqueConstraint(
                name="imported_row_number_once",
                fields=["season", "province", "candidate_number"],
                violation_error_message="这个报名号已经给过",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.batch_id}/{self.number}"
