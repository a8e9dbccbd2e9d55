"""Checks with registers: what waits for an answer, each exchange sealed, how each register answers (N3.7)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import chengzhao.records.models.base

ONLY_ADDED = """
CREATE FUNCTION refuse_change_of_exchange() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- What was sealed is sealed anew under other keys, and goes when its time is over.
    NEW.asked_sealed := OLD.asked_sealed;
    NEW.said_sealed := OLD.said_sealed;
    IF NEW IS DISTINCT FROM OLD THEN
        RAISE EXCEPTION '% is append-only: rows are never changed or removed', TG_TABLE_NAME
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER records_registerexchange_append_only AFTER UPDATE ON records_registerexchange
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_exchange();
CREATE TRIGGER records_registerexchange_never_removed BEFORE DELETE ON records_registerexchange
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
"""
AS_BEFORE = """
DROP TRIGGER records_registerexchange_never_removed ON records_registerexchange;
DROP TRIGGER records_registerexchange_append_only ON records_registerexchange;
DROP FUNCTION refuse_change_of_exchange();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0031_messages_that_may_be_called_off"),
    ]

    operations = [
        migrations.CreateModel(
            name="RegisterCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("season", models.SmallIntegerField(verbose_name="年度")),
                ("province", models.CharField(max_length=2, verbose_name="省份")),
                (
                    "subject",
                    models.CharField(
                        choices=[
                            ("IDENTITY", "身份"),
                            ("STUDENT_STATUS", "学籍"),
                            ("EDUCATION", "学历"),
                            ("VETERAN", "退役军人身份"),
                            ("ATHLETE", "运动员等级"),
                            ("HEALTH_LICENCE", "卫生执业资格"),
                        ],
                        max_length=14,
                        verbose_name="核查内容",
                    ),
                ),
                (
                    "cause",
                    models.CharField(
                        choices=[
                            ("HANDED_IN", "提交报名"),
                            ("AGAIN", "审核人要求再查"),
                            ("PAPERS", "看过材料"),
                        ],
                        max_length=9,
                        verbose_name="核查原因",
                    ),
                ),
                ("asked_at", models.DateTimeField(verbose_name="提出时间")),
                ("next_try_at", models.DateTimeField(null=True, verbose_name="下次查询时间")),
                ("claimed_at", models.DateTimeField(null=True, verbose_name="取走时间")),
                ("tries", models.PositiveIntegerField(db_default=0, verbose_name="没有答复的次数")),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("MATCHES", "一致"),
                            ("DIFFERS", "不一致"),
                            ("NOT_FOUND", "查无记录"),
                            ("NO_ANSWER", "未答复"),
                        ],
                        db_default="",
                        default="",
                        max_length=9,
                        verbose_name="答复",
                    ),
                ),
                ("differences", models.JSONField(db_default=[], default=list, verbose_name="不一致的项目")),
                (
                    "way",
                    models.CharField(
                        blank=True,
                        choices=[("ONLINE", "联网核查"), ("FILE", "文件核查"), ("HAND", "人工认定")],
                        db_default="",
                        default="",
                        max_length=6,
                        verbose_name="核查方式",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        blank=True, db_default="", default="", max_length=80, verbose_name="数据来源"
                    ),
                ),
                ("answered_at", models.DateTimeField(null=True, verbose_name="答复时间")),
                (
                    "public_id",
                    models.UUIDField(
                        db_default=chengzhao.records.models.base.RandomId(),
                        editable=False,
                        unique=True,
                        verbose_name="公开编号",
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="要求核查的人",
                    ),
                ),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="register_checks",
                        to="records.candidate",
                        verbose_name="考生",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RegisterExchange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("season", models.SmallIntegerField(verbose_name="年度")),
                ("province", models.CharField(max_length=2, verbose_name="省份")),
                (
                    "way",
                    models.CharField(
                        choices=[("ONLINE", "联网核查"), ("FILE", "文件核查"), ("HAND", "人工认定")],
                        max_length=6,
                        verbose_name="核查方式",
                    ),
                ),
                ("source", models.CharField(max_length=80, verbose_name="数据来源")),
                ("asked_sealed", models.BinaryField(db_default=b"", verbose_name="请求内容（密文）")),
                ("said_sealed", models.BinaryField(db_default=b"", verbose_name="答复内容（密文）")),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("MATCHES", "一致"),
                            ("DIFFERS", "不一致"),
                            ("NOT_FOUND", "查无记录"),
                            ("NO_ANSWER", "未答复"),
                        ],
                        max_length=9,
                        verbose_name="答复",
                    ),
                ),
                ("failure", models.CharField(blank=True, max_length=200, verbose_name="没有答复的原因")),
                ("at", models.DateTimeField(verbose_name="时间")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="经办人",
                    ),
                ),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="register_exchanges",
                        to="records.candidate",
                        verbose_name="考生",
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="exchanges",
                        to="records.registercheck",
                        verbose_name="核查",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RegisterLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("season", models.SmallIntegerField(verbose_name="年度")),
                ("province", models.CharField(max_length=2, verbose_name="省份")),
                (
                    "subject",
                    models.CharField(
                        choices=[
                            ("IDENTITY", "身份"),
                            ("STUDENT_STATUS", "学籍"),
                            ("EDUCATION", "学历"),
                            ("VETERAN", "退役军人身份"),
                            ("ATHLETE", "运动员等级"),
                            ("HEALTH_LICENCE", "卫生执业资格"),
                        ],
                        max_length=14,
                        verbose_name="核查内容",
                    ),
                ),
                ("failures", models.PositiveIntegerField(db_default=0, verbose_name="连续没有答复")),
                ("down_since", models.DateTimeField(null=True, verbose_name="中断时间")),
                ("tried_again_at", models.DateTimeField(null=True, verbose_name="下次试探时间")),
                ("answered_at", models.DateTimeField(null=True, verbose_name="最近答复时间")),
                ("failed_at", models.DateTimeField(null=True, verbose_name="最近一次没有答复的时间")),
                (
                    "failure",
                    models.CharField(blank=True, max_length=200, verbose_name="最近一次没有答复的原因"),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "subject__in",
                                [
                                    "ATHLETE",
                                    "EDUCATION",
                                    "HEALTH_LICENCE",
                                    "IDENTITY",
                                    "STUDENT_STATUS",
                                    "VETERAN",
                                ],
                            )
                        ),
                        name="register_line_subject_known",
                        violation_error_message="subject 只能取规定的值",
                    ),
                    models.UniqueConstraint(
                        fields=("season", "province", "subject"), name="register_line_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("down_since__isnull", True),
                            models.Q(("failures__gt", 0), ("failed_at__gte", models.F("down_since"))),
                            _connector="OR",
                        ),
                        name="register_line_down_has_failures",
                        violation_error_message="中断的来源必须有没有答复的次数和时间",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="registercheck",
            index=models.Index(
                condition=models.Q(("answer", "")),
                fields=["subject", "next_try_at", "id"],
                name="register_check_due",
            ),
        ),
        migrations.AddIndex(
            model_name="registercheck",
            index=models.Index(fields=["candidate", "subject", "-id"], name="register_check_last"),
        ),
        migrations.AddIndex(
            model_name="registercheck",
            index=models.Index(
                condition=models.Q(("answer", "DIFFERS")),
                fields=["season", "province", "subject", "answered_at"],
                name="register_check_differs",
            ),
        ),
        migrations.AddConstraint(
            model_name="registercheck",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "subject__in",
                        ["ATHLETE", "EDUCATION", "HEALTH_LICENCE", "IDENTITY", "STUDENT_STATUS", "VETERAN"],
                    )
                ),
                name="register_check_subject_known",
                violation_error_message="subject 只能取规定的值",
            ),
        ),
        migrations.AddConstraint(
            model_name="registercheck",
            constraint=models.CheckConstraint(
                condition=models.Q(("cause__in", ["AGAIN", "HANDED_IN", "PAPERS"])),
                name="register_check_cause_known",
                violation_error_message="cause 只能取规定的值",
            ),
        ),
        migrations.AddConstraint(
            model_name="registercheck",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("answer", ""),
                        ("answered_at__isnull", True),
                        ("next_try_at__isnull", False),
                        ("source", ""),
                        ("way", ""),
                    ),
                    models.Q(
                        ("answer__in", ["MATCHES", "DIFFERS", "NOT_FOUND"]),
                        ("way__in", ["ONLINE", "FILE", "HAND"]),
                        ("answered_at__isnull", False),
                        ("next_try_at__isnull", True),
                        models.Q(("source", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="register_check_waits_or_is_answered",
                violation_error_message="核查要么在等答复，要么有答复、时间和来源",
            ),
        ),
        migrations.AddConstraint(
            model_name="registercheck",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("way", "HAND"), _negated=True), ("asked_by__isnull", False), _connector="OR"
                ),
                name="register_check_by_hand_has_a_person",
                violation_error_message="人工认定必须有认定人",
            ),
        ),
        migrations.AddConstraint(
            model_name="registercheck",
            constraint=models.UniqueConstraint(
                condition=models.Q(("answer", "")),
                fields=("candidate", "subject"),
                name="register_check_one_open",
                violation_error_message="这一项正在核查，等答复到了再查",
            ),
        ),
        migrations.AddIndex(
            model_name="registerexchange",
            index=models.Index(fields=["candidate", "id"], name="register_exchange_of"),
        ),
        migrations.AddConstraint(
            model_name="registerexchange",
            constraint=models.CheckConstraint(
                condition=models.Q(("answer__in", ["DIFFERS", "MATCHES", "NOT_FOUND", "NO_ANSWER"])),
                name="register_exchange_answer_known",
                violation_error_message="answer 只能取规定的值",
            ),
        ),
        migrations.AddConstraint(
            model_name="registerexchange",
            constraint=models.CheckConstraint(
                condition=models.Q(("way__in", ["FILE", "HAND", "ONLINE"])),
                name="register_exchange_way_known",
                violation_error_message="way 只能取规定的值",
            ),
        ),
        migrations.AddConstraint(
            model_name="registerexchange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", "NO_ANSWER"), models.Q(("failure", ""), _negated=True)),
                    models.Q(models.Q(("answer", "NO_ANSWER"), _negated=True), ("failure", "")),
                    _connector="OR",
                ),
                name="register_exchange_without_answer_says_why",
                violation_error_message="没有答复的必须写明原因",
            ),
        ),
        migrations.RunSQL(ONLY_ADDED, AS_BEFORE),
    ]
