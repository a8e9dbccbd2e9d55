"""The law of 2024: 教学厅〔2024〕5号, each number, date and list beside its clause."""

from datetime import date, time
from fractions import Fraction
from types import MappingProxyType

from chengzhao.law.citation import Citation, Provision
from chengzhao.law.words import (
    CollegeKind,
    EducationKind,
    ExamCategory,
    ForeignLanguage,
    IdentityDocument,
    OrganisationKind,
    Paper,
    PaperSlot,
    ProgrammeKind,
    ProgrammeLevel,
    Stage,
    StudyForm,
)
from chengzhao.law.years import majors_2024, preferences_2024
from chengzhao.law.years.shape import ExamSession, ResponsiblePost, StageWindow, YearLaw

GAOQIBEN, ZHUANSHENGBEN, GAOQIZHUAN = ProgrammeLevel
_FROM_SECONDARY = (GAOQIBEN, GAOQIZHUAN)
_FROM_ZHUANKE = (ZHUANSHENGBEN,)
_FIRST_DAY, _SECOND_DAY = date(2024, 10, 19), date(2024, 10, 20)


def _session(
    day: date, start: time, end: time, levels: tuple[ProgrammeLevel, ...], slot: PaperSlot
) -> ExamSession:
    return ExamSession(day=day, start=start, end=end, levels=levels, slot=slot)


def _window(stage: Stage, opens: date, closes: date) -> StageWindow:
    return StageWindow(stage=stage, opens=opens, closes=closes)


Y2024 = YearLaw(
    year=2024,
    document="教学厅〔2024〕5号",
    # 附件1·一
    levels=Provision((GAOQIBEN, ZHUANSHENGBEN, GAOQIZHUAN), Citation("A1.1.2")),
    study_forms=Provision(
        (StudyForm.FULL_TIME, StudyForm.SPARE_TIME, StudyForm.CORRESPONDENCE), Citation("A1.1.2")
    ),
    form_successors=Provision(MappingProxyType({}), Citation("N4.4")),
    full_time_forms=Provision((StudyForm.FULL_TIME,), Citation("A1.2.8")),
    college_kinds=Provision(tuple(CollegeKind), Citation("A1.1.1")),
    minimum_years=Provision(
        MappingProxyType(
            {
                (GAOQIBEN, StudyForm.FULL_TIME): Fraction(4),
                (GAOQIZHUAN, StudyForm.FULL_TIME): Fraction(2),
                (ZHUANSHENGBEN, StudyForm.FULL_TIME): Fraction(2),
                (GAOQIBEN, StudyForm.SPARE_TIME): Fraction(5),
                (GAOQIZHUAN, StudyForm.SPARE_TIME): Fraction(5, 2),
                (ZHUANSHENGBEN, StudyForm.SPARE_TIME): Fraction(5, 2),
                (GAOQIBEN, StudyForm.CORRESPONDENCE): Fraction(5),
                (GAOQIZHUAN, StudyForm.CORRESPONDENCE): Fraction(5, 2),
                (ZHUANSHENGBEN, StudyForm.CORRESPONDENCE): Fraction(5, 2),
            }
        ),
        Citation("A1.1.3"),
    ),
    charter_contents=Provision(
        (
            "招生专业",
            "学习形式",
            "学制和年限",
            "办学地点",
            "录取原则",
            "收费标准",
            "专业加试科目的时间、地点",
        ),
        Citation("A1.1.4"),
    ),
    # 附件1·二
    directory_contents=Provision(
        (
            "招生专业",
            "层次",
            "学习形式",
            "学制",
            "外语语种",
            "校外教学点",
            "授课地点",
            "收费标准",
        ),
        Citation("A1.2.1"),
    ),
    plan_share_of_applicants=Provision(Fraction(85, 100), Citation("A1.2.4")),
    teaching_site_forms=Provision((StudyForm.CORRESPONDENCE, StudyForm.SPARE_TIME), Citation("A1.2.9")),
    correspondence_forms=Provision((StudyForm.CORRESPONDENCE,), Citation("A1.2.11")),
    correspondence_forbidden=majors_2024.CORRESPONDENCE_FORBIDDEN,
    correspondence_approval=majors_2024.CORRESPONDENCE_APPROVAL,
    # 附件1·三
    prior_education=Provision(
        MappingProxyType(
            {
                GAOQIBEN: tuple(EducationKind),
                GAOQIZHUAN: tuple(EducationKind),
                ZHUANSHENGBEN: (EducationKind.ZHUANKE, EducationKind.BENKE_INCOMPLETE, EducationKind.BENKE),
            }
        ),
        Citation("A1.3.3"),
        "高起本、高起专见A1.3.2",
    ),
    identity_documents=Provision(tuple(IdentityDocument), Citation("A1.3.8")),
    medical_majors=majors_2024.MEDICAL,
    clinical_majors=majors_2024.CLINICAL,
    physician_majors=majors_2024.PHYSICIANS,
    nursing_majors=majors_2024.NURSING,
    exempt_deadline=Provision(date(2024, 9, 30), Citation("N3.8")),
    # 附件1·四
    paper_slots=Provision(
        MappingProxyType(
            {
                GAOQIBEN: (PaperSlot.CHINESE, PaperSlot.MATHS, PaperSlot.FOREIGN, PaperSlot.COMBINED),
                GAOQIZHUAN: (PaperSlot.CHINESE, PaperSlot.MATHS, PaperSlot.FOREIGN),
                ZHUANSHENGBEN: (PaperSlot.POLITICS, PaperSlot.FOREIGN, PaperSlot.SPECIALISED),
            }
        ),
        Citation("A1.4.1"),
        "专升本见A1.4.2",
    ),
    slot_papers=Provision(
        MappingProxyType(
            {
                PaperSlot.CHINESE: (Paper.CHINESE, Paper.CHINESE_AS_SECOND),
                PaperSlot.MATHS: (Paper.MATHS_HUMANITIES, Paper.MATHS_SCIENCE),
                PaperSlot.FOREIGN: (Paper.FOREIGN,),
                PaperSlot.COMBINED: (Paper.HISTORY_GEOGRAPHY, Paper.PHYSICS_CHEMISTRY),
                PaperSlot.POLITICS: (Paper.POLITICS,),
                PaperSlot.SPECIALISED: (
                    Paper.UNIVERSITY_CHINESE,
                    Paper.ART_THEORY,
                    Paper.ADVANCED_MATHS_1,
                    Paper.ADVANCED_MATHS_2,
                    Paper.CIVIL_LAW,
                    Paper.EDUCATION_THEORY,
                    Paper.ECOLOGY,
                    Paper.MEDICINE_GENERAL,
                ),
            }
        ),
        Citation("A1.4.2"),
        "高起本、高起专见A1.4.1，汉语见A1.4.4",
    ),
    science_categories=Provision(
        (
            ExamCategory.SCIENCE,
            ExamCategory.FOREIGN_SCIENCE,
            ExamCategory.ARTS_SCIENCE,
            ExamCategory.SPORTS_SCIENCE,
        ),
        Citation("A1.4.1"),
    ),
    arts_categories=Provision((ExamCategory.ARTS_HUMANITIES, ExamCategory.ARTS_SCIENCE), Citation("A1.5.5")),
    base_category=Provision(
        MappingProxyType(
            {
                ExamCategory.ARTS_HUMANITIES: ExamCategory.HUMANITIES,
                ExamCategory.SPORTS_HUMANITIES: ExamCategory.HUMANITIES,
                ExamCategory.ARTS_SCIENCE: ExamCategory.SCIENCE,
                ExamCategory.SPORTS_SCIENCE: ExamCategory.SCIENCE,
            }
        ),
        Citation("A1.5.4"),
    ),
    uncounted_arts_slots=Provision(
        MappingProxyType({GAOQIBEN: (PaperSlot.MATHS,), GAOQIZHUAN: (PaperSlot.MATHS,), ZHUANSHENGBEN: ()}),
        Citation("A1.5.5"),
    ),
    foreign_languages=Provision(tuple(ForeignLanguage), Citation("A1.4.1")),
    full_mark=Provision(150, Citation("A1.4.5")),
    paper_minutes=Provision(
        MappingProxyType({GAOQIBEN: 120, GAOQIZHUAN: 120, ZHUANSHENGBEN: 150}), Citation("A1.4.5")
    ),
    sessions=Provision(
        (
            _session(_FIRST_DAY, time(9), time(11), _FROM_SECONDARY, PaperSlot.CHINESE),
            _session(_FIRST_DAY, time(14, 30), time(16, 30), _FROM_SECONDARY, PaperSlot.MATHS),
            _session(_SECOND_DAY, time(9), time(11), _FROM_SECONDARY, PaperSlot.FOREIGN),
            _session(_SECOND_DAY, time(14, 30), time(16, 30), (GAOQIBEN,), PaperSlot.COMBINED),
            _session(_FIRST_DAY, time(9), time(11, 30), _FROM_ZHUANKE, PaperSlot.POLITICS),
            _session(_FIRST_DAY, time(14, 30), time(17), _FROM_ZHUANKE, PaperSlot.FOREIGN),
            _session(_SECOND_DAY, time(9), time(11, 30), _FROM_ZHUANKE, PaperSlot.SPECIALISED),
        ),
        Citation("A3.1"),
        "专升本见A3.2",
    ),
    kind_majors=majors_2024.KINDS,
    foreign_language_majors=majors_2024.FOREIGN_LANGUAGE,
    extra_test_kinds=Provision(
        (ProgrammeKind.ARTS, ProgrammeKind.ARTS_THEORY, ProgrammeKind.SPORTS), Citation("A1.4.3")
    ),
    # 附件2; December by the day: A1.5.1
    calendar=Provision(
        (
            _window(Stage.DIRECTORY, date(2024, 8, 1), date(2024, 9, 30)),
            _window(Stage.REGISTRATION, date(2024, 8, 1), date(2024, 9, 30)),
            _window(Stage.REVIEW, date(2024, 8, 1), date(2024, 9, 30)),
            _window(Stage.PLACES, date(2024, 10, 1), date(2024, 10, 31)),
            _window(Stage.EXAM, date(2024, 10, 1), date(2024, 10, 31)),
            _window(Stage.MARKING, date(2024, 11, 1), date(2024, 11, 30)),
            _window(Stage.LINES, date(2024, 11, 1), date(2024, 11, 30)),
            _window(Stage.CHOICES, date(2024, 11, 1), date(2024, 11, 30)),
            _window(Stage.ADMISSION, date(2024, 12, 1), date(2024, 12, 31)),
        ),
        Citation("A2.1"),
    ),
    # 附件1·五
    line_floor_ratio=Provision(Fraction(7, 10), Citation("A1.5.4")),
    line_floor_kinds=Provision((ProgrammeKind.ARTS, ProgrammeKind.SPORTS), Citation("A1.5.4")),
    line_floor_levels=Provision(_FROM_SECONDARY, Citation("A1.5.4")),
    lowerable_majors=majors_2024.LOWERABLE,
    prison_college=Provision("11903", Citation("A1.5.6"), "2024年成人高校名单中的国标代码"),
    prison_majors=majors_2024.PRISON,
    relaxation_ceiling=Provision(20, Citation("A1.5.10")),
    relaxable_majors=majors_2024.RELAXABLE,
    extra_test_ordered_kinds=Provision((ProgrammeKind.ARTS, ProgrammeKind.SPORTS), Citation("A1.5.9")),
    preferences=preferences_2024.PREFERENCES,
    athlete_placings=preferences_2024.ATHLETE_PLACINGS,
    bonus_ceiling=preferences_2024.BONUS_CEILING,
    bonus_age=preferences_2024.BONUS_AGE,
    # 附件1·六
    notice_months=Provision(6, Citation("A1.6.3")),
    notice_fields=Provision(
        (
            "姓名",
            "性别",
            "所在单位",
            "享受照顾政策类别",
            "资格条件",
            "测试项目",
            "测试成绩",
            "合格标准",
            "拟录高校及专业",
            "录取优惠分值",
        ),
        Citation("A1.6.3"),
    ),
    disclosure_items=Provision(
        (
            "招生政策",
            "高校招生资格",
            "高校招生章程",
            "高校招生计划",
            "考生资格",
            "录取程序",
            "录取结果",
            "咨询及申诉渠道",
            "重大违规事件及处理结果",
            "录取新生复查结果",
        ),
        Citation("A1.6.2"),
    ),
    report_channels=Provision(("举报电子信箱", "电话号码", "受理举报的单位", "通讯地址"), Citation("A1.6.4")),
    # 通知·一.1
    responsible_persons=Provision(
        MappingProxyType(
            {
                OrganisationKind.PROVINCE: (
                    ResponsiblePost(post="省级高等学校招生委员会主要负责同志", is_first=True),
                    ResponsiblePost(post="省级教育行政部门主要负责同志", is_first=False),
                    ResponsiblePost(post="省级教育行政部门分管负责同志", is_first=False),
                    ResponsiblePost(post="省级招生考试机构主要负责同志", is_first=False),
                ),
                OrganisationKind.COLLEGE: (
                    ResponsiblePost(post="高校主要负责同志", is_first=True),
                    ResponsiblePost(post="高校分管负责同志", is_first=False),
                ),
            }
        ),
        Citation("N1.1"),
    ),
)
