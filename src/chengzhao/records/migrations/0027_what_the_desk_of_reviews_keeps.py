"""The desk of the confirmation points: returns field by field, leases, notes, batches; a pass may be undone."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import chengzhao.records.models.base


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0026_where_and_when_of_the_trail"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReturnedItem",
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
                    "item",
                    models.CharField(
                        choices=[
                            ("NAME", "姓名"),
                            ("SEX", "性别"),
                            ("BIRTH_DATE", "出生日期"),
                            ("ETHNICITY", "民族"),
                            ("IDENTITY_NUMBER", "证件号码"),
                            ("IDENTITY_PAPER", "证件照片"),
                            ("PORTRAIT", "本人照片"),
                            ("PHONE", "手机号"),
                            ("ADDRESS", "通讯地址"),
                            ("HUKOU", "户籍所在地"),
                            ("EMPLOYER", "工作单位"),
                            ("RESIDENCE_PAPER", "异地报考证明"),
                            ("EDUCATION_KIND", "学历"),
                            ("SCHOOL", "毕业院校"),
                            ("MAJOR", "所学专业"),
                            ("CERTIFICATE", "证书编号"),
                            ("GRADUATED_ON", "毕业日期"),
                            ("EDUCATION_PAPER", "学历证书照片"),
                            ("LICENCE", "执业资格"),
                            ("LEVEL", "层次与科类"),
                            ("CHOICES", "院校专业志愿"),
                            ("CLAIM", "照顾申请"),
                            ("PLEDGE", "诚信承诺"),
                        ],
                        max_length=15,
                        verbose_name="退回项目",
                    ),
                ),
                ("reason", models.CharField(max_length=200, verbose_name="退回原因")),
            ],
        ),
        migrations.CreateModel(
            name="ReviewBatch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("season", models.SmallIntegerField(verbose_name="年度")),
                ("province", models.CharField(max_length=2, verbose_name="省份")),
                ("org_path", models.CharField(max_length=200, verbose_name="归属路径")),
                (
                    "state",
                    models.CharField(
                        choices=[("OPEN", "抽查中"), ("PASSED", "已通过"), ("UNDONE", "已撤销")],
                        max_length=6,
                        verbose_name="状态",
                    ),
                ),
                ("made_at", models.DateTimeField(verbose_name="建立时间")),
                ("passed_at", models.DateTimeField(blank=True, null=True, verbose_name="通过时间")),
                ("undone_at", models.DateTimeField(blank=True, null=True, verbose_name="撤销时间")),
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
        migrations.CreateModel(
            name="ReviewBatchItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("season", models.SmallIntegerField(verbose_name="年度")),
                ("province", models.CharField(max_length=2, verbose_name="省份")),
                ("is_sampled", models.BooleanField(verbose_name="抽查")),
                ("opened_at", models.DateTimeField(blank=True, null=True, verbose_name="查看时间")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("WAITING", "未办理"),
                            ("PASSED", "已通过"),
                            ("LEFT_OUT", "未纳入"),
                            ("UNDONE", "已撤销"),
                        ],
                        max_length=8,
                        verbose_name="结果",
                    ),
                ),
                ("why", models.CharField(blank=True, max_length=200, verbose_name="说明")),
            ],
        ),
        migrations.CreateModel(
            name="ReviewLease",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("season", models.SmallIntegerField(verbose_name="年度")),
                ("province", models.CharField(max_length=2, verbose_name="省份")),
                ("taken_at", models.DateTimeField(verbose_name="取件时间")),
                ("until", models.DateTimeField(verbose_name="有效至")),
            ],
        ),
        migrations.CreateModel(
            name="ReviewNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("season", models.SmallIntegerField(verbose_name="年度")),
                ("province", models.CharField(max_length=2, verbose_name="省份")),
                ("text", models.CharField(blank=True, max_length=400, verbose_name="备注")),
                ("reason", models.CharField(blank=True, max_length=400, verbose_name="理由草稿")),
                ("returns", models.JSONField(blank=True, default=dict, verbose_name="退回项目草稿")),
                ("saved_at", models.DateTimeField(verbose_name="保存时间")),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="reviewdecision",
            name="review_decision_verdict_known",
        ),
        migrations.AlterField(
            model_name="reviewdecision",
            name="verdict",
            field=models.CharField(
                choices=[
                    ("PASS", "通过"),
                    ("RETURN", "退回补正"),
                    ("SECOND", "转复核"),
                    ("REJECT", "不通过"),
                    ("UNDO", "撤销通过"),
                ],
                max_length=6,
                verbose_name="结论",
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(("verdict__in", ["PASS", "REJECT", "RETURN", "SECOND", "UNDO"])),
                name="review_decision_verdict_known",
                violation_error_message="verdict 只能取规定的值",
            ),
        ),
        migrations.AlterConstraint(
            model_name="reviewdecision",
            name="review_decision_against_has_reason",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("verdict", "PASS"), models.Q(("reason", ""), _negated=True), _connector="OR"
                ),
                name="review_decision_against_has_reason",
                violation_error_message="退回、转复核、不通过和撤销必须写明理由",
            ),
        ),
        migrations.AddField(
            model_name="returneditem",
            name="candidate",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="returned_items",
                to="records.candidate",
                verbose_name="考生",
            ),
        ),
        migrations.AddField(
            model_name="returneditem",
            name="decision",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="items",
                to="records.reviewdecision",
                verbose_name="审核决定",
            ),
        ),
        migrations.AddField(
            model_name="reviewbatch",
            name="account",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="审核人",
            ),
        ),
        migrations.AddField(
            model_name="reviewbatchitem",
            name="batch",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="items",
                to="records.reviewbatch",
                verbose_name="批次",
            ),
        ),
        migrations.AddField(
            model_name="reviewbatchitem",
            name="candidate",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="batch_items",
                to="records.candidate",
                verbose_name="考生",
            ),
        ),
        migrations.AddField(
            model_name="reviewlease",
            name="account",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="审核人",
            ),
        ),
        migrations.AddField(
            model_name="reviewlease",
            name="candidate",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="review_lease",
                to="records.candidate",
                verbose_name="考生",
            ),
        ),
        migrations.AddField(
            model_name="reviewnote",
            name="account",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="审核人",
            ),
        ),
        migrations.AddField(
            model_name="reviewnote",
            name="candidate",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="review_notes",
                to="records.candidate",
                verbose_name="考生",
            ),
        ),
        migrations.AddConstraint(
            model_name="returneditem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "item__in",
                        [
                            "ADDRESS",
                            "BIRTH_DATE",
                            "CERTIFICATE",
                            "CHOICES",
                            "CLAIM",
                            "EDUCATION_KIND",
                            "EDUCATION_PAPER",
                            "EMPLOYER",
                            "ETHNICITY",
                            "GRADUATED_ON",
                            "HUKOU",
                            "IDENTITY_NUMBER",
                            "IDENTITY_PAPER",
                            "LEVEL",
                            "LICENCE",
                            "MAJOR",
                            "NAME",
                            "PHONE",
                            "PLEDGE",
                            "PORTRAIT",
                            "RESIDENCE_PAPER",
                            "SCHOOL",
                            "SEX",
                        ],
                    )
                ),
                name="returned_item_known",
                violation_error_message="item 只能取规定的值",
            ),
        ),
        migrations.AddConstraint(
            model_name="returneditem",
            constraint=models.UniqueConstraint(fields=("decision", "item"), name="returned_item_once"),
        ),
        migrations.AddConstraint(
            model_name="returneditem",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True),
                name="returned_item_has_reason",
                violation_error_message="退回的每一项都必须写明原因",
            ),
        ),
        migrations.AddIndex(
            model_name="reviewbatch",
            index=models.Index(fields=["season", "province", "org_path"], name="review_batch_by_org"),
        ),
        migrations.AddConstraint(
            model_name="reviewbatch",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["OPEN", "PASSED", "UNDONE"])),
                name="review_batch_state_known",
                violation_error_message="state 只能取规定的值",
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewbatch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("passed_at__isnull", True), ("state", "OPEN"), ("undone_at__isnull", True)),
                    models.Q(("passed_at__isnull", False), ("state", "PASSED"), ("undone_at__isnull", True)),
                    models.Q(("passed_at__isnull", False), ("state", "UNDONE"), ("undone_at__isnull", False)),
                    _connector="OR",
                ),
                name="review_batch_state_has_its_time",
                violation_error_message="批次的状态与时间不一致",
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewbatchitem",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome__in", ["LEFT_OUT", "PASSED", "UNDONE", "WAITING"])),
                name="review_batch_item_outcome_known",
                violation_error_message="outcome 只能取规定的值",
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewbatchitem",
            constraint=models.UniqueConstraint(fields=("batch", "candidate"), name="review_batch_item_once"),
        ),
        migrations.AddIndex(
            model_name="reviewlease",
            index=models.Index(fields=["account", "until"], name="review_lease_by_account"),
        ),
        migrations.AddConstraint(
            model_name="reviewlease",
            constraint=models.CheckConstraint(
                condition=models.Q(("until__gt", models.F("taken_at"))),
                name="review_lease_ends_after_it_begins",
                violation_error_message="取件的有效时间必须晚于取件时间",
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewnote",
            constraint=models.UniqueConstraint(fields=("candidate", "account"), name="review_note_once"),
        ),
        migrations.RunSQL(
            """
            CREATE TRIGGER records_returneditem_append_only BEFORE UPDATE OR DELETE ON records_returneditem
                FOR EACH ROW EXECUTE FUNCTION refuse_change();
            CREATE TRIGGER records_returneditem_never_emptied BEFORE TRUNCATE ON records_returneditem
                FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
            """,
            """
            DROP TRIGGER records_returneditem_append_only ON records_returneditem;
            DROP TRIGGER records_returneditem_never_emptied ON records_returneditem;
            """,
        ),
    ]
