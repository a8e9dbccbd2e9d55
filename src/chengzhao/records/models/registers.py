"""Checks with the registers of other departments: what waits, each exchange, how each register answers (N3.7)."""

from django.db import models
from django.db.models import F, Q

from chengzhao.records.check_words import CheckCause
from chengzhao.records.models.base import SeasonRow, one_of, public_id, word_field
from chengzhao.records.models.people import Account
from chengzhao.records.models.registration import Candidate
from chengzhao.rules.registration import CheckAnswer, CheckSubject, CheckWay


class RegisterCheck(SeasonRow):
    """One question about a candidate to a register: it waits for its answer, or has it.

    What is compared is read when the question goes, so that it is always about what is registered then; each going and
    coming is a `RegisterExchange`. An answer that was given is not changed: asked again, it is a new question.
    """

    candidate = models.ForeignKey(
        Candidate, models.PROTECT, verbose_name="考生", related_name="register_checks"
    )
    subject = word_field("核查内容", CheckSubject)
    cause = word_field("核查原因", CheckCause)
    asked_by = models.ForeignKey(
        Account, models.PROTECT, null=True, verbose_name="要求核查的人", related_name="+"
    )
    asked_at = models.DateTimeField("提出时间")
    next_try_at = models.DateTimeField("下次查询时间", null=True)
    claimed_at = models.DateTimeField("取走时间", null=True)
    tries = models.PositiveIntegerField("没有答复的次数", db_default=0)
    answer = word_field("答复", CheckAnswer, blank=True, default="", db_default="")
    differences = models.JSONField("不一致的项目", default=list, db_default=[])
    way = word_field("核查方式", CheckWay, blank=True, default="", db_default="")
    source = models.CharField("数据来源", max_length=80, blank=True, default="", db_default="")
    answered_at = models.DateTimeField("答复时间", null=True)
    public_id = public_id()

    class Meta:
        constraints = [
            one_of("register_check_subject_known", "subject", CheckSubject),
            one_of("register_check_cause_known", "cause", CheckCause),
            models.CheckConstraint(
                name="register_check_waits_or_is_answered",
                condition=Q(answer="", way="", source="", answered_at__isnull=True, next_try_at__isnull=False)
                | Q(answer__in=["MATCHES", "DIFFERS", "NOT_FOUND"], way__in=["ONLINE", "FILE", "HAND"])
                & Q(answered_at__isnull=False, next_try_at__isnull=True)
                & ~Q(source=""),
                violation_error_message="核查要么在等答复，要么有答复、时间和来源",
            ),
            models.CheckConstraint(
                name="register_check_by_hand_has_a_person",
                condition=~Q(way="HAND") | Q(asked_by__isnull=False),
                violation_error_message="人工认定必须有认定人",
            ),
            models.UniqueConstraint(
                fields=["candidate", "subject"],
                condition=Q(answer=""),
                name="register_check_one_open",
                violation_error_message="这一项正在核查，等答复到了再查",
            ),
        ]
        indexes = [
            models.Index(
                fields=["subject", "next_try_at", "id"], condition=Q(answer=""), name="register_check_due"
            ),
            models.Index(fields=["candidate", "subject", "-id"], name="register_check_last"),
            models.Index(
                fields=["season", "province", "subject", "answered_at"],
                condition=Q(answer="DIFFERS"),
                name="register_check_differs",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.candidate_id} {self.subject} {self.answer}"


class RegisterExchange(SeasonRow):
    """One going to a register and what came back, sealed; only added, the texts go at the end of their time."""

    candidate = models.ForeignKey(
        Candidate, models.PROTECT, verbose_name="考生", related_name="register_exchanges"
    )
    # "check" is a method of every model.
    question = models.ForeignKey(RegisterCheck, models.PROTECT, verbose_name="核查", related_name="exchanges")
    way = word_field("核查方式", CheckWay)
    source = models.CharField("数据来源", max_length=80)
    by = models.ForeignKey(Account, models.PROTECT, null=True, verbose_name="经办人", related_name="+")
    asked_sealed = models.BinaryField("请求内容（密文）", db_default=b"")
    said_sealed = models.BinaryField("答复内容（密文）", db_default=b"")
    answer = word_field("答复", CheckAnswer)
    failure = models.CharField("没有答复的原因", max_length=200, blank=True)
    at = models.DateTimeField("时间")

    class Meta:
        constraints = [
            one_of("register_exchange_answer_known", "answer", CheckAnswer),
            one_of("register_exchange_way_known", "way", CheckWay),
            models.CheckConstraint(
                name="register_exchange_without_answer_says_why",
                condition=Q(answer="NO_ANSWER") & ~Q(failure="") | ~Q(answer="NO_ANSWER") & Q(failure=""),
                violation_error_message="没有答复的必须写明原因",
            ),
        ]
        indexes = [models.Index(fields=["candidate", "id"], name="register_exchange_of")]

    def __str__(self) -> str:
        return f"{self.question_id} {self.answer}"


class RegisterLine(SeasonRow):
    """How a register answers: failures in a row, since when it is held to be down, what it said last."""

    subject = word_field("核查内容", CheckSubject)
    failures = models.PositiveIntegerField("连续没有答复", db_default=0)
    down_since = models.DateTimeField("中断时间", null=True)
    tried_again_at = models.DateTimeField("下次试探时间", null=True)
    answered_at = models.DateTimeField("最近答复时间", null=True)
    failed_at = models.DateTimeField("最近一次没有答复的时间", null=True)
    failure = models.CharField("最近一次没有答复的原因", max_length=200, blank=True)

    class Meta:
        constraints = [
            one_of("register_line_subject_known", "subject", CheckSubject),
            models.UniqueConstraint(fields=["season", "province", "subject"], name="register_line_once"),
            models.CheckConstraint(
                name="register_line_down_has_failures",
                condition=Q(down_since__isnull=True) | Q(failures__gt=0) & Q(failed_at__gte=F("down_since")),
                violation_error_message="中断的来源必须有没有答复的次数和时间",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.failures}"
