import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

import chengzhao.records.models.base


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("records", "0001_exclusion_over_time_ranges"),
    ]

    operations = [
        migrations.CreateModel(
            name="College",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("national_code", models.CharField(max_length=5, unique=True, verbose_name="国标代码")),
                ("identifier", models.CharField(max_length=10, unique=True, verbose_name="学校标识码")),
                ("name", models.CharField(max_length=120, verbose_name="校名")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("OPEN_UNIVERSITY", "开放大学"),
                            ("WORKERS_COLLEGE", "职工高等学校"),
                            ("VOCATIONAL_COLLEGE", "职业技术学院"),
                            ("VOCATIONAL_UNIVERSITY", "职业技术大学"),
                            ("CADRE_COLLEGE", "管理干部学院"),
                            ("EDUCATION_COLLEGE", "教育学院"),
                            ("REGULAR_COLLEGE", "普通高校成（继）教院"),
                        ],
                        max_length=21,
                        verbose_name="类型",
                    ),
                ),
                ("authority", models.CharField(max_length=120, verbose_name="主管部门")),
                ("home_province", models.CharField(max_length=2, verbose_name="所在省份")),
                ("city", models.CharField(blank=True, max_length=40, verbose_name="所在地")),
                ("approved", models.BooleanField(default=True, verbose_name="经教育部审定核准")),
            ],
        ),
        migrations.CreateModel(
            name="ExamSite",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("season", models.SmallIntegerField(verbose_name="年度")),
                ("province", models.CharField(max_length=2, verbose_name="省份")),
                ("code", models.CharField(max_length=8, verbose_name="考点号")),
                ("address", models.CharField(max_length=160, verbose_name="地址")),
                ("room_count", models.PositiveSmallIntegerField(verbose_name="考场数")),
                ("phone_policy", models.CharField(max_length=80, verbose_name="手机管理办法")),
                ("certified_at", models.DateTimeField(blank=True, null=True, verbose_name="标准化验收时间")),
                ("org_path", models.CharField(max_length=200, verbose_name="归属路径")),
            ],
        ),
        migrations.CreateModel(
            name="Account",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("username", models.CharField(max_length=64, unique=True, verbose_name="账号")),
                ("display_name", models.CharField(max_length=64, verbose_name="姓名")),
                (
                    "kind",
                    models.CharField(
                        choices=[("CANDIDATE", "考生"), ("STAFF", "工作人员")],
                        max_length=9,
                        verbose_name="类别",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="可登录")),
                ("is_persona", models.BooleanField(default=False, verbose_name="演示账号")),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), verbose_name="写入时间"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["CANDIDATE", "STAFF"])),
                        name="account_kind_known",
                        violation_error_message="kind 只能取规定的值",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AdmissionList",
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
                    "level",
                    models.CharField(
                        choices=[
                            ("GAOQIBEN", "高起本"),
                            ("ZHUANSHENGBEN", "专升本"),
                            ("GAOQIZHUAN", "高起专"),
                        ],
                        max_length=13,
                        verbose_name="层次",
                    ),
                ),
                (
                    "filing_round",
                    models.CharField(
                        choices=[("MAIN", "正式投档"), ("SUPPLEMENTARY", "征集志愿")],
                        max_length=13,
                        verbose_name="轮次",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("OPEN", "处理中"),
                            ("SUBMITTED", "已提交"),
                            ("CHECKED", "已审核"),
                            ("QUERIED", "质询"),
                            ("APPROVED", "已批准"),
                            ("SENT", "已发通知书"),
                        ],
                        max_length=9,
                        verbose_name="状态",
                    ),
                ),
                ("digest", models.CharField(blank=True, max_length=64, verbose_name="名单摘要")),
                ("submitted_at", models.DateTimeField(blank=True, null=True, verbose_name="提交时间")),
                ("approved_at", models.DateTimeField(blank=True, null=True, verbose_name="批准时间")),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="发通知书时间")),
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
                    "approved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="批准人",
                    ),
                ),
                (
                    "checked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="录检人",
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="提交人",
                    ),
                ),
                (
                    "college",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="records.college", verbose_name="院校"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Candidate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("season", models.SmallIntegerField(verbose_name="年度")),
                ("province", models.CharField(max_length=2, verbose_name="省份")),
                ("candidate_number", models.CharField(max_length=18, verbose_name="报名号")),
                ("name", models.CharField(max_length=64, verbose_name="姓名")),
                ("name_pinyin", models.CharField(max_length=160, verbose_name="姓名拼音")),
                (
                    "sex",
                    models.CharField(choices=[("1", "男"), ("2", "女")], max_length=1, verbose_name="性别"),
                ),
                ("birth_date", models.DateField(verbose_name="出生日期")),
                ("ethnicity", models.CharField(max_length=2, verbose_name="民族代码")),
                (
                    "identity_kind",
                    models.CharField(
                        choices=[
                            ("RESIDENT_ID", "居民身份证"),
                            ("HK_MACAO_PERMIT", "港澳居民来往内地通行证"),
                            ("HK_MACAO_RESIDENCE", "港澳居民居住证"),
                            ("TAIWAN_PERMIT", "台湾居民来往大陆通行证"),
                            ("TAIWAN_RESIDENCE", "台湾居民居住证"),
                            ("FOREIGN_PERMANENT", "外国人永久居留身份证"),
                        ],
                        max_length=18,
                        verbose_name="证件类型",
                    ),
                ),
                ("identity_sealed", models.BinaryField(verbose_name="证件号码（密文）")),
                ("identity_index", models.BinaryField(max_length=32, verbose_name="证件号码索引")),
                ("phone_sealed", models.BinaryField(verbose_name="手机号（密文）")),
                ("hukou_division", models.CharField(max_length=6, verbose_name="户籍所在地")),
                ("employer", models.CharField(blank=True, max_length=120, verbose_name="工作单位")),
                ("org_path", models.CharField(max_length=200, verbose_name="归属路径")),
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
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), verbose_name="写入时间"
                    ),
                ),
                (
                    "account",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="账号",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CandidateFile",
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
                    "level",
                    models.CharField(
                        choices=[
                            ("GAOQIBEN", "高起本"),
                            ("ZHUANSHENGBEN", "专升本"),
                            ("GAOQIZHUAN", "高起专"),
                        ],
                        max_length=13,
                        verbose_name="层次",
                    ),
                ),
                ("choice_rank", models.PositiveSmallIntegerField(verbose_name="志愿序号")),
                ("exempt", models.BooleanField(default=False, verbose_name="免试")),
                ("filing_score", models.DecimalField(decimal_places=2, max_digits=6, verbose_name="投档分")),
                ("total_score", models.DecimalField(decimal_places=2, max_digits=6, verbose_name="统考总分")),
                ("bonus_points", models.PositiveSmallIntegerField(default=0, verbose_name="照顾加分")),
                ("merit_rank", models.PositiveIntegerField(verbose_name="单位内位次")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("FREE", "自由可投"),
                            ("FILED", "已投档"),
                            ("UNDER_REVIEW", "院校在阅"),
                            ("PROPOSED", "预录取"),
                            ("RETURN_PROPOSED", "预退档"),
                            ("PENDING_CHECK", "录检中"),
                            ("QUERIED", "录检质询"),
                            ("ADMITTED", "已录取"),
                            ("RETURNED", "已退档"),
                            ("REVOKED", "已取消"),
                        ],
                        max_length=15,
                        verbose_name="状态",
                    ),
                ),
                ("return_code", models.CharField(blank=True, max_length=32, verbose_name="退档原因代码")),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="阅档时间")),
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
                    "admission_list",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="records.admissionlist",
                        verbose_name="录取名单",
                    ),
                ),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="records.candidate",
                        verbose_name="考生",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="阅档人",
                    ),
                ),
                (
                    "college",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="records.college", verbose_name="院校"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Claim",
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
                        max_length=21,
                        verbose_name="照顾类别",
                    ),
                ),
                ("points", models.PositiveSmallIntegerField(verbose_name="加分")),
                ("exempts", models.BooleanField(default=False, verbose_name="免试")),
                ("evidence", models.CharField(max_length=200, verbose_name="证明材料")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("CLAIMED", "待审核"),
                            ("OFFICE_APPROVED", "已初审"),
                            ("DEPARTMENT_AGREED", "部门已核"),
                            ("NOTIFIED", "公示中"),
                            ("OBJECTED", "有异议"),
                            ("EFFECTIVE", "已生效"),
                            ("REFUSED", "不通过"),
                            ("REVOKED", "已撤销"),
                        ],
                        max_length=17,
                        verbose_name="状态",
                    ),
                ),
                ("claimed_at", models.DateTimeField(verbose_name="申请时间")),
                ("approved_at", models.DateTimeField(blank=True, null=True, verbose_name="审核通过时间")),
                (
                    "notice_completed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="公示期满时间"),
                ),
                ("objection_sustained", models.BooleanField(default=False, verbose_name="异议成立")),
                ("refused_reason", models.CharField(blank=True, max_length=200, verbose_name="不通过理由")),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claims",
                        to="records.candidate",
                        verbose_name="考生",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Choice",
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
                    "filing_round",
                    models.CharField(
                        choices=[("MAIN", "正式投档"), ("SUPPLEMENTARY", "征集志愿")],
                        max_length=13,
                        verbose_name="轮次",
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("GAOQIBEN", "高起本"),
                            ("ZHUANSHENGBEN", "专升本"),
                            ("GAOQIZHUAN", "高起专"),
                        ],
                        max_length=13,
                        verbose_name="层次",
                    ),
                ),
                ("rank", models.PositiveSmallIntegerField(verbose_name="志愿序号")),
                (
                    "programmes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), size=None, verbose_name="专业（按顺序）"
                    ),
                ),
                ("accepts_reassignment", models.BooleanField(default=False, verbose_name="服从调剂")),
                ("saved_at", models.DateTimeField(verbose_name="保存时间")),
                ("confirmed_at", models.DateTimeField(blank=True, null=True, verbose_name="确认时间")),
                ("frozen_at", models.DateTimeField(blank=True, null=True, verbose_name="封存时间")),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="choices",
                        to="records.candidate",
                        verbose_name="考生",
                    ),
                ),
                (
                    "college",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="records.college", verbose_name="院校"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Charter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("season", models.SmallIntegerField(verbose_name="年度")),
                ("version", models.PositiveSmallIntegerField(verbose_name="版本")),
                ("contents", models.JSONField(verbose_name="内容")),
                ("digest", models.CharField(max_length=64, verbose_name="摘要")),
                ("published_at", models.DateTimeField(verbose_name="公布时间")),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), verbose_name="写入时间"
                    ),
                ),
                (
                    "college",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="records.college", verbose_name="院校"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ControlLine",
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
                    "level",
                    models.CharField(
                        choices=[
                            ("GAOQIBEN", "高起本"),
                            ("ZHUANSHENGBEN", "专升本"),
                            ("GAOQIZHUAN", "高起专"),
                        ],
                        max_length=13,
                        verbose_name="层次",
                    ),
                ),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("HUMANITIES", "文史类"),
                            ("SCIENCE", "理工类"),
                            ("FOREIGN_HUMANITIES", "外语（文）"),
                            ("FOREIGN_SCIENCE", "外语（理）"),
                            ("ARTS_HUMANITIES", "艺术（文）"),
                            ("ARTS_SCIENCE", "艺术（理）"),
                            ("SPORTS_HUMANITIES", "体育（文）"),
                            ("SPORTS_SCIENCE", "体育（理）"),
                            ("LITERATURE", "文史类"),
                            ("FOREIGN_LANGUAGES", "外语类"),
                            ("CHINESE_MEDICINE", "中医类"),
                            ("ARTS", "艺术类"),
                            ("ENGINEERING", "理工类"),
                            ("ECONOMICS_MANAGEMENT", "经管类"),
                            ("LAW", "法学类"),
                            ("EDUCATION", "教育学类"),
                            ("SPORTS_EDUCATION", "教育学类（体育）"),
                            ("AGRONOMY", "农学类"),
                            ("MEDICINE", "医学类"),
                        ],
                        max_length=20,
                        verbose_name="科类",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("GENERAL", "普通类"),
                            ("ARTS", "艺术类"),
                            ("ARTS_THEORY", "史论、编导类"),
                            ("SPORTS", "体育类"),
                        ],
                        max_length=11,
                        verbose_name="类别",
                    ),
                ),
                ("version", models.PositiveSmallIntegerField(verbose_name="版本")),
                ("score", models.PositiveSmallIntegerField(verbose_name="分数")),
                ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="公布时间")),
                (
                    "approved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="复核人",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="拟定人",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Education",
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
                            ("SENIOR_SECONDARY", "高级中等教育毕业"),
                            ("EQUIVALENT", "同等学力"),
                            ("ZHUANKE", "专科毕业"),
                            ("BENKE_INCOMPLETE", "本科结业"),
                            ("BENKE", "本科毕业"),
                        ],
                        max_length=16,
                        verbose_name="学历",
                    ),
                ),
                ("school", models.CharField(max_length=120, verbose_name="毕业院校")),
                ("certificate_number", models.CharField(max_length=32, verbose_name="证书编号")),
                ("graduated_on", models.DateField(verbose_name="毕业日期")),
                ("major", models.CharField(blank=True, max_length=80, verbose_name="所学专业")),
                ("verified_at", models.DateTimeField(blank=True, null=True, verbose_name="核验时间")),
                ("verified_by", models.CharField(blank=True, max_length=40, verbose_name="核验方式")),
                (
                    "candidate",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="education",
                        to="records.candidate",
                        verbose_name="考生",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ExamRoom",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("season", models.SmallIntegerField(verbose_name="年度")),
                ("province", models.CharField(max_length=2, verbose_name="省份")),
                ("number", models.PositiveSmallIntegerField(verbose_name="考场号")),
                (
                    "session_group",
                    models.CharField(
                        choices=[("SENIOR_SECONDARY", "高中起点"), ("ZHUANKE", "专科起点")],
                        max_length=16,
                        verbose_name="考试类别",
                    ),
                ),
                ("seats", models.PositiveSmallIntegerField(verbose_name="座位数")),
                (
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rooms",
                        to="records.examsite",
                        verbose_name="考点",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ExtraTestResult",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("season", models.SmallIntegerField(verbose_name="年度")),
                ("province", models.CharField(max_length=2, verbose_name="省份")),
                ("score", models.DecimalField(decimal_places=2, max_digits=6, verbose_name="加试成绩")),
                ("passed", models.BooleanField(verbose_name="合格")),
                ("filed_at", models.DateTimeField(verbose_name="报备时间")),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="extra_tests",
                        to="records.candidate",
                        verbose_name="考生",
                    ),
                ),
                (
                    "college",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="records.college", verbose_name="院校"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="FileMove",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("season", models.SmallIntegerField(verbose_name="年度")),
                ("province", models.CharField(max_length=2, verbose_name="省份")),
                ("before", models.CharField(max_length=20, verbose_name="原状态")),
                ("after", models.CharField(max_length=20, verbose_name="新状态")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="理由")),
                ("at", models.DateTimeField(verbose_name="时间")),
                (
                    "actor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="经办人",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moves",
                        to="records.candidatefile",
                        verbose_name="档案",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="FilingRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("season", models.SmallIntegerField(verbose_name="年度")),
                ("province", models.CharField(max_length=2, verbose_name="省份")),
                ("number", models.PositiveIntegerField(verbose_name="运行序号")),
                (
                    "filing_round",
                    models.CharField(
                        choices=[("MAIN", "正式投档"), ("SUPPLEMENTARY", "征集志愿")],
                        max_length=13,
                        verbose_name="轮次",
                    ),
                ),
                ("tier", models.PositiveSmallIntegerField(help_text="从1开始", verbose_name="批次")),
                (
                    "levels",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=16), size=None, verbose_name="层次"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("PREPARED", "已检查"),
                            ("DRY", "试运行"),
                            ("LOCKED", "已锁定"),
                            ("RUN", "已运行"),
                            ("PROVED", "已核验"),
                            ("FAILED", "未通过"),
                            ("SIGNED", "双人签字"),
                            ("RELEASED", "已放行"),
                            ("SUPERSEDED", "已替代"),
                        ],
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("rules", models.JSONField(verbose_name="规则")),
                ("input_digest", models.CharField(blank=True, max_length=64, verbose_name="输入摘要")),
                ("result_digest", models.CharField(blank=True, max_length=64, verbose_name="结果摘要")),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), verbose_name="写入时间"
                    ),
                ),
                ("ran_at", models.DateTimeField(blank=True, null=True, verbose_name="运行时间")),
                ("released_at", models.DateTimeField(blank=True, null=True, verbose_name="放行时间")),
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
                    "first_signer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="第一签字人",
                    ),
                ),
                (
                    "second_signer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="第二签字人",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="FilingReason",
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
                    "level",
                    models.CharField(
                        choices=[
                            ("GAOQIBEN", "高起本"),
                            ("ZHUANSHENGBEN", "专升本"),
                            ("GAOQIZHUAN", "高起专"),
                        ],
                        max_length=13,
                        verbose_name="层次",
                    ),
                ),
                ("choice_rank", models.PositiveSmallIntegerField(verbose_name="志愿序号")),
                ("code", models.CharField(max_length=32, verbose_name="原因代码")),
                ("detail", models.CharField(blank=True, max_length=200, verbose_name="数字")),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="filing_reasons",
                        to="records.candidate",
                        verbose_name="考生",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="records.filingrun",
                        verbose_name="运行",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="FilingProof",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("season", models.SmallIntegerField(verbose_name="年度")),
                ("province", models.CharField(max_length=2, verbose_name="省份")),
                ("name", models.CharField(max_length=4, verbose_name="名称")),
                ("checked", models.PositiveBigIntegerField(verbose_name="核验数")),
                ("failed", models.PositiveBigIntegerField(verbose_name="不符数")),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proofs",
                        to="records.filingrun",
                        verbose_name="运行",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="candidatefile",
            name="run",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                to="records.filingrun",
                verbose_name="投档运行",
            ),
        ),
        migrations.CreateModel(
            name="FilingSheet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("season", models.SmallIntegerField(verbose_name="年度")),
                ("province", models.CharField(max_length=2, verbose_name="省份")),
                ("name", models.CharField(max_length=32, verbose_name="文件名")),
                ("digest", models.CharField(max_length=64, verbose_name="摘要")),
                ("packed", models.BinaryField(verbose_name="内容（zlib）")),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sheets",
                        to="records.filingrun",
                        verbose_name="运行",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Job",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("season", models.SmallIntegerField(verbose_name="年度")),
                ("province", models.CharField(max_length=2, verbose_name="省份")),
                ("kind", models.CharField(max_length=64, verbose_name="任务")),
                ("title", models.CharField(max_length=120, verbose_name="名称")),
                (
                    "state",
                    models.CharField(
                        choices=[("RUNNING", "进行中"), ("DONE", "已完成"), ("FAILED", "未完成")],
                        max_length=7,
                        verbose_name="状态",
                    ),
                ),
                ("done", models.PositiveBigIntegerField(default=0, verbose_name="已处理")),
                ("total", models.PositiveBigIntegerField(default=0, verbose_name="总数")),
                (
                    "started_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), verbose_name="写入时间"
                    ),
                ),
                ("finished_at", models.DateTimeField(blank=True, null=True, verbose_name="结束时间")),
                ("message", models.CharField(blank=True, max_length=400, verbose_name="说明")),
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
                    "started_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="发起人",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Organisation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("MINISTRY", "教育部"),
                            ("PROVINCE", "省级招生考试机构"),
                            ("DEPARTMENT", "主管部门"),
                            ("PREFECTURE", "市级招生考试机构"),
                            ("COUNTY", "县级招生考试机构"),
                            ("SITE", "考点"),
                            ("COLLEGE", "成人高校"),
                        ],
                        max_length=10,
                        verbose_name="类别",
                    ),
                ),
                ("code", models.CharField(max_length=12, verbose_name="代码")),
                ("name", models.CharField(max_length=120, verbose_name="名称")),
                (
                    "path",
                    models.CharField(
                        help_text="/14/1401/140105/，以斜线结尾",
                        max_length=200,
                        unique=True,
                        verbose_name="路径",
                    ),
                ),
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
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="records.organisation",
                        verbose_name="上级",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="examsite",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, to="records.organisation", verbose_name="考点"
            ),
        ),
        migrations.AddField(
            model_name="college",
            name="organisation",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, to="records.organisation", verbose_name="单位"
            ),
        ),
        migrations.CreateModel(
            name="ClaimOpinion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("season", models.SmallIntegerField(verbose_name="年度")),
                ("province", models.CharField(max_length=2, verbose_name="省份")),
                ("agrees", models.BooleanField(verbose_name="同意")),
                ("text", models.CharField(max_length=200, verbose_name="意见")),
                ("at", models.DateTimeField(verbose_name="时间")),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opinions",
                        to="records.claim",
                        verbose_name="照顾申请",
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="records.organisation",
                        verbose_name="主管部门",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="candidate",
            name="confirmation_point",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, to="records.organisation", verbose_name="确认点"
            ),
        ),
        migrations.CreateModel(
            name="PaperMark",
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
                    "paper",
                    models.CharField(
                        choices=[
                            ("CHINESE", "语文"),
                            ("CHINESE_AS_SECOND", "汉语"),
                            ("MATHS_HUMANITIES", "数学（文科）"),
                            ("MATHS_SCIENCE", "数学（理科）"),
                            ("FOREIGN", "外语"),
                            ("HISTORY_GEOGRAPHY", "史地"),
                            ("PHYSICS_CHEMISTRY", "理化"),
                            ("POLITICS", "政治"),
                            ("UNIVERSITY_CHINESE", "大学语文"),
                            ("ART_THEORY", "艺术概论"),
                            ("ADVANCED_MATHS_1", "高等数学（一）"),
                            ("ADVANCED_MATHS_2", "高等数学（二）"),
                            ("CIVIL_LAW", "民法"),
                            ("EDUCATION_THEORY", "教育理论"),
                            ("ECOLOGY", "生态学基础"),
                            ("MEDICINE_GENERAL", "医学综合"),
                        ],
                        max_length=18,
                        verbose_name="科目",
                    ),
                ),
                (
                    "slot",
                    models.CharField(
                        choices=[
                            ("chinese", "语文"),
                            ("maths", "数学"),
                            ("foreign", "外语"),
                            ("combined", "史地/理化"),
                            ("politics", "政治"),
                            ("specialised", "专业基础课"),
                        ],
                        max_length=11,
                        verbose_name="计分位置",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("NONE", "未录入"),
                            ("IMPORTED", "已导入"),
                            ("RECONCILED", "已核对"),
                            ("FROZEN", "已封账"),
                            ("RELEASED", "已发布"),
                            ("CORRECTED", "已更正"),
                        ],
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("absent", models.BooleanField(default=False, verbose_name="缺考")),
                ("cancelled", models.BooleanField(default=False, verbose_name="成绩取消")),
                (
                    "mark",
                    models.DecimalField(
                        blank=True, decimal_places=1, max_digits=5, null=True, verbose_name="成绩"
                    ),
                ),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="marks",
                        to="records.candidate",
                        verbose_name="考生",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PlanCap",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("season", models.SmallIntegerField(verbose_name="年度")),
                ("province", models.CharField(max_length=2, verbose_name="省份")),
                ("ceiling", models.PositiveIntegerField(verbose_name="上限")),
                ("set_by", models.CharField(max_length=120, verbose_name="核定部门")),
                (
                    "college",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="records.college", verbose_name="院校"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PracticeLicence",
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
                            ("ASSISTANT_PHYSICIAN", "执业助理医师及以上资格证书"),
                            ("VILLAGE_DOCTOR", "乡村医生执业证书"),
                            ("NURSE", "护士执业证书"),
                        ],
                        max_length=19,
                        verbose_name="证书",
                    ),
                ),
                ("number", models.CharField(max_length=32, verbose_name="编号")),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="licences",
                        to="records.candidate",
                        verbose_name="考生",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Programme",
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
                    "code",
                    models.CharField(
                        help_text="省内唯一的招生专业代号", max_length=16, verbose_name="专业代号"
                    ),
                ),
                ("major_code", models.CharField(max_length=8, verbose_name="专业代码")),
                ("name", models.CharField(max_length=80, verbose_name="专业名称")),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("GAOQIBEN", "高起本"),
                            ("ZHUANSHENGBEN", "专升本"),
                            ("GAOQIZHUAN", "高起专"),
                        ],
                        max_length=13,
                        verbose_name="层次",
                    ),
                ),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("HUMANITIES", "文史类"),
                            ("SCIENCE", "理工类"),
                            ("FOREIGN_HUMANITIES", "外语（文）"),
                            ("FOREIGN_SCIENCE", "外语（理）"),
                            ("ARTS_HUMANITIES", "艺术（文）"),
                            ("ARTS_SCIENCE", "艺术（理）"),
                            ("SPORTS_HUMANITIES", "体育（文）"),
                            ("SPORTS_SCIENCE", "体育（理）"),
                            ("LITERATURE", "文史类"),
                            ("FOREIGN_LANGUAGES", "外语类"),
                            ("CHINESE_MEDICINE", "中医类"),
                            ("ARTS", "艺术类"),
                            ("ENGINEERING", "理工类"),
                            ("ECONOMICS_MANAGEMENT", "经管类"),
                            ("LAW", "法学类"),
                            ("EDUCATION", "教育学类"),
                            ("SPORTS_EDUCATION", "教育学类（体育）"),
                            ("AGRONOMY", "农学类"),
                            ("MEDICINE", "医学类"),
                        ],
                        max_length=20,
                        verbose_name="科类",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("GENERAL", "普通类"),
                            ("ARTS", "艺术类"),
                            ("ARTS_THEORY", "史论、编导类"),
                            ("SPORTS", "体育类"),
                        ],
                        max_length=11,
                        verbose_name="类别",
                    ),
                ),
                (
                    "study_form",
                    models.CharField(
                        choices=[
                            ("FULL_TIME", "脱产"),
                            ("CORRESPONDENCE", "函授"),
                            ("SPARE_TIME", "业余"),
                            ("NON_FULL_TIME", "非脱产"),
                        ],
                        max_length=14,
                        verbose_name="学习形式",
                    ),
                ),
                ("half_years", models.PositiveSmallIntegerField(verbose_name="学制（半年数）")),
                (
                    "specialised_paper",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("CHINESE", "语文"),
                            ("CHINESE_AS_SECOND", "汉语"),
                            ("MATHS_HUMANITIES", "数学（文科）"),
                            ("MATHS_SCIENCE", "数学（理科）"),
                            ("FOREIGN", "外语"),
                            ("HISTORY_GEOGRAPHY", "史地"),
                            ("PHYSICS_CHEMISTRY", "理化"),
                            ("POLITICS", "政治"),
                            ("UNIVERSITY_CHINESE", "大学语文"),
                            ("ART_THEORY", "艺术概论"),
                            ("ADVANCED_MATHS_1", "高等数学（一）"),
                            ("ADVANCED_MATHS_2", "高等数学（二）"),
                            ("CIVIL_LAW", "民法"),
                            ("EDUCATION_THEORY", "教育理论"),
                            ("ECOLOGY", "生态学基础"),
                            ("MEDICINE_GENERAL", "医学综合"),
                        ],
                        default="",
                        max_length=18,
                        verbose_name="专业基础课",
                    ),
                ),
                ("relaxable", models.BooleanField(default=False, verbose_name="可降分投档")),
                ("extra_test", models.BooleanField(default=False, verbose_name="专业加试")),
                (
                    "foreign_language",
                    models.CharField(default="不限", max_length=20, verbose_name="外语语种"),
                ),
                ("teaching_place", models.CharField(max_length=120, verbose_name="授课地点")),
                (
                    "annual_fee",
                    models.DecimalField(decimal_places=2, max_digits=8, verbose_name="学费（元/年）"),
                ),
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
                    "college",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="records.college", verbose_name="院校"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="FilingResult",
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
                    "level",
                    models.CharField(
                        choices=[
                            ("GAOQIBEN", "高起本"),
                            ("ZHUANSHENGBEN", "专升本"),
                            ("GAOQIZHUAN", "高起专"),
                        ],
                        max_length=13,
                        verbose_name="层次",
                    ),
                ),
                ("admitted", models.BooleanField(verbose_name="拟录取")),
                ("choice_rank", models.PositiveSmallIntegerField(null=True, verbose_name="志愿序号")),
                ("programme_rank", models.PositiveSmallIntegerField(null=True, verbose_name="专业序号")),
                ("filing_score", models.DecimalField(decimal_places=2, max_digits=6, verbose_name="投档分")),
                ("relaxed", models.BooleanField(default=False, verbose_name="降分投档")),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="filing_results",
                        to="records.candidate",
                        verbose_name="考生",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="records.filingrun",
                        verbose_name="运行",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="records.programme",
                        verbose_name="专业",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="FiledUnit",
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
                    "level",
                    models.CharField(
                        choices=[
                            ("GAOQIBEN", "高起本"),
                            ("ZHUANSHENGBEN", "专升本"),
                            ("GAOQIZHUAN", "高起专"),
                        ],
                        max_length=13,
                        verbose_name="层次",
                    ),
                ),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("HUMANITIES", "文史类"),
                            ("SCIENCE", "理工类"),
                            ("FOREIGN_HUMANITIES", "外语（文）"),
                            ("FOREIGN_SCIENCE", "外语（理）"),
                            ("ARTS_HUMANITIES", "艺术（文）"),
                            ("ARTS_SCIENCE", "艺术（理）"),
                            ("SPORTS_HUMANITIES", "体育（文）"),
                            ("SPORTS_SCIENCE", "体育（理）"),
                            ("LITERATURE", "文史类"),
                            ("FOREIGN_LANGUAGES", "外语类"),
                            ("CHINESE_MEDICINE", "中医类"),
                            ("ARTS", "艺术类"),
                            ("ENGINEERING", "理工类"),
                            ("ECONOMICS_MANAGEMENT", "经管类"),
                            ("LAW", "法学类"),
                            ("EDUCATION", "教育学类"),
                            ("SPORTS_EDUCATION", "教育学类（体育）"),
                            ("AGRONOMY", "农学类"),
                            ("MEDICINE", "医学类"),
                        ],
                        max_length=20,
                        verbose_name="科类",
                    ),
                ),
                ("ordering", models.CharField(max_length=8, verbose_name="排序依据")),
                ("places", models.PositiveIntegerField(verbose_name="计划数")),
                ("filed", models.PositiveIntegerField(verbose_name="投档数")),
                ("admitted", models.PositiveIntegerField(verbose_name="拟录取数")),
                (
                    "lowest_admitted",
                    models.DecimalField(decimal_places=2, max_digits=6, null=True, verbose_name="最低分"),
                ),
                (
                    "college",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="records.college", verbose_name="院校"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="units",
                        to="records.filingrun",
                        verbose_name="运行",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="records.programme",
                        verbose_name="专业",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="candidatefile",
            name="programme",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                to="records.programme",
                verbose_name="拟录专业",
            ),
        ),
        migrations.CreateModel(
            name="Admission",
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
                    "level",
                    models.CharField(
                        choices=[
                            ("GAOQIBEN", "高起本"),
                            ("ZHUANSHENGBEN", "专升本"),
                            ("GAOQIZHUAN", "高起专"),
                        ],
                        max_length=13,
                        verbose_name="层次",
                    ),
                ),
                ("admitted_at", models.DateTimeField(verbose_name="录取时间")),
                ("revoked_at", models.DateTimeField(blank=True, null=True, verbose_name="取消时间")),
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
                        related_name="admissions",
                        to="records.candidate",
                        verbose_name="考生",
                    ),
                ),
                (
                    "file",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="records.candidatefile",
                        verbose_name="档案",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="records.programme",
                        verbose_name="专业",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PublicNotice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("season", models.SmallIntegerField(verbose_name="年度")),
                ("province", models.CharField(max_length=2, verbose_name="省份")),
                ("number", models.CharField(max_length=40, verbose_name="文号")),
                ("title", models.CharField(max_length=120, verbose_name="标题")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("DRAFT", "待公示"),
                            ("SIGNED", "已签发"),
                            ("UP", "公示中"),
                            ("COMPLETED", "公示期满"),
                            ("DOWN", "已撤下"),
                        ],
                        max_length=9,
                        verbose_name="状态",
                    ),
                ),
                ("digest", models.CharField(max_length=64, verbose_name="名单摘要")),
                ("report_channel", models.CharField(max_length=200, verbose_name="举报渠道")),
                ("up_at", models.DateTimeField(blank=True, null=True, verbose_name="公示开始")),
                ("objections_until", models.DateTimeField(blank=True, null=True, verbose_name="异议截止")),
                ("completed_at", models.DateTimeField(blank=True, null=True, verbose_name="公示期满")),
                ("down_at", models.DateTimeField(blank=True, null=True, verbose_name="撤下时间")),
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
                    "first_signer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="第一签字人",
                    ),
                ),
                (
                    "second_signer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="第二签字人",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="NoticeEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("season", models.SmallIntegerField(verbose_name="年度")),
                ("province", models.CharField(max_length=2, verbose_name="省份")),
                ("name", models.CharField(max_length=64, verbose_name="姓名")),
                ("sex", models.CharField(max_length=1, verbose_name="性别")),
                ("employer", models.CharField(max_length=120, verbose_name="所在单位")),
                ("claim_label", models.CharField(max_length=80, verbose_name="享受照顾政策类别")),
                ("qualification", models.CharField(max_length=200, verbose_name="资格条件")),
                ("test_item", models.CharField(blank=True, max_length=80, verbose_name="测试项目")),
                ("test_score", models.CharField(blank=True, max_length=40, verbose_name="测试成绩")),
                ("standard", models.CharField(blank=True, max_length=80, verbose_name="合格标准")),
                ("intended", models.CharField(max_length=160, verbose_name="拟录高校及专业")),
                ("benefit", models.CharField(max_length=20, verbose_name="录取优惠分值")),
                ("objected", models.BooleanField(default=False, verbose_name="有异议")),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="records.claim",
                        verbose_name="照顾申请",
                    ),
                ),
                (
                    "notice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="records.publicnotice",
                        verbose_name="公示",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RegisteredMajor",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("season", models.SmallIntegerField(verbose_name="年度")),
                ("major_code", models.CharField(max_length=8, verbose_name="专业代码")),
                (
                    "college",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="records.college", verbose_name="院校"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Registration",
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
                    "route",
                    models.CharField(
                        choices=[("UNIFIED", "统考"), ("SEPARATE", "单考"), ("EXEMPT", "免试")],
                        max_length=8,
                        verbose_name="报考方式",
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("GAOQIBEN", "高起本"),
                            ("ZHUANSHENGBEN", "专升本"),
                            ("GAOQIZHUAN", "高起专"),
                        ],
                        max_length=13,
                        verbose_name="层次",
                    ),
                ),
                ("also_gaoqizhuan", models.BooleanField(default=False, verbose_name="兼报高起专")),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("HUMANITIES", "文史类"),
                            ("SCIENCE", "理工类"),
                            ("FOREIGN_HUMANITIES", "外语（文）"),
                            ("FOREIGN_SCIENCE", "外语（理）"),
                            ("ARTS_HUMANITIES", "艺术（文）"),
                            ("ARTS_SCIENCE", "艺术（理）"),
                            ("SPORTS_HUMANITIES", "体育（文）"),
                            ("SPORTS_SCIENCE", "体育（理）"),
                            ("LITERATURE", "文史类"),
                            ("FOREIGN_LANGUAGES", "外语类"),
                            ("CHINESE_MEDICINE", "中医类"),
                            ("ARTS", "艺术类"),
                            ("ENGINEERING", "理工类"),
                            ("ECONOMICS_MANAGEMENT", "经管类"),
                            ("LAW", "法学类"),
                            ("EDUCATION", "教育学类"),
                            ("SPORTS_EDUCATION", "教育学类（体育）"),
                            ("AGRONOMY", "农学类"),
                            ("MEDICINE", "医学类"),
                        ],
                        max_length=20,
                        verbose_name="科类",
                    ),
                ),
                (
                    "foreign_language",
                    models.CharField(
                        choices=[("ENGLISH", "英语"), ("JAPANESE", "日语"), ("RUSSIAN", "俄语")],
                        max_length=8,
                        verbose_name="外语语种",
                    ),
                ),
                (
                    "specialised_paper",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("CHINESE", "语文"),
                            ("CHINESE_AS_SECOND", "汉语"),
                            ("MATHS_HUMANITIES", "数学（文科）"),
                            ("MATHS_SCIENCE", "数学（理科）"),
                            ("FOREIGN", "外语"),
                            ("HISTORY_GEOGRAPHY", "史地"),
                            ("PHYSICS_CHEMISTRY", "理化"),
                            ("POLITICS", "政治"),
                            ("UNIVERSITY_CHINESE", "大学语文"),
                            ("ART_THEORY", "艺术概论"),
                            ("ADVANCED_MATHS_1", "高等数学（一）"),
                            ("ADVANCED_MATHS_2", "高等数学（二）"),
                            ("CIVIL_LAW", "民法"),
                            ("EDUCATION_THEORY", "教育理论"),
                            ("ECOLOGY", "生态学基础"),
                            ("MEDICINE_GENERAL", "医学综合"),
                        ],
                        default="",
                        max_length=18,
                        verbose_name="专业基础课",
                    ),
                ),
                ("works_in_health", models.BooleanField(default=False, verbose_name="从事卫生、医药行业")),
                ("pledge_digest", models.CharField(max_length=64, verbose_name="诚信承诺书摘要")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("DRAFT", "填写中"),
                            ("SUBMITTED", "待审核"),
                            ("UNDER_REVIEW", "审核中"),
                            ("RETURNED", "退回补正"),
                            ("SECOND_REVIEW", "待复核"),
                            ("APPROVED", "已通过"),
                            ("REJECTED", "不通过"),
                            ("CONFIRMED", "已确认"),
                            ("TICKETED", "已编排"),
                            ("WITHDRAWN", "已撤回"),
                            ("CANCELLED", "已取消"),
                        ],
                        max_length=13,
                        verbose_name="状态",
                    ),
                ),
                ("submitted_at", models.DateTimeField(blank=True, null=True, verbose_name="提交时间")),
                ("approved_at", models.DateTimeField(blank=True, null=True, verbose_name="审核通过时间")),
                ("confirmed_at", models.DateTimeField(blank=True, null=True, verbose_name="确认时间")),
                ("ticketed_at", models.DateTimeField(blank=True, null=True, verbose_name="编排时间")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="撤回或取消时间")),
                (
                    "candidate",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="registration",
                        to="records.candidate",
                        verbose_name="考生",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ResponsiblePerson",
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
                    "duty",
                    models.CharField(
                        choices=[("FIRST", "第一责任人"), ("DIRECT", "直接责任人")],
                        max_length=6,
                        verbose_name="责任",
                    ),
                ),
                ("name", models.CharField(max_length=64, verbose_name="姓名")),
                ("post", models.CharField(max_length=64, verbose_name="职务")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="records.organisation",
                        verbose_name="单位",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReviewDecision",
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
                    "verdict",
                    models.CharField(
                        choices=[
                            ("PASS", "通过"),
                            ("RETURN", "退回补正"),
                            ("SECOND", "转复核"),
                            ("REJECT", "不通过"),
                        ],
                        max_length=6,
                        verbose_name="结论",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=400, verbose_name="理由")),
                ("at", models.DateTimeField(verbose_name="时间")),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="records.candidate",
                        verbose_name="考生",
                    ),
                ),
                (
                    "reviewer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="审核人",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Season",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("season", models.SmallIntegerField(verbose_name="年度")),
                ("province", models.CharField(max_length=2, verbose_name="省份")),
                ("name", models.CharField(max_length=80, verbose_name="名称")),
                ("office_name", models.CharField(max_length=80, verbose_name="省级招生考试机构")),
                (
                    "tie_seed",
                    models.CharField(
                        help_text="在成绩产生前公布", max_length=128, verbose_name="同分随机种子"
                    ),
                ),
                ("synthetic", models.BooleanField(default=False, verbose_name="演示数据")),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), verbose_name="写入时间"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("season", "province"), name="season_once_per_year_and_province"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Seat",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("season", models.SmallIntegerField(verbose_name="年度")),
                ("province", models.CharField(max_length=2, verbose_name="省份")),
                ("number", models.PositiveSmallIntegerField(verbose_name="座位号")),
                ("admit_card_number", models.CharField(max_length=24, verbose_name="准考证号")),
                ("issued_at", models.DateTimeField(verbose_name="编排时间")),
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
                        related_name="seat",
                        to="records.candidate",
                        verbose_name="考生",
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="records.examroom",
                        verbose_name="考场",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SourcePlan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("season", models.SmallIntegerField(verbose_name="年度")),
                ("province", models.CharField(max_length=2, verbose_name="省份")),
                ("places", models.PositiveIntegerField(verbose_name="计划数")),
                ("admitted", models.PositiveIntegerField(default=0, verbose_name="已录取")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("DRAFT", "编制中"),
                            ("SUBMITTED", "已上报"),
                            ("DEPARTMENT_AGREED", "主管部门已审"),
                            ("TOTALLED", "教育部已汇总"),
                            ("DISTRIBUTED", "已分送"),
                            ("PUBLISHED", "已公布"),
                            ("RETURNED", "被退回"),
                        ],
                        max_length=17,
                        verbose_name="状态",
                    ),
                ),
                ("submitted_at", models.DateTimeField(blank=True, null=True, verbose_name="上报时间")),
                ("agreed_at", models.DateTimeField(blank=True, null=True, verbose_name="主管部门审核时间")),
                ("totalled_at", models.DateTimeField(blank=True, null=True, verbose_name="教育部汇总时间")),
                ("distributed_at", models.DateTimeField(blank=True, null=True, verbose_name="分送时间")),
                ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="公布时间")),
                (
                    "programme",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="source_plan",
                        to="records.programme",
                        verbose_name="专业",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="StaffRole",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("CANDIDATE", "考生"),
                            ("COUNTY_REVIEWER", "县区审核员"),
                            ("SECOND_REVIEWER", "县区复核员"),
                            ("PREFECTURE_OFFICER", "市招办工作人员"),
                            ("SITE_HEAD", "考点主考"),
                            ("DEPARTMENT_OFFICER", "主管部门审核员"),
                            ("COLLEGE_OFFICER", "院校阅档员"),
                            ("COLLEGE_LEAD", "院校招生负责人"),
                            ("PROVINCE_OFFICER", "省招办工作人员"),
                            ("PROVINCE_LEAD", "省招办负责人"),
                            ("COMMITTEE_MEMBER", "省招委会成员"),
                            ("MINISTRY_OFFICER", "教育部工作人员"),
                            ("OVERSIGHT", "纪检监督员"),
                        ],
                        max_length=18,
                        verbose_name="角色",
                    ),
                ),
                ("season", models.SmallIntegerField(verbose_name="年度")),
                ("province", models.CharField(max_length=2, verbose_name="省份")),
                ("valid_from", models.DateTimeField(verbose_name="生效时间")),
                ("valid_until", models.DateTimeField(verbose_name="失效时间")),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="roles",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="账号",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="records.organisation",
                        verbose_name="单位",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="StageWindow",
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
                    "stage",
                    models.CharField(
                        choices=[
                            ("DIRECTORY", "专业目录编制"),
                            ("REGISTRATION", "报名"),
                            ("REVIEW", "资格审核"),
                            ("PLACES", "招生计划编制"),
                            ("EXAM", "考试"),
                            ("MARKING", "阅卷"),
                            ("LINES", "划定控制线"),
                            ("CHOICES", "志愿确认"),
                            ("ADMISSION", "录取"),
                        ],
                        max_length=12,
                        verbose_name="阶段",
                    ),
                ),
                ("org_path", models.CharField(max_length=200, verbose_name="范围")),
                ("opens_at", models.DateTimeField(verbose_name="开放时间")),
                ("closes_at", models.DateTimeField(verbose_name="截止时间")),
                ("extended_from", models.DateTimeField(blank=True, null=True, verbose_name="原截止时间")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "stage__in",
                                [
                                    "ADMISSION",
                                    "CHOICES",
                                    "DIRECTORY",
                                    "EXAM",
                                    "LINES",
                                    "MARKING",
                                    "PLACES",
                                    "REGISTRATION",
                                    "REVIEW",
                                ],
                            )
                        ),
                        name="stage_window_stage_known",
                        violation_error_message="stage 只能取规定的值",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("closes_at__gt", models.F("opens_at"))),
                        name="stage_window_closes_after_it_opens",
                        violation_error_message="截止时间必须晚于开放时间",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("season", "="),
                            ("province", "="),
                            ("stage", "="),
                            ("org_path", "="),
                            (
                                models.Func(
                                    models.F("opens_at"),
                                    models.F("closes_at"),
                                    function="tstzrange",
                                    output_field=django.contrib.postgres.fields.ranges.DateTimeRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="stage_window_one_open_per_scope",
                        violation_error_message="同一范围的同一阶段不能同时有两个开放时段",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TeachingSite",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("province", models.CharField(max_length=2, verbose_name="省份")),
                ("name", models.CharField(max_length=120, verbose_name="名称")),
                ("registered_from", models.DateField(verbose_name="备案起")),
                ("registered_until", models.DateField(blank=True, null=True, verbose_name="备案止")),
                (
                    "college",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="records.college", verbose_name="院校"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AdmissionLetter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("season", models.SmallIntegerField(verbose_name="年度")),
                ("province", models.CharField(max_length=2, verbose_name="省份")),
                ("number", models.CharField(max_length=32, verbose_name="编号")),
                ("digest", models.CharField(max_length=64, verbose_name="内容摘要")),
                ("issued_at", models.DateTimeField(verbose_name="签发时间")),
                (
                    "admission",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letter",
                        to="records.admission",
                        verbose_name="录取",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("season", "province", "number"), name="admission_letter_number_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Approval",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("season", models.SmallIntegerField(verbose_name="年度")),
                ("province", models.CharField(max_length=2, verbose_name="省份")),
                ("act", models.CharField(max_length=64, verbose_name="事项")),
                ("digest", models.CharField(max_length=64, verbose_name="摘要")),
                ("first_at", models.DateTimeField(verbose_name="第一人时间")),
                ("second_at", models.DateTimeField(null=True, verbose_name="第二人时间")),
                (
                    "first",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="第一人",
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="第二人",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("second__isnull", True),
                            models.Q(("first", models.F("second")), _negated=True),
                            _connector="OR",
                        ),
                        name="approval_by_two_different_persons",
                        violation_error_message="两次签字必须由不同的人完成",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("second__isnull", True), ("second_at__isnull", True)),
                            models.Q(("second__isnull", False), ("second_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="approval_second_has_time",
                        violation_error_message="第二人签字必须有时间",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AuditRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("season", models.SmallIntegerField(verbose_name="年度")),
                ("province", models.CharField(max_length=2, verbose_name="省份")),
                ("at", models.DateTimeField(verbose_name="时间")),
                (
                    "role",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("CANDIDATE", "考生"),
                            ("COUNTY_REVIEWER", "县区审核员"),
                            ("SECOND_REVIEWER", "县区复核员"),
                            ("PREFECTURE_OFFICER", "市招办工作人员"),
                            ("SITE_HEAD", "考点主考"),
                            ("DEPARTMENT_OFFICER", "主管部门审核员"),
                            ("COLLEGE_OFFICER", "院校阅档员"),
                            ("COLLEGE_LEAD", "院校招生负责人"),
                            ("PROVINCE_OFFICER", "省招办工作人员"),
                            ("PROVINCE_LEAD", "省招办负责人"),
                            ("COMMITTEE_MEMBER", "省招委会成员"),
                            ("MINISTRY_OFFICER", "教育部工作人员"),
                            ("OVERSIGHT", "纪检监督员"),
                        ],
                        max_length=18,
                        verbose_name="角色",
                    ),
                ),
                ("org_path", models.CharField(max_length=200, verbose_name="单位路径")),
                ("act", models.CharField(max_length=64, verbose_name="动作")),
                ("object_kind", models.CharField(max_length=32, verbose_name="对象")),
                ("object_id", models.CharField(max_length=64, verbose_name="对象编号")),
                ("before_digest", models.CharField(blank=True, max_length=64, verbose_name="之前摘要")),
                ("after_digest", models.CharField(blank=True, max_length=64, verbose_name="之后摘要")),
                ("reason", models.CharField(blank=True, max_length=400, verbose_name="理由")),
                ("request_id", models.CharField(blank=True, max_length=36, verbose_name="请求编号")),
                (
                    "written_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), verbose_name="写入时间"
                    ),
                ),
                (
                    "account",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="经办人",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["season", "province", "-id"], name="audit_by_season"),
                    models.Index(
                        fields=["season", "province", "object_kind", "object_id"], name="audit_by_object"
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(fields=["season", "province", "state", "id"], name="claim_by_state"),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "AGED_25",
                            "EXEMPT_ATHLETE",
                            "EXEMPT_VETERAN",
                            "FIRST_GRADE_ATHLETE",
                            "GRASSROOTS_SERVICE",
                            "MARTYR_FAMILY",
                            "MASTER_ATHLETE",
                            "MINORITY_AREA",
                            "MODEL_WORKER",
                            "NATIONAL_MODEL_WORKER",
                            "OVERSEAS_OR_TAIWAN",
                            "PROVINCIAL_HONOUR",
                            "SELF_EMPLOYED_VETERAN",
                            "THIRD_CLASS_MERIT",
                            "THIRD_LINE_WORKER",
                        ],
                    )
                ),
                name="claim_kind_known",
                violation_error_message="kind 只能取规定的值",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "CLAIMED",
                            "DEPARTMENT_AGREED",
                            "EFFECTIVE",
                            "NOTIFIED",
                            "OBJECTED",
                            "OFFICE_APPROVED",
                            "REFUSED",
                            "REVOKED",
                        ],
                    )
                ),
                name="claim_state_known",
                violation_error_message="state 只能取规定的值",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.UniqueConstraint(
                fields=("season", "province", "candidate", "kind"), name="claim_once_per_kind"
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("exempts", True), ("points", 0)),
                    models.Q(("exempts", False), ("points__in", [10, 20, 30, 50])),
                    _connector="OR",
                ),
                name="claim_points_of_the_notice",
                violation_error_message="加分只能是10、20、30或50分（附件1·五（五））",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "EFFECTIVE"), _negated=True),
                    models.Q(
                        ("approved_at__isnull", False),
                        ("notice_completed_at__isnull", False),
                        ("objection_sustained", False),
                    ),
                    _connector="OR",
                ),
                name="claim_effective_only_after_publicity",
                violation_error_message="未经审核、公示期满且无有效异议，照顾政策不得生效（通知二.3）",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "REFUSED"), _negated=True),
                    models.Q(("refused_reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="claim_refused_has_reason",
                violation_error_message="不通过必须写明理由",
            ),
        ),
        migrations.AddIndex(
            model_name="choice",
            index=models.Index(
                fields=["season", "province", "filing_round", "level", "rank"], name="choice_by_rank"
            ),
        ),
        migrations.AddConstraint(
            model_name="choice",
            constraint=models.CheckConstraint(
                condition=models.Q(("filing_round__in", ["MAIN", "SUPPLEMENTARY"])),
                name="choice_round_known",
                violation_error_message="filing_round 只能取规定的值",
            ),
        ),
        migrations.AddConstraint(
            model_name="choice",
            constraint=models.CheckConstraint(
                condition=models.Q(("level__in", ["GAOQIBEN", "GAOQIZHUAN", "ZHUANSHENGBEN"])),
                name="choice_level_known",
                violation_error_message="level 只能取规定的值",
            ),
        ),
        migrations.AddConstraint(
            model_name="choice",
            constraint=models.UniqueConstraint(
                fields=("season", "province", "candidate", "filing_round", "level", "rank"),
                name="choice_rank_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="choice",
            constraint=models.CheckConstraint(
                condition=models.Q(("rank__gte", 1)),
                name="choice_ranks_start_at_one",
                violation_error_message="志愿序号从1开始",
            ),
        ),
        migrations.AddConstraint(
            model_name="choice",
            constraint=models.CheckConstraint(
                condition=models.Q(("programmes__len__gte", 1)),
                name="choice_has_a_programme",
                violation_error_message="每个志愿至少填一个专业",
            ),
        ),
        migrations.AddConstraint(
            model_name="charter",
            constraint=models.UniqueConstraint(
                fields=("season", "college", "version"), name="charter_version_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="admissionlist",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["APPROVED", "CHECKED", "OPEN", "QUERIED", "SENT", "SUBMITTED"])
                ),
                name="admission_list_state_known",
                violation_error_message="state 只能取规定的值",
            ),
        ),
        migrations.AddConstraint(
            model_name="admissionlist",
            constraint=models.UniqueConstraint(
                fields=("season", "province", "college", "level", "filing_round"), name="admission_list_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="admissionlist",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["APPROVED", "SENT"]), _negated=True),
                    models.Q(
                        ("approved_at__isnull", False),
                        ("approved_by__isnull", False),
                        ("checked_by__isnull", False),
                        models.Q(("checked_by", models.F("approved_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="admission_list_approved_by_two",
                violation_error_message="录取名单必须由两人审核批准",
            ),
        ),
        migrations.AddConstraint(
            model_name="controlline",
            constraint=models.UniqueConstraint(
                fields=("season", "province", "level", "category", "kind", "version"),
                name="control_line_version_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="controlline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("published_at__isnull", True),
                    models.Q(
                        ("approved_by__isnull", False),
                        models.Q(("approved_by", models.F("proposed_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="control_line_published_by_two",
                violation_error_message="控制线必须由两人签发才能公布",
            ),
        ),
        migrations.AddConstraint(
            model_name="controlline",
            constraint=models.CheckConstraint(
                condition=models.Q(("score__lte", 600)),
                name="control_line_at_most_full_mark",
                violation_error_message="控制线不能高于满分",
            ),
        ),
        migrations.AddConstraint(
            model_name="education",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["BENKE", "BENKE_INCOMPLETE", "EQUIVALENT", "SENIOR_SECONDARY", "ZHUANKE"])
                ),
                name="education_kind_known",
                violation_error_message="kind 只能取规定的值",
            ),
        ),
        migrations.AddConstraint(
            model_name="education",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("verified_at__isnull", True),
                    models.Q(("verified_by", ""), _negated=True),
                    _connector="OR",
                ),
                name="education_verified_has_method",
                violation_error_message="已核验的学历必须写明核验方式",
            ),
        ),
        migrations.AddConstraint(
            model_name="examroom",
            constraint=models.UniqueConstraint(
                fields=("season", "province", "site", "number"), name="exam_room_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="examroom",
            constraint=models.CheckConstraint(
                condition=models.Q(("seats__gte", 1), ("seats__lte", 30)),
                name="exam_room_at_most_thirty_seats",
                violation_error_message="每个考场1至30个座位",
            ),
        ),
        migrations.AddConstraint(
            model_name="examroom",
            constraint=models.CheckConstraint(
                condition=models.Q(("session_group__in", ["SENIOR_SECONDARY", "ZHUANKE"])),
                name="exam_room_group_known",
                violation_error_message="session_group 只能取规定的值",
            ),
        ),
        migrations.AddConstraint(
            model_name="extratestresult",
            constraint=models.UniqueConstraint(
                fields=("season", "province", "candidate", "college"), name="extra_test_once_per_college"
            ),
        ),
        migrations.AddConstraint(
            model_name="extratestresult",
            constraint=models.CheckConstraint(
                condition=models.Q(("score__gte", 0)),
                name="extra_test_not_negative",
                violation_error_message="加试成绩不能为负",
            ),
        ),
        migrations.AddIndex(
            model_name="filemove",
            index=models.Index(fields=["file", "id"], name="file_move_by_file"),
        ),
        migrations.AddConstraint(
            model_name="filingrun",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "DRY",
                            "FAILED",
                            "LOCKED",
                            "PREPARED",
                            "PROVED",
                            "RELEASED",
                            "RUN",
                            "SIGNED",
                            "SUPERSEDED",
                        ],
                    )
                ),
                name="filing_run_state_known",
                violation_error_message="state 只能取规定的值",
            ),
        ),
        migrations.AddConstraint(
            model_name="filingrun",
            constraint=models.CheckConstraint(
                condition=models.Q(("filing_round__in", ["MAIN", "SUPPLEMENTARY"])),
                name="filing_run_round_known",
                violation_error_message="filing_round 只能取规定的值",
            ),
        ),
        migrations.AddConstraint(
            model_name="filingrun",
            constraint=models.UniqueConstraint(
                fields=("season", "province", "number"), name="filing_run_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="filingrun",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "RELEASED")),
                fields=("season", "province", "filing_round", "tier"),
                name="filing_run_one_released_per_round_and_tier",
            ),
        ),
        migrations.AddConstraint(
            model_name="filingrun",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["SIGNED", "RELEASED"]), _negated=True),
                    models.Q(
                        ("first_signer__isnull", False),
                        ("second_signer__isnull", False),
                        models.Q(("first_signer", models.F("second_signer")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="filing_run_released_only_signed_by_two",
                violation_error_message="投档结果必须双人签字后才能放行",
            ),
        ),
        migrations.AddConstraint(
            model_name="filingrun",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state__in", ["RUN", "PROVED", "SIGNED", "RELEASED", "SUPERSEDED"]), _negated=True
                    ),
                    models.Q(
                        models.Q(("input_digest", ""), _negated=True),
                        models.Q(("result_digest", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="filing_run_result_has_digests",
                violation_error_message="运行过的投档必须有输入和结果摘要",
            ),
        ),
        migrations.AddConstraint(
            model_name="filingreason",
            constraint=models.UniqueConstraint(
                fields=("season", "province", "run", "candidate", "level", "choice_rank"),
                name="filing_reason_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="filingproof",
            constraint=models.UniqueConstraint(
                fields=("season", "province", "run", "name"), name="filing_proof_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="filingsheet",
            constraint=models.UniqueConstraint(
                fields=("season", "province", "run", "name"), name="filing_sheet_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="job",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["DONE", "FAILED", "RUNNING"])),
                name="job_state_known",
                violation_error_message="state 只能取规定的值",
            ),
        ),
        migrations.AddConstraint(
            model_name="job",
            constraint=models.CheckConstraint(
                condition=models.Q(("done__lte", models.F("total"))),
                name="job_never_done_beyond_total",
                violation_error_message="已处理数不能超过总数",
            ),
        ),
        migrations.AddConstraint(
            model_name="job",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("finished_at__isnull", True), ("state", "RUNNING")),
                    models.Q(models.Q(("state", "RUNNING"), _negated=True), ("finished_at__isnull", False)),
                    _connector="OR",
                ),
                name="job_ended_has_time",
                violation_error_message="结束的任务必须有结束时间",
            ),
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        ["COLLEGE", "COUNTY", "DEPARTMENT", "MINISTRY", "PREFECTURE", "PROVINCE", "SITE"],
                    )
                ),
                name="organisation_kind_known",
                violation_error_message="kind 只能取规定的值",
            ),
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.UniqueConstraint(
                fields=("kind", "code"), name="organisation_code_once_per_kind"
            ),
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.CheckConstraint(
                condition=models.Q(("path__endswith", "/"), ("path__startswith", "/")),
                name="organisation_path_between_slashes",
                violation_error_message="路径必须以斜线开头和结尾",
            ),
        ),
        migrations.AddConstraint(
            model_name="examsite",
            constraint=models.UniqueConstraint(
                fields=("season", "province", "code"), name="exam_site_code_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="college",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "CADRE_COLLEGE",
                            "EDUCATION_COLLEGE",
                            "OPEN_UNIVERSITY",
                            "REGULAR_COLLEGE",
                            "VOCATIONAL_COLLEGE",
                            "VOCATIONAL_UNIVERSITY",
                            "WORKERS_COLLEGE",
                        ],
                    )
                ),
                name="college_kind_known",
                violation_error_message="kind 只能取规定的值",
            ),
        ),
        migrations.AddConstraint(
            model_name="claimopinion",
            constraint=models.UniqueConstraint(
                fields=("season", "province", "claim", "department"), name="claim_opinion_once_per_department"
            ),
        ),
        migrations.AddIndex(
            model_name="candidate",
            index=models.Index(fields=["season", "province", "org_path", "id"], name="candidate_by_org"),
        ),
        migrations.AddConstraint(
            model_name="candidate",
            constraint=models.UniqueConstraint(
                fields=("season", "province", "candidate_number"), name="candidate_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="candidate",
            constraint=models.UniqueConstraint(
                fields=("season", "province", "identity_index"),
                name="candidate_once_per_person",
                violation_error_message="该证件本年度已经报名",
            ),
        ),
        migrations.AddConstraint(
            model_name="candidate",
            constraint=models.CheckConstraint(
                condition=models.Q(("sex__in", ["1", "2"])),
                name="candidate_sex_known",
                violation_error_message="sex 只能取规定的值",
            ),
        ),
        migrations.AddConstraint(
            model_name="candidate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "identity_kind__in",
                        [
                            "FOREIGN_PERMANENT",
                            "HK_MACAO_PERMIT",
                            "HK_MACAO_RESIDENCE",
                            "RESIDENT_ID",
                            "TAIWAN_PERMIT",
                            "TAIWAN_RESIDENCE",
                        ],
                    )
                ),
                name="candidate_identity_kind_known",
                violation_error_message="identity_kind 只能取规定的值",
            ),
        ),
        migrations.AddConstraint(
            model_name="papermark",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "paper__in",
                        [
                            "ADVANCED_MATHS_1",
                            "ADVANCED_MATHS_2",
                            "ART_THEORY",
                            "CHINESE",
                            "CHINESE_AS_SECOND",
                            "CIVIL_LAW",
                            "ECOLOGY",
                            "EDUCATION_THEORY",
                            "FOREIGN",
                            "HISTORY_GEOGRAPHY",
                            "MATHS_HUMANITIES",
                            "MATHS_SCIENCE",
                            "MEDICINE_GENERAL",
                            "PHYSICS_CHEMISTRY",
                            "POLITICS",
                            "UNIVERSITY_CHINESE",
                        ],
                    )
                ),
                name="paper_mark_paper_known",
                violation_error_message="paper 只能取规定的值",
            ),
        ),
        migrations.AddConstraint(
            model_name="papermark",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("slot__in", ["chinese", "combined", "foreign", "maths", "politics", "specialised"])
                ),
                name="paper_mark_slot_known",
                violation_error_message="slot 只能取规定的值",
            ),
        ),
        migrations.AddConstraint(
            model_name="papermark",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["CORRECTED", "FROZEN", "IMPORTED", "NONE", "RECONCILED", "RELEASED"])
                ),
                name="paper_mark_state_known",
                violation_error_message="state 只能取规定的值",
            ),
        ),
        migrations.AddConstraint(
            model_name="papermark",
            constraint=models.UniqueConstraint(
                fields=("season", "province", "candidate", "slot"), name="paper_mark_once_per_slot"
            ),
        ),
        migrations.AddConstraint(
            model_name="papermark",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("mark__isnull", True), models.Q(("mark__gte", 0), ("mark__lte", 150)), _connector="OR"
                ),
                name="paper_mark_within_full_mark",
                violation_error_message="单科成绩为0至150分（附件1·四（一）5）",
            ),
        ),
        migrations.AddConstraint(
            model_name="papermark",
            constraint=models.CheckConstraint(
                condition=models.Q(("absent", False), ("mark__isnull", True), _connector="OR"),
                name="paper_mark_absent_has_no_mark",
                violation_error_message="缺考科目没有成绩",
            ),
        ),
        migrations.AddConstraint(
            model_name="papermark",
            constraint=models.CheckConstraint(
                condition=models.Q(("cancelled", False), ("mark", 0), _connector="OR"),
                name="paper_mark_cancelled_is_zero",
                violation_error_message="取消的成绩记0分",
            ),
        ),
        migrations.AddConstraint(
            model_name="plancap",
            constraint=models.UniqueConstraint(
                fields=("season", "province", "college"), name="plan_cap_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="practicelicence",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["ASSISTANT_PHYSICIAN", "NURSE", "VILLAGE_DOCTOR"])),
                name="practice_licence_kind_known",
                violation_error_message="kind 只能取规定的值",
            ),
        ),
        migrations.AddConstraint(
            model_name="practicelicence",
            constraint=models.UniqueConstraint(
                fields=("season", "province", "candidate", "kind"), name="practice_licence_once"
            ),
        ),
        migrations.AddIndex(
            model_name="programme",
            index=models.Index(fields=["season", "province", "level", "category"], name="programme_by_level"),
        ),
        migrations.AddConstraint(
            model_name="programme",
            constraint=models.UniqueConstraint(
                fields=("season", "province", "code"), name="programme_code_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="programme",
            constraint=models.CheckConstraint(
                condition=models.Q(("level__in", ["GAOQIBEN", "GAOQIZHUAN", "ZHUANSHENGBEN"])),
                name="programme_level_known",
                violation_error_message="level 只能取规定的值",
            ),
        ),
        migrations.AddConstraint(
            model_name="programme",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "category__in",
                        [
                            "AGRONOMY",
                            "ARTS",
                            "ARTS_HUMANITIES",
                            "ARTS_SCIENCE",
                            "CHINESE_MEDICINE",
                            "ECONOMICS_MANAGEMENT",
                            "EDUCATION",
                            "ENGINEERING",
                            "FOREIGN_HUMANITIES",
                            "FOREIGN_LANGUAGES",
                            "FOREIGN_SCIENCE",
                            "HUMANITIES",
                            "LAW",
                            "LITERATURE",
                            "MEDICINE",
                            "SCIENCE",
                            "SPORTS_EDUCATION",
                            "SPORTS_HUMANITIES",
                            "SPORTS_SCIENCE",
                        ],
                    )
                ),
                name="programme_category_known",
                violation_error_message="category 只能取规定的值",
            ),
        ),
        migrations.AddConstraint(
            model_name="programme",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["ARTS", "ARTS_THEORY", "GENERAL", "SPORTS"])),
                name="programme_kind_known",
                violation_error_message="kind 只能取规定的值",
            ),
        ),
        migrations.AddConstraint(
            model_name="programme",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("study_form__in", ["CORRESPONDENCE", "FULL_TIME", "NON_FULL_TIME", "SPARE_TIME"])
                ),
                name="programme_form_known",
                violation_error_message="study_form 只能取规定的值",
            ),
        ),
        migrations.AddConstraint(
            model_name="programme",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("half_years__gte", 8), ("level", "GAOQIBEN"), ("study_form", "FULL_TIME")),
                    models.Q(
                        ("half_years__gte", 4),
                        ("level__in", ["GAOQIZHUAN", "ZHUANSHENGBEN"]),
                        ("study_form", "FULL_TIME"),
                    ),
                    models.Q(("half_years__gte", 10), ("level", "GAOQIBEN")),
                    models.Q(("half_years__gte", 5), ("level__in", ["GAOQIZHUAN", "ZHUANSHENGBEN"])),
                    _connector="OR",
                ),
                name="programme_long_enough",
                violation_error_message="学制短于规定的最短学习时间（附件1·一）",
            ),
        ),
        migrations.AddConstraint(
            model_name="programme",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind__in", ["ARTS", "SPORTS"]), _negated=True),
                    ("extra_test", True),
                    _connector="OR",
                ),
                name="programme_arts_and_sports_have_extra_test",
                violation_error_message="艺术、体育类专业必须加试（附件1·四（一）3）",
            ),
        ),
        migrations.AddConstraint(
            model_name="filingresult",
            constraint=models.UniqueConstraint(
                fields=("season", "province", "run", "candidate", "level"), name="filing_result_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="filingresult",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("admitted", True), ("choice_rank__isnull", False), ("programme__isnull", False)
                    ),
                    models.Q(("admitted", False), ("choice_rank__isnull", True), ("programme__isnull", True)),
                    _connector="OR",
                ),
                name="filing_result_place_is_whole",
                violation_error_message="拟录取的结果必须写明专业和志愿",
            ),
        ),
        migrations.AddConstraint(
            model_name="filedunit",
            constraint=models.UniqueConstraint(
                fields=("season", "province", "run", "college", "level", "category", "ordering", "programme"),
                name="filed_unit_once",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="filedunit",
            constraint=models.CheckConstraint(
                condition=models.Q(("admitted__lte", models.F("places"))),
                name="filed_unit_never_over_admitted",
                violation_error_message="拟录取数不能超过计划数",
            ),
        ),
        migrations.AddIndex(
            model_name="candidatefile",
            index=models.Index(
                fields=["season", "province", "college", "level", "merit_rank", "id"],
                name="candidate_file_by_merit",
            ),
        ),
        migrations.AddConstraint(
            model_name="candidatefile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "ADMITTED",
                            "FILED",
                            "FREE",
                            "PENDING_CHECK",
                            "PROPOSED",
                            "QUERIED",
                            "RETURNED",
                            "RETURN_PROPOSED",
                            "REVOKED",
                            "UNDER_REVIEW",
                        ],
                    )
                ),
                name="candidate_file_state_known",
                violation_error_message="state 只能取规定的值",
            ),
        ),
        migrations.AddConstraint(
            model_name="candidatefile",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        ["FILED", "UNDER_REVIEW", "PROPOSED", "RETURN_PROPOSED", "PENDING_CHECK", "QUERIED"],
                    )
                ),
                fields=("candidate",),
                name="candidate_file_with_one_college_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="candidatefile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["RETURN_PROPOSED", "RETURNED"]), _negated=True),
                    models.Q(("return_code", ""), _negated=True),
                    _connector="OR",
                ),
                name="candidate_file_return_has_reason",
                violation_error_message="退档必须有原因代码",
            ),
        ),
        migrations.AddConstraint(
            model_name="candidatefile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["PROPOSED", "ADMITTED"]), _negated=True),
                    ("programme__isnull", False),
                    _connector="OR",
                ),
                name="candidate_file_admitted_has_programme",
                violation_error_message="录取必须写明专业",
            ),
        ),
        migrations.AddConstraint(
            model_name="candidatefile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "state__in",
                            ["PROPOSED", "RETURN_PROPOSED", "PENDING_CHECK", "ADMITTED", "RETURNED"],
                        ),
                        _negated=True,
                    ),
                    models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                    _connector="OR",
                ),
                name="candidate_file_decision_has_officer",
                violation_error_message="每个决定必须有经办人和时间（通知二.5）",
            ),
        ),
        migrations.AddConstraint(
            model_name="admission",
            constraint=models.UniqueConstraint(
                condition=models.Q(("revoked_at__isnull", True)),
                fields=("season", "province", "candidate"),
                name="admission_one_live_per_person",
                violation_error_message="考生已被录取，一人只能有一个录取资格",
            ),
        ),
        migrations.AddConstraint(
            model_name="publicnotice",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["COMPLETED", "DOWN", "DRAFT", "SIGNED", "UP"])),
                name="public_notice_state_known",
                violation_error_message="state 只能取规定的值",
            ),
        ),
        migrations.AddConstraint(
            model_name="publicnotice",
            constraint=models.UniqueConstraint(
                fields=("season", "province", "number"), name="public_notice_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="publicnotice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", "DRAFT"),
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
                    models.Q(("state__in", ["DRAFT", "SIGNED"]), ("up_at__isnull", False), _connector="OR"),
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
        migrations.AddConstraint(
            model_name="noticeentry",
            constraint=models.UniqueConstraint(
                fields=("season", "province", "notice", "claim"), name="notice_entry_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="registeredmajor",
            constraint=models.UniqueConstraint(
                fields=("season", "college", "major_code"), name="registered_major_once"
            ),
        ),
        migrations.AddIndex(
            model_name="registration",
            index=models.Index(fields=["season", "province", "state", "id"], name="registration_by_state"),
        ),
        migrations.AddConstraint(
            model_name="registration",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "APPROVED",
                            "CANCELLED",
                            "CONFIRMED",
                            "DRAFT",
                            "REJECTED",
                            "RETURNED",
                            "SECOND_REVIEW",
                            "SUBMITTED",
                            "TICKETED",
                            "UNDER_REVIEW",
                            "WITHDRAWN",
                        ],
                    )
                ),
                name="registration_state_known",
                violation_error_message="state 只能取规定的值",
            ),
        ),
        migrations.AddConstraint(
            model_name="registration",
            constraint=models.CheckConstraint(
                condition=models.Q(("level__in", ["GAOQIBEN", "GAOQIZHUAN", "ZHUANSHENGBEN"])),
                name="registration_level_known",
                violation_error_message="level 只能取规定的值",
            ),
        ),
        migrations.AddConstraint(
            model_name="registration",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "category__in",
                        [
                            "AGRONOMY",
                            "ARTS",
                            "ARTS_HUMANITIES",
                            "ARTS_SCIENCE",
                            "CHINESE_MEDICINE",
                            "ECONOMICS_MANAGEMENT",
                            "EDUCATION",
                            "ENGINEERING",
                            "FOREIGN_HUMANITIES",
                            "FOREIGN_LANGUAGES",
                            "FOREIGN_SCIENCE",
                            "HUMANITIES",
                            "LAW",
                            "LITERATURE",
                            "MEDICINE",
                            "SCIENCE",
                            "SPORTS_EDUCATION",
                            "SPORTS_HUMANITIES",
                            "SPORTS_SCIENCE",
                        ],
                    )
                ),
                name="registration_category_known",
                violation_error_message="category 只能取规定的值",
            ),
        ),
        migrations.AddConstraint(
            model_name="registration",
            constraint=models.CheckConstraint(
                condition=models.Q(("also_gaoqizhuan", False), ("level", "GAOQIBEN"), _connector="OR"),
                name="registration_also_only_from_gaoqiben",
                violation_error_message="只有报考高起本的考生可以兼报高起专",
            ),
        ),
        migrations.AddConstraint(
            model_name="registration",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "DRAFT"), ("submitted_at__isnull", True)),
                    models.Q(
                        ("state__in", ["SUBMITTED", "UNDER_REVIEW", "RETURNED", "SECOND_REVIEW", "REJECTED"]),
                        ("submitted_at__isnull", False),
                    ),
                    models.Q(
                        ("approved_at__isnull", False), ("state", "APPROVED"), ("submitted_at__isnull", False)
                    ),
                    models.Q(
                        ("approved_at__isnull", False),
                        ("confirmed_at__isnull", False),
                        ("state", "CONFIRMED"),
                    ),
                    models.Q(
                        ("confirmed_at__isnull", False), ("state", "TICKETED"), ("ticketed_at__isnull", False)
                    ),
                    models.Q(("ended_at__isnull", False), ("state__in", ["WITHDRAWN", "CANCELLED"])),
                    _connector="OR",
                ),
                name="registration_state_has_its_time",
                violation_error_message="报名状态与时间不一致",
            ),
        ),
        migrations.AddConstraint(
            model_name="registration",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("level", "ZHUANSHENGBEN"), models.Q(("specialised_paper", ""), _negated=True)),
                    models.Q(models.Q(("level", "ZHUANSHENGBEN"), _negated=True), ("specialised_paper", "")),
                    _connector="OR",
                ),
                name="registration_specialised_paper_for_zhuanshengben",
                violation_error_message="专升本必须有一门专业基础课，其他层次没有（附件1·四（一））",
            ),
        ),
        migrations.AddConstraint(
            model_name="responsibleperson",
            constraint=models.CheckConstraint(
                condition=models.Q(("duty__in", ["DIRECT", "FIRST"])),
                name="responsible_person_duty_known",
                violation_error_message="duty 只能取规定的值",
            ),
        ),
        migrations.AddConstraint(
            model_name="responsibleperson",
            constraint=models.UniqueConstraint(
                condition=models.Q(("duty", "FIRST")),
                fields=("season", "province", "organisation"),
                name="responsible_person_one_first",
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(("verdict__in", ["PASS", "REJECT", "RETURN", "SECOND"])),
                name="review_decision_verdict_known",
                violation_error_message="verdict 只能取规定的值",
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("verdict", "PASS"), models.Q(("reason", ""), _negated=True), _connector="OR"
                ),
                name="review_decision_against_has_reason",
                violation_error_message="退回、转复核和不通过必须写明理由",
            ),
        ),
        migrations.AddConstraint(
            model_name="seat",
            constraint=models.UniqueConstraint(
                fields=("season", "province", "room", "number"), name="seat_once_per_room"
            ),
        ),
        migrations.AddConstraint(
            model_name="seat",
            constraint=models.UniqueConstraint(
                fields=("season", "province", "admit_card_number"), name="admit_card_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="seat",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__gte", 1), ("number__lte", 30)),
                name="seat_number_one_to_thirty",
                violation_error_message="座位号为1至30",
            ),
        ),
        migrations.AddConstraint(
            model_name="sourceplan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "DEPARTMENT_AGREED",
                            "DISTRIBUTED",
                            "DRAFT",
                            "PUBLISHED",
                            "RETURNED",
                            "SUBMITTED",
                            "TOTALLED",
                        ],
                    )
                ),
                name="source_plan_state_known",
                violation_error_message="state 只能取规定的值",
            ),
        ),
        migrations.AddConstraint(
            model_name="sourceplan",
            constraint=models.CheckConstraint(
                condition=models.Q(("admitted__lte", models.F("places"))),
                name="source_plan_never_over_admitted",
                violation_error_message="录取数不能超过计划数",
            ),
        ),
        migrations.AddConstraint(
            model_name="sourceplan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("published_at__isnull", True), ("distributed_at__isnull", False), _connector="OR"
                ),
                name="source_plan_published_only_if_distributed",
                violation_error_message="未经教育部汇总分送的计划不得公布（附件1·二（七））",
            ),
        ),
        migrations.AddConstraint(
            model_name="sourceplan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(("state", "SUBMITTED"), _negated=True),
                        ("submitted_at__isnull", False),
                        _connector="OR",
                    ),
                    models.Q(
                        models.Q(("state", "DEPARTMENT_AGREED"), _negated=True),
                        ("agreed_at__isnull", False),
                        _connector="OR",
                    ),
                    models.Q(
                        models.Q(("state", "TOTALLED"), _negated=True),
                        ("totalled_at__isnull", False),
                        _connector="OR",
                    ),
                    models.Q(
                        models.Q(("state", "DISTRIBUTED"), _negated=True),
                        ("distributed_at__isnull", False),
                        _connector="OR",
                    ),
                    models.Q(
                        models.Q(("state", "PUBLISHED"), _negated=True),
                        ("published_at__isnull", False),
                        _connector="OR",
                    ),
                ),
                name="source_plan_state_has_its_time",
                violation_error_message="状态与时间不一致",
            ),
        ),
        migrations.AddConstraint(
            model_name="staffrole",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "role__in",
                        [
                            "COLLEGE_LEAD",
                            "COLLEGE_OFFICER",
                            "COMMITTEE_MEMBER",
                            "COUNTY_REVIEWER",
                            "DEPARTMENT_OFFICER",
                            "MINISTRY_OFFICER",
                            "OVERSIGHT",
                            "PREFECTURE_OFFICER",
                            "PROVINCE_LEAD",
                            "PROVINCE_OFFICER",
                            "SECOND_REVIEWER",
                            "SITE_HEAD",
                        ],
                    )
                ),
                name="staff_role_known",
                violation_error_message="role 只能取规定的值",
            ),
        ),
        migrations.AddConstraint(
            model_name="staffrole",
            constraint=models.UniqueConstraint(
                fields=("season", "province", "account", "organisation", "role"), name="staff_role_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="staffrole",
            constraint=models.CheckConstraint(
                condition=models.Q(("valid_until__gt", models.F("valid_from"))),
                name="staff_role_ends_after_it_begins",
                violation_error_message="失效时间必须晚于生效时间",
            ),
        ),
        migrations.AddConstraint(
            model_name="teachingsite",
            constraint=models.UniqueConstraint(
                fields=("college", "province", "name"), name="teaching_site_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="teachingsite",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("registered_until__isnull", True),
                    ("registered_until__gt", models.F("registered_from")),
                    _connector="OR",
                ),
                name="teaching_site_ends_after_it_begins",
                violation_error_message="备案截止必须晚于备案开始",
            ),
        ),
    ]
