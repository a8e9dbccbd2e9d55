"""What is reported about notices is kept, sealed; lines of notices may be withdrawn, and notices discarded."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import chengzhao.records.models.base


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0038_mistakes_by_field"),
    ]

    operations = [
        migrations.CreateModel(
            name="Complaint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("season", models.SmallIntegerField(verbose_name="年度")),
                ("province", models.CharField(max_length=2, verbose_name="省份")),
                ("number", models.CharField(max_length=20, verbose_name="受理编号")),
                (
                    "came_by",
                    models.CharField(
                        choices=[("WEB", "网上"), ("LETTER", "来信"), ("CALL", "来电"), ("VISIT", "来访")],
                        max_length=6,
                        verbose_name="来源",
                    ),
                ),
                ("text_sealed", models.BinaryField(verbose_name="内容（密文）")),
                ("contact_sealed", models.BinaryField(db_default=b"", verbose_name="联系方式（密文）")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("RECEIVED", "已收到"),
                            ("ACCEPTED", "已受理"),
                            ("DECLINED", "不予受理"),
                            ("INVESTIGATED", "调查中"),
                            ("TRANSFERRED", "已转办"),
                            ("ANSWERED", "已答复"),
                            ("CLOSED", "已办结"),
                        ],
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                ("received_at", models.DateTimeField(verbose_name="收到时间")),
                ("accepted_at", models.DateTimeField(blank=True, null=True, verbose_name="受理时间")),
                ("is_sustained", models.BooleanField(blank=True, null=True, verbose_name="成立")),
                ("answer", models.CharField(blank=True, max_length=400, verbose_name="答复")),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="答复时间")),
                (
                    "public_id",
                    models.UUIDField(
                        db_default=chengzhao.records.models.base.RandomId(),
                        editable=False,
                        unique=True,
                        verbose_name="公开编号",
                    ),
                ),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="publicnotice",
            name="public_notice_state_known",
        ),
        migrations.RemoveConstraint(
            model_name="publicnotice",
            name="public_notice_signed_by_two",
        ),
        migrations.RemoveConstraint(
            model_name="publicnotice",
            name="public_notice_state_has_its_time",
        ),
        migrations.AddField(
            model_name="noticeentry",
            name="withdrawn_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="撤下时间"),
        ),
        migrations.AddField(
            model_name="noticeentry",
            name="withdrawn_reason",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=200, verbose_name="撤下理由"
            ),
        ),
        migrations.AlterField(
            model_name="publicnotice",
            name="state",
            field=models.CharField(
                choices=[
                    ("DRAFT", "待公示"),
                    ("SIGNED", "已签发"),
                    ("UP", "公示中"),
                    ("COMPLETED", "公示期满"),
                    ("DOWN", "已撤下"),
                    ("DISCARDED", "已作废"),
                ],
                max_length=9,
                verbose_name="状态",
            ),
        ),
        migrations.AddConstraint(
            model_name="noticeentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("withdrawn_at__isnull", True),
                    models.Q(("withdrawn_reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="notice_entry_withdrawn_has_reason",
                violation_error_message="撤下公示中的一行必须写明理由",
            ),
        ),
        migrations.AddConstraint(
            model_name="publicnotice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["COMPLETED", "DISCARDED", "DOWN", "DRAFT", "SIGNED", "UP"])
                ),
                name="public_notice_state_known",
                violation_error_message="state 只能取规定的值",
            ),
        ),
        migrations.AddConstraint(
            model_name="publicnotice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["DRAFT", "DISCARDED"]),
                    models.Q(
                        ("first_signer__isnull", False),
                        ("second_signer__isnull", False),
                        models.Q(("first_signer", models.F("second_signer")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="public_notice_signed_by_two",
                violation_error_message="公示必须由两个不同的人签发",
            ),
        ),
        migrations.AddConstraint(
            model_name="publicnotice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state__in", ["DRAFT", "SIGNED", "DISCARDED"]),
                        ("up_at__isnull", False),
                        _connector="OR",
                    ),
                    models.Q(
                        models.Q(("state", "COMPLETED"), _negated=True),
                        ("completed_at__gte", models.F("objections_until")),
                        _connector="OR",
                    ),
                    models.Q(
                        models.Q(("state", "DOWN"), _negated=True),
                        ("down_at__isnull", False),
                        _connector="OR",
                    ),
                ),
                name="public_notice_state_has_its_time",
                violation_error_message="公示状态与时间不一致",
            ),
        ),
        migrations.AddField(
            model_name="complaint",
            name="claim",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="complaints",
                to="records.claim",
                verbose_name="照顾申请",
            ),
        ),
        migrations.AddField(
            model_name="complaint",
            name="decided_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="办理人",
            ),
        ),
        migrations.AddField(
            model_name="complaint",
            name="entered_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="登记人",
            ),
        ),
        migrations.AddField(
            model_name="complaint",
            name="notice",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="complaints",
                to="records.publicnotice",
                verbose_name="公示",
            ),
        ),
        migrations.AddIndex(
            model_name="complaint",
            index=models.Index(fields=["season", "province", "state", "id"], name="complaint_by_state"),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(("came_by__in", ["CALL", "LETTER", "VISIT", "WEB"])),
                name="complaint_came_by_known",
                violation_error_message="came_by 只能取规定的值",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "ACCEPTED",
                            "ANSWERED",
                            "CLOSED",
                            "DECLINED",
                            "INVESTIGATED",
                            "RECEIVED",
                            "TRANSFERRED",
                        ],
                    )
                ),
                name="complaint_state_known",
                violation_error_message="state 只能取规定的值",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.UniqueConstraint(
                fields=("season", "province", "number"), name="complaint_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["RECEIVED", "DECLINED"]), ("accepted_at__isnull", False), _connector="OR"
                ),
                name="complaint_accepted_has_time",
                violation_error_message="受理的举报必须有受理时间",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["DECLINED", "ANSWERED", "CLOSED"]), _negated=True),
                    models.Q(
                        models.Q(("answer", ""), _negated=True),
                        ("answered_at__isnull", False),
                        ("decided_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="complaint_answer_has_text_person_and_time",
                violation_error_message="答复必须写明内容、办理人和时间",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["ANSWERED", "CLOSED"]), _negated=True),
                    ("is_sustained__isnull", False),
                    _connector="OR",
                ),
                name="complaint_answer_has_outcome",
                violation_error_message="答复必须写明是否成立",
            ),
        ),
    ]
