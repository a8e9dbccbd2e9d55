"""The files that candidates hand in, sealed in pieces; ciphertext does not shrink, so the server need not try."""

import django.db.models.deletion
from django.db import migrations, models

import chengzhao.records.models.base

STORE_AS_IT_IS = "ALTER TABLE records_sealedpiece ALTER COLUMN sealed SET STORAGE EXTERNAL"
AS_BEFORE = "ALTER TABLE records_sealedpiece ALTER COLUMN sealed SET STORAGE EXTENDED"


class Migration(migrations.Migration):
    dependencies = [("records", "0014_consents_and_requests_of_rights")]

    operations = [
        migrations.CreateModel(
            name="SealedFile",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("PORTRAIT", "照片"),
                            ("DOCUMENT_FRONT", "证件人像面"),
                            ("DOCUMENT_BACK", "证件国徽面"),
                            ("EDUCATION", "学历证书"),
                            ("LICENCE", "执业资格证书"),
                            ("CLAIM", "照顾证明"),
                            ("RESIDENCE", "异地报考证明"),
                            ("HEALTH", "合理便利证明"),
                            ("OTHER", "其他材料"),
                        ],
                        max_length=14,
                        verbose_name="材料",
                    ),
                ),
                (
                    "claim_kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("NATIONAL_MODEL_WORKER", "全国劳动模范、先进工作者、五一劳动奖章"),
                            ("EXEMPT_ATHLETE", "优秀运动员免试"),
                            ("GRASSROOTS_SERVICE", "基层服务项目期满合格"),
                            ("EXEMPT_VETERAN", "退役军人免试专升本"),
                            ("MASTER_ATHLETE", "运动健将、武英级"),
                            ("FIRST_GRADE_ATHLETE", "一级运动员"),
                            ("MODEL_WORKER", "劳动模范、先进生产（工作）者、科技进步奖"),
                            ("PROVINCIAL_HONOUR", "省级五一劳动奖章、新长征突击手、三八红旗手"),
                            ("THIRD_CLASS_MERIT", "个人三等功以上"),
                            ("OVERSEAS_OR_TAIWAN", "归侨、归侨子女、华侨子女、台湾省籍"),
                            ("MARTYR_FAMILY", "烈士子女、烈士配偶"),
                            ("MINORITY_AREA", "边疆、山区、牧区、少数民族聚居地区少数民族考生"),
                            ("THIRD_LINE_WORKER", "三线企业先进生产（工作）者"),
                            ("AGED_25", "年满25周岁"),
                            ("SELF_EMPLOYED_VETERAN", "自主就业退役士兵"),
                        ],
                        default="",
                        max_length=21,
                        verbose_name="照顾类别",
                    ),
                ),
                ("name_sealed", models.BinaryField(verbose_name="文件名（密文）")),
                (
                    "media_type",
                    models.CharField(
                        choices=[
                            ("image/jpeg", "JPG照片"),
                            ("image/png", "PNG图片"),
                            ("application/pdf", "PDF文件"),
                        ],
                        max_length=15,
                        verbose_name="格式",
                    ),
                ),
                ("size", models.PositiveIntegerField(verbose_name="字节数")),
                ("pages", models.PositiveSmallIntegerField(verbose_name="页数")),
                ("width", models.PositiveIntegerField(verbose_name="宽")),
                ("height", models.PositiveIntegerField(verbose_name="高")),
                ("digest", models.CharField(max_length=64, verbose_name="内容摘要")),
                ("sent_digest", models.CharField(max_length=64, verbose_name="上传内容摘要")),
                ("pieces", models.PositiveSmallIntegerField(verbose_name="分块数")),
                ("kept_at", models.DateTimeField(verbose_name="上传时间")),
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
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="records.candidate",
                        verbose_name="考生",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SealedPiece",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("season", models.SmallIntegerField(verbose_name="年度")),
                ("province", models.CharField(max_length=2, verbose_name="省份")),
                ("number", models.PositiveSmallIntegerField(verbose_name="序号")),
                ("sealed", models.BinaryField(verbose_name="内容（密文）")),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contents",
                        to="records.sealedfile",
                        verbose_name="文件",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="sealedfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "CLAIM",
                            "DOCUMENT_BACK",
                            "DOCUMENT_FRONT",
                            "EDUCATION",
                            "HEALTH",
                            "LICENCE",
                            "OTHER",
                            "PORTRAIT",
                            "RESIDENCE",
                        ],
                    )
                ),
                name="sealed_file_kind_known",
                violation_error_message="kind 只能取规定的值",
            ),
        ),
        migrations.AddConstraint(
            model_name="sealedfile",
            constraint=models.CheckConstraint(
                condition=models.Q(("media_type__in", ["application/pdf", "image/jpeg", "image/png"])),
                name="sealed_file_media_type_known",
                violation_error_message="media_type 只能取规定的值",
            ),
        ),
        migrations.AddConstraint(
            model_name="sealedfile",
            constraint=models.UniqueConstraint(
                fields=("candidate", "digest"),
                name="sealed_file_once_per_candidate",
                violation_error_message="这个文件已经上传过",
            ),
        ),
        migrations.AddConstraint(
            model_name="sealedfile",
            constraint=models.CheckConstraint(
                condition=models.Q(("claim_kind", ""), ("kind", "CLAIM"), _connector="OR"),
                name="sealed_file_claim_kind_of_claims_only",
                violation_error_message="只有照顾证明可以写明照顾类别",
            ),
        ),
        migrations.AddConstraint(
            model_name="sealedfile",
            constraint=models.CheckConstraint(
                condition=models.Q(("pieces__gt", 0), ("size__gt", 0)),
                name="sealed_file_has_content",
                violation_error_message="文件不能是空的",
            ),
        ),
        migrations.AddConstraint(
            model_name="sealedpiece",
            constraint=models.UniqueConstraint(fields=("file", "number"), name="sealed_piece_once"),
        ),
        migrations.RunSQL(STORE_AS_IT_IS, AS_BEFORE),
    ]
