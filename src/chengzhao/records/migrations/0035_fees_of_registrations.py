"""The fee of a registration: its order, every notice of the provider, decisions and refunds (附件1 三（三）)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import chengzhao.records.models.base

_TABLES = ("records_feenotice", "records_feedecision")
ONLY_ADDED = "".join(
    f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
    f"FOR EACH ROW EXECUTE FUNCTION refuse_change();\n"
    f"CREATE TRIGGER {table}_never_emptied BEFORE TRUNCATE ON {table} "
    f"FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();\n"
    for table in _TABLES
)
AS_BEFORE = "".join(
    f"DROP TRIGGER {table}_append_only ON {table};\nDROP TRIGGER {table}_never_emptied ON {table};\n"
    for table in _TABLES
)


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0034_a_paper_that_proves_several_things"),
    ]

    operations = [
        migrations.CreateModel(
            name="FeeOrder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("season", models.SmallIntegerField(verbose_name="年度")),
                ("province", models.CharField(max_length=2, verbose_name="省份")),
                ("number", models.CharField(max_length=32, unique=True, verbose_name="订单号")),
                ("amount", models.DecimalField(decimal_places=2, max_digits=8, verbose_name="金额（元）")),
                ("basis", models.CharField(max_length=200, verbose_name="收费依据")),
                (
                    "state",
                    models.CharField(
                        choices=[("UNPAID", "待缴"), ("PAID", "已缴"), ("REFUNDED", "已退")],
                        max_length=8,
                        verbose_name="缴费状态",
                    ),
                ),
                ("made_at", models.DateTimeField(verbose_name="下单时间")),
                ("due_at", models.DateTimeField(verbose_name="缴费截止")),
                ("paid_at", models.DateTimeField(null=True, verbose_name="付款时间")),
                ("payment", models.CharField(blank=True, max_length=64, verbose_name="支付流水号")),
                ("refunded_at", models.DateTimeField(null=True, verbose_name="退款时间")),
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
                    "candidate",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="fee_order",
                        to="records.candidate",
                        verbose_name="考生",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="FeeNotice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("season", models.SmallIntegerField(verbose_name="年度")),
                ("province", models.CharField(max_length=2, verbose_name="省份")),
                ("order_number", models.CharField(blank=True, max_length=32, verbose_name="通知中的订单号")),
                (
                    "event",
                    models.CharField(
                        blank=True,
                        choices=[("PAID", "付款成功"), ("FAILED", "付款失败"), ("REFUNDED", "退款成功")],
                        max_length=8,
                        verbose_name="事件",
                    ),
                ),
                (
                    "amount",
                    models.DecimalField(decimal_places=2, max_digits=8, null=True, verbose_name="金额（元）"),
                ),
                ("payment", models.CharField(blank=True, max_length=64, verbose_name="支付流水号")),
                ("happened_at", models.DateTimeField(null=True, verbose_name="支付方时间")),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("BOOKED", "已入账"),
                            ("REPEATED", "重复通知"),
                            ("NOTED", "已记录"),
                            ("BAD_SIGNATURE", "签名不符或读不出"),
                            ("UNKNOWN_ORDER", "没有此订单"),
                            ("WRONG_AMOUNT", "金额不符"),
                            ("LATE", "逾期付款"),
                            ("TWICE", "重复付款"),
                            ("OUT_OF_ORDER", "先后不符"),
                            ("NOT_ASKED", "报名已不在审核通过之列"),
                        ],
                        max_length=13,
                        verbose_name="处理",
                    ),
                ),
                ("body", models.CharField(max_length=2000, verbose_name="原文")),
                ("digest", models.CharField(max_length=64, verbose_name="原文摘要")),
                ("received_at", models.DateTimeField(verbose_name="收到时间")),
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
                    "order",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to="records.feeorder",
                        verbose_name="订单",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="FeeRefund",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("season", models.SmallIntegerField(verbose_name="年度")),
                ("province", models.CharField(max_length=2, verbose_name="省份")),
                ("payment", models.CharField(max_length=64, unique=True, verbose_name="支付流水号")),
                ("amount", models.DecimalField(decimal_places=2, max_digits=8, verbose_name="金额（元）")),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("WITHDRAWN", "考生在截止前撤回报名"),
                            ("NOT_ELIGIBLE", "报名被取消或不符合条件"),
                            ("TWICE", "重复付款"),
                            ("WRONG", "金额不符或误付"),
                            ("LATE", "逾期付款"),
                        ],
                        max_length=12,
                        verbose_name="退款原因",
                    ),
                ),
                ("note", models.CharField(max_length=200, verbose_name="说明")),
                ("needs_two", models.BooleanField(verbose_name="须两人办理")),
                ("asked_at", models.DateTimeField(verbose_name="提请时间")),
                ("agreed_at", models.DateTimeField(null=True, verbose_name="同意时间")),
                ("next_try_at", models.DateTimeField(null=True, verbose_name="下次发送时间")),
                ("tries", models.PositiveIntegerField(db_default=0, verbose_name="发送次数")),
                ("failure", models.CharField(blank=True, max_length=200, verbose_name="没有发出的原因")),
                ("done_at", models.DateTimeField(null=True, verbose_name="退款时间")),
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
                    "agreed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="同意人",
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="提请人",
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="refunds",
                        to="records.feeorder",
                        verbose_name="订单",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="FeeDecision",
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
                    "outcome",
                    models.CharField(
                        choices=[("BOOK", "认作已缴"), ("REFUND", "退款"), ("DROP", "不处理")],
                        max_length=6,
                        verbose_name="决定",
                    ),
                ),
                ("reason", models.CharField(max_length=200, verbose_name="理由")),
                ("at", models.DateTimeField(verbose_name="时间")),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="办理人",
                    ),
                ),
                (
                    "notice",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decision",
                        to="records.feenotice",
                        verbose_name="通知",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("outcome__in", ["BOOK", "DROP", "REFUND"])),
                        name="fee_decision_outcome_known",
                        violation_error_message="outcome 只能取规定的值",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="fee_decision_has_reason",
                        violation_error_message="决定必须写明理由",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="feeorder",
            index=models.Index(fields=["season", "province", "state", "paid_at"], name="fee_order_by_state"),
        ),
        migrations.AddConstraint(
            model_name="feeorder",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["PAID", "REFUNDED", "UNPAID"])),
                name="fee_order_state_known",
                violation_error_message="state 只能取规定的值",
            ),
        ),
        migrations.AddConstraint(
            model_name="feeorder",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gt", 0)),
                name="fee_order_costs_something",
                violation_error_message="缴费金额必须大于0",
            ),
        ),
        migrations.AddConstraint(
            model_name="feeorder",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("paid_at__isnull", True),
                        ("payment", ""),
                        ("refunded_at__isnull", True),
                        ("state", "UNPAID"),
                    ),
                    models.Q(
                        ("paid_at__isnull", False),
                        ("refunded_at__isnull", True),
                        ("state", "PAID"),
                        models.Q(("payment", ""), _negated=True),
                    ),
                    models.Q(
                        ("paid_at__isnull", False),
                        ("refunded_at__isnull", False),
                        ("state", "REFUNDED"),
                        models.Q(("payment", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="fee_order_state_has_its_time",
                violation_error_message="缴费状态与时间、流水号不一致",
            ),
        ),
        migrations.AddConstraint(
            model_name="feeorder",
            constraint=models.UniqueConstraint(
                condition=models.Q(("payment", ""), _negated=True),
                fields=("payment",),
                name="fee_order_payment_once",
                violation_error_message="这笔付款已经入账",
            ),
        ),
        migrations.AddIndex(
            model_name="feenotice",
            index=models.Index(fields=["season", "province", "received_at"], name="fee_notice_by_day"),
        ),
        migrations.AddIndex(
            model_name="feenotice",
            index=models.Index(fields=["season", "province", "verdict", "id"], name="fee_notice_by_verdict"),
        ),
        migrations.AddConstraint(
            model_name="feenotice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "verdict__in",
                        [
                            "BAD_SIGNATURE",
                            "BOOKED",
                            "LATE",
                            "NOTED",
                            "NOT_ASKED",
                            "OUT_OF_ORDER",
                            "REPEATED",
                            "TWICE",
                            "UNKNOWN_ORDER",
                            "WRONG_AMOUNT",
                        ],
                    )
                ),
                name="fee_notice_verdict_known",
                violation_error_message="verdict 只能取规定的值",
            ),
        ),
        migrations.AddConstraint(
            model_name="feenotice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("verdict", "BOOKED"), _negated=True),
                    models.Q(("happened_at__isnull", False), ("order__isnull", False)),
                    _connector="OR",
                ),
                name="fee_notice_booked_has_order",
                violation_error_message="入账的通知必须有订单和时间",
            ),
        ),
        migrations.AddConstraint(
            model_name="feenotice",
            constraint=models.UniqueConstraint(
                condition=models.Q(("verdict", "BOOKED")),
                fields=("order", "event"),
                name="fee_notice_booked_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="feenotice",
            constraint=models.UniqueConstraint(
                condition=models.Q(("verdict__in", ["BAD_SIGNATURE", "UNKNOWN_ORDER"])),
                fields=("digest",),
                name="fee_notice_unknown_once",
            ),
        ),
        migrations.AddIndex(
            model_name="feerefund",
            index=models.Index(
                condition=models.Q(("done_at", None)), fields=["next_try_at"], name="fee_refund_due"
            ),
        ),
        migrations.AddConstraint(
            model_name="feerefund",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason__in", ["LATE", "NOT_ELIGIBLE", "TWICE", "WITHDRAWN", "WRONG"])),
                name="fee_refund_reason_known",
                violation_error_message="reason 只能取规定的值",
            ),
        ),
        migrations.AddConstraint(
            model_name="feerefund",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gt", 0)),
                name="fee_refund_gives_something",
                violation_error_message="退款金额必须大于0",
            ),
        ),
        migrations.AddConstraint(
            model_name="feerefund",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("agreed_at__isnull", True), ("agreed_by__isnull", True)),
                    models.Q(
                        ("agreed_at__isnull", False),
                        ("agreed_by__isnull", False),
                        models.Q(("agreed_by", models.F("asked_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="fee_refund_two_persons",
                violation_error_message="退款须由另一人同意",
            ),
        ),
        migrations.AddConstraint(
            model_name="feerefund",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("needs_two", False),
                    ("agreed_by__isnull", False),
                    models.Q(("done_at__isnull", True), ("next_try_at__isnull", True)),
                    _connector="OR",
                ),
                name="fee_refund_goes_only_agreed",
                violation_error_message="没有另一人同意，不能退款",
            ),
        ),
        migrations.RunSQL(ONLY_ADDED, AS_BEFORE),
    ]
