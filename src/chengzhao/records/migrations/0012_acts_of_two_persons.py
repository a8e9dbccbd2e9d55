"""An act of two is kept from the moment the first puts it forward: what, for how long, and how it was answered.

Approvals that stand in the table already were given by two at once; they become answered ones.
"""

from django.db import migrations, models

import chengzhao.records.models.base

ROLES = [
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
]
STATES = [
    ("OPEN", "待复核"),
    ("DONE", "已办理"),
    ("REFUSED", "未同意"),
    ("WITHDRAWN", "已撤回"),
    ("LAPSED", "已失效"),
]

FILL = """
UPDATE records_approval SET
    object_id = coalesce(nullif(split_part(act, ' ', 2), ''), id::text),
    act = CASE split_part(act, ' ', 1) WHEN 'approve_list' THEN 'approve_lists' ELSE split_part(act, ' ', 1) END,
    lapses_at = coalesce(second_at, first_at) + interval '1 second';
"""

ANSWERED_ONCE = """
CREATE FUNCTION refuse_second_answer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.state = 'OPEN' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'an approval is answered once and never removed'
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER records_approval_answered_once BEFORE UPDATE OR DELETE ON records_approval
    FOR EACH ROW EXECUTE FUNCTION refuse_second_answer();
"""
ANSWERED_AGAIN = """
DROP TRIGGER records_approval_answered_once ON records_approval;
DROP FUNCTION refuse_second_answer();
"""


def added(name: str, field: "models.Field[object, object]") -> migrations.AddField:
    """A column that the rows of today get a value for, and later ones must bring."""
    return migrations.AddField("approval", name, field, preserve_default=False)


class Migration(migrations.Migration):
    dependencies = [("records", "0011_contact_sealed_and_searchable")]
    operations = [
        migrations.AddField("approval", "public_id", chengzhao.records.models.base.public_id()),
        added("object_kind", models.CharField(max_length=32, verbose_name="对象", default="approval")),
        added("object_id", models.CharField(max_length=64, verbose_name="对象编号", default="")),
        added("org_path", models.CharField(max_length=200, verbose_name="单位路径", default="/")),
        migrations.AddField("approval", "arguments", models.JSONField(default=dict, verbose_name="办理内容")),
        migrations.AddField("approval", "facts", models.JSONField(default=list, verbose_name="摘要内容")),
        added("state", models.CharField(max_length=9, choices=STATES, verbose_name="状态", default="DONE")),
        added(
            "first_role",
            models.CharField(
                max_length=18, choices=ROLES, verbose_name="第一人角色", default="PROVINCE_OFFICER"
            ),
        ),
        migrations.AddField(
            "approval", "lapses_at", models.DateTimeField(null=True, verbose_name="失效时间")
        ),
        added(
            "second_role",
            models.CharField(
                max_length=18, choices=ROLES, blank=True, verbose_name="第二人角色", default="PROVINCE_LEAD"
            ),
        ),
        added("reason", models.CharField(max_length=400, blank=True, verbose_name="理由", default="")),
        migrations.RunSQL(FILL, migrations.RunSQL.noop, elidable=True),
        migrations.AlterField("approval", "lapses_at", models.DateTimeField(verbose_name="失效时间")),
        migrations.AddIndex(
            "approval", models.Index(fields=["season", "province", "state", "act"], name="approval_queue")
        ),
        migrations.AddConstraint(
            "approval",
            models.CheckConstraint(
                name="approval_state_known",
                condition=models.Q(state__in=["DONE", "LAPSED", "OPEN", "REFUSED", "WITHDRAWN"]),
                violation_error_message="state 只能取规定的值",
            ),
        ),
        migrations.AddConstraint(
            "approval",
            models.CheckConstraint(
                name="approval_answered_by_a_second",
                condition=models.Q(state__in=("DONE", "REFUSED"), second__isnull=False)
                | ~models.Q(state__in=("DONE", "REFUSED")) & models.Q(second__isnull=True),
                violation_error_message="办理或不同意都须由第二人签字",
            ),
        ),
        migrations.AddConstraint(
            "approval",
            models.CheckConstraint(
                name="approval_answered_in_time",
                condition=models.Q(second_at__isnull=True) | models.Q(second_at__lt=models.F("lapses_at")),
                violation_error_message="提请已经失效，不能再办理",
            ),
        ),
        migrations.AddConstraint(
            "approval",
            models.CheckConstraint(
                name="approval_lapses_after_it_is_opened",
                condition=models.Q(lapses_at__gt=models.F("first_at")),
                violation_error_message="失效时间必须晚于提请时间",
            ),
        ),
        migrations.AddConstraint(
            "approval",
            models.CheckConstraint(
                name="approval_refused_with_reason",
                condition=~models.Q(state="REFUSED") | ~models.Q(reason=""),
                violation_error_message="不同意必须写明理由",
            ),
        ),
        migrations.AddConstraint(
            "approval",
            models.UniqueConstraint(
                fields=["season", "province", "act", "object_id"],
                condition=models.Q(state="OPEN"),
                name="approval_open_once",
            ),
        ),
        migrations.RunSQL(ANSWERED_ONCE, ANSWERED_AGAIN),
    ]
