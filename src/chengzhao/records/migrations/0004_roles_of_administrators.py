"""The administrators of system, security and audit: roles that no person holds beside one of another power."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0003_rows_that_are_only_added"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="staffrole",
            name="staff_role_known",
        ),
        migrations.AddField(
            model_name="staffrole",
            name="power",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Case(
                    models.When(role="AUDIT_ADMIN", then=models.Value("AUDIT")),
                    models.When(role="SECURITY_ADMIN", then=models.Value("SECURITY")),
                    models.When(role="SYSTEM_ADMIN", then=models.Value("SYSTEM")),
                    default=models.Value("BUSINESS"),
                ),
                output_field=models.CharField(max_length=8, verbose_name="权力"),
            ),
        ),
        migrations.AlterField(
            model_name="auditrow",
            name="role",
            field=models.CharField(
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
                    ("INSPECTOR", "省级巡考员"),
                    ("SYSTEM_ADMIN", "系统管理员"),
                    ("SECURITY_ADMIN", "安全管理员"),
                    ("AUDIT_ADMIN", "审计管理员"),
                ],
                max_length=18,
                verbose_name="角色",
            ),
        ),
        migrations.AlterField(
            model_name="staffrole",
            name="role",
            field=models.CharField(
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
                    ("INSPECTOR", "省级巡考员"),
                    ("SYSTEM_ADMIN", "系统管理员"),
                    ("SECURITY_ADMIN", "安全管理员"),
                    ("AUDIT_ADMIN", "审计管理员"),
                ],
                max_length=18,
                verbose_name="角色",
            ),
        ),
        migrations.AddConstraint(
            model_name="staffrole",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "role__in",
                        [
                            "AUDIT_ADMIN",
                            "COLLEGE_LEAD",
                            "COLLEGE_OFFICER",
                            "COMMITTEE_MEMBER",
                            "COUNTY_REVIEWER",
                            "DEPARTMENT_OFFICER",
                            "INSPECTOR",
                            "MINISTRY_OFFICER",
                            "OVERSIGHT",
                            "PREFECTURE_OFFICER",
                            "PROVINCE_LEAD",
                            "PROVINCE_OFFICER",
                            "SECOND_REVIEWER",
                            "SECURITY_ADMIN",
                            "SITE_HEAD",
                            "SYSTEM_ADMIN",
                        ],
                    )
                ),
                name="staff_role_known",
                violation_error_message="role 只能取规定的值",
            ),
        ),
        migrations.AddConstraint(
            model_name="staffrole",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("account", "="),
                    ("power", "<>"),
                    (
                        models.Func(
                            models.F("valid_from"),
                            models.F("valid_until"),
                            function="tstzrange",
                            output_field=django.contrib.postgres.fields.ranges.DateTimeRangeField(),
                        ),
                        "&&",
                    ),
                ],
                name="staff_role_powers_apart",
                violation_error_message="系统、安全、审计管理员和业务岗位须由不同的人担任",
            ),
        ),
        migrations.AlterField(
            model_name="account",
            name="password",
            field=models.CharField(max_length=128, verbose_name="密码"),
        ),
        migrations.AlterField(
            model_name="account",
            name="last_login",
            field=models.DateTimeField(blank=True, null=True, verbose_name="最近登录"),
        ),
    ]
