"""The words of the notice that stand in tables and files, each with its Chinese label.

A word's identifier is the one in docs/glossary.md. Which words are in force in a year is said by
`law.years`: 函授 and 业余, for instance, end in autumn 2025 (N4.4).
"""

from chengzhao.law.offices import OrganisationKind as OrganisationKind
from chengzhao.law.offices import Role as Role
from chengzhao.law.word import Word as Word


class ProgrammeLevel(Word):
    """招生类型 (A1.1.2)."""

    GAOQIBEN = "GAOQIBEN", "高起本"
    ZHUANSHENGBEN = "ZHUANSHENGBEN", "专升本"
    GAOQIZHUAN = "GAOQIZHUAN", "高起专"


class StudyForm(Word):
    """学习形式 (A1.1.2, N4.4)."""

    FULL_TIME = "FULL_TIME", "脱产"
    CORRESPONDENCE = "CORRESPONDENCE", "函授"
    SPARE_TIME = "SPARE_TIME", "业余"
    NON_FULL_TIME = "NON_FULL_TIME", "非脱产"


class EntryRoute(Word):
    """统考、单考、免试入学 (A1.3.9)."""

    UNIFIED = "UNIFIED", "统考"
    SEPARATE = "SEPARATE", "单考"
    EXEMPT = "EXEMPT", "免试"


class ExamCategory(Word):
    """科类: decides the papers and the control line. Provinces use a subset of them.

    The names of the 专升本 categories follow the codes 11 to 18 seen in two provinces; 山西 parts
    外语 and 中医 from 文史.
    """

    HUMANITIES = "HUMANITIES", "文史类"
    SCIENCE = "SCIENCE", "理工类"
    FOREIGN_HUMANITIES = "FOREIGN_HUMANITIES", "外语（文）"
    FOREIGN_SCIENCE = "FOREIGN_SCIENCE", "外语（理）"
    ARTS_HUMANITIES = "ARTS_HUMANITIES", "艺术（文）"
    ARTS_SCIENCE = "ARTS_SCIENCE", "艺术（理）"
    SPORTS_HUMANITIES = "SPORTS_HUMANITIES", "体育（文）"
    SPORTS_SCIENCE = "SPORTS_SCIENCE", "体育（理）"
    LITERATURE = "LITERATURE", "文史类"
    FOREIGN_LANGUAGES = "FOREIGN_LANGUAGES", "外语类"
    CHINESE_MEDICINE = "CHINESE_MEDICINE", "中医类"
    ARTS = "ARTS", "艺术类"
    ENGINEERING = "ENGINEERING", "理工类"
    ECONOMICS_MANAGEMENT = "ECONOMICS_MANAGEMENT", "经管类"
    LAW = "LAW", "法学类"
    EDUCATION = "EDUCATION", "教育学类"
    SPORTS_EDUCATION = "SPORTS_EDUCATION", "教育学类（体育）"
    AGRONOMY = "AGRONOMY", "农学类"
    MEDICINE = "MEDICINE", "医学类"


class ProgrammeKind(Word):
    """How a programme is ordered and which line it takes (A1.5.4, A1.5.9)."""

    GENERAL = "GENERAL", "普通类"
    ARTS = "ARTS", "艺术类"
    ARTS_THEORY = "ARTS_THEORY", "史论、编导类"
    SPORTS = "SPORTS", "体育类"


class Paper(Word):
    """考试科目 (A1.4.1, A1.4.2, A1.4.4)."""

    CHINESE = "CHINESE", "语文"
    CHINESE_AS_SECOND = "CHINESE_AS_SECOND", "汉语"
    MATHS_HUMANITIES = "MATHS_HUMANITIES", "数学（文科）"
    MATHS_SCIENCE = "MATHS_SCIENCE", "数学（理科）"
    FOREIGN = "FOREIGN", "外语"
    HISTORY_GEOGRAPHY = "HISTORY_GEOGRAPHY", "史地"
    PHYSICS_CHEMISTRY = "PHYSICS_CHEMISTRY", "理化"
    POLITICS = "POLITICS", "政治"
    UNIVERSITY_CHINESE = "UNIVERSITY_CHINESE", "大学语文"
    ART_THEORY = "ART_THEORY", "艺术概论"
    ADVANCED_MATHS_1 = "ADVANCED_MATHS_1", "高等数学（一）"
    ADVANCED_MATHS_2 = "ADVANCED_MATHS_2", "高等数学（二）"
    CIVIL_LAW = "CIVIL_LAW", "民法"
    EDUCATION_THEORY = "EDUCATION_THEORY", "教育理论"
    ECOLOGY = "ECOLOGY", "生态学基础"
    MEDICINE_GENERAL = "MEDICINE_GENERAL", "医学综合"


class PaperSlot(Word):
    """The six places a mark can stand in when totals are formed (design of filing, section 2)."""

    CHINESE = "chinese", "语文"
    MATHS = "maths", "数学"
    FOREIGN = "foreign", "外语"
    COMBINED = "combined", "史地/理化"
    POLITICS = "politics", "政治"
    SPECIALISED = "specialised", "专业基础课"


class ForeignLanguage(Word):
    """外语语种 (A1.4.1)."""

    ENGLISH = "ENGLISH", "英语"
    JAPANESE = "JAPANESE", "日语"
    RUSSIAN = "RUSSIAN", "俄语"


class IdentityDocument(Word):
    """身份证件 (A1.3.8)."""

    RESIDENT_ID = "RESIDENT_ID", "居民身份证"
    HK_MACAO_PERMIT = "HK_MACAO_PERMIT", "港澳居民来往内地通行证"
    HK_MACAO_RESIDENCE = "HK_MACAO_RESIDENCE", "港澳居民居住证"
    TAIWAN_PERMIT = "TAIWAN_PERMIT", "台湾居民来往大陆通行证"
    TAIWAN_RESIDENCE = "TAIWAN_RESIDENCE", "台湾居民居住证"
    FOREIGN_PERMANENT = "FOREIGN_PERMANENT", "外国人永久居留身份证"


class EducationKind(Word):
    """前置学历 (A1.3.2, A1.3.3)."""

    SENIOR_SECONDARY = "SENIOR_SECONDARY", "高级中等教育毕业"
    EQUIVALENT = "EQUIVALENT", "同等学力"
    ZHUANKE = "ZHUANKE", "专科毕业"
    BENKE_INCOMPLETE = "BENKE_INCOMPLETE", "本科结业"
    BENKE = "BENKE", "本科毕业"


class ClaimKind(Word):
    """照顾政策: exemptions and bonuses (A1.5.12 to A1.5.20)."""

    NATIONAL_MODEL_WORKER = "NATIONAL_MODEL_WORKER", "全国劳动模范、先进工作者、五一劳动奖章"
    EXEMPT_ATHLETE = "EXEMPT_ATHLETE", "优秀运动员免试"
    GRASSROOTS_SERVICE = "GRASSROOTS_SERVICE", "基层服务项目期满合格"
    EXEMPT_VETERAN = "EXEMPT_VETERAN", "退役军人免试专升本"
    MASTER_ATHLETE = "MASTER_ATHLETE", "运动健将、武英级"
    FIRST_GRADE_ATHLETE = "FIRST_GRADE_ATHLETE", "一级运动员"
    MODEL_WORKER = "MODEL_WORKER", "劳动模范、先进生产（工作）者、科技进步奖"
    PROVINCIAL_HONOUR = "PROVINCIAL_HONOUR", "省级五一劳动奖章、新长征突击手、三八红旗手"
    THIRD_CLASS_MERIT = "THIRD_CLASS_MERIT", "个人三等功以上"
    OVERSEAS_OR_TAIWAN = "OVERSEAS_OR_TAIWAN", "归侨、归侨子女、华侨子女、台湾省籍"
    MARTYR_FAMILY = "MARTYR_FAMILY", "烈士子女、烈士配偶"
    MINORITY_AREA = "MINORITY_AREA", "边疆、山区、牧区、少数民族聚居地区少数民族考生"
    THIRD_LINE_WORKER = "THIRD_LINE_WORKER", "三线企业先进生产（工作）者"
    AGED_25 = "AGED_25", "年满25周岁"
    SELF_EMPLOYED_VETERAN = "SELF_EMPLOYED_VETERAN", "自主就业退役士兵"


class Sex(Word):
    """性别, GB/T 2261.1."""

    MALE = "1", "男"
    FEMALE = "2", "女"


class FilingMechanism(Word):
    """投档方式 (A1.5.7)."""

    SEQUENTIAL = "sequential", "顺序志愿"
    PARALLEL = "parallel", "平行志愿"


class CollegeKind(Word):
    """招生学校类型 (A1.1.1)."""

    OPEN_UNIVERSITY = "OPEN_UNIVERSITY", "开放大学"
    WORKERS_COLLEGE = "WORKERS_COLLEGE", "职工高等学校"
    VOCATIONAL_COLLEGE = "VOCATIONAL_COLLEGE", "职业技术学院"
    VOCATIONAL_UNIVERSITY = "VOCATIONAL_UNIVERSITY", "职业技术大学"
    CADRE_COLLEGE = "CADRE_COLLEGE", "管理干部学院"
    EDUCATION_COLLEGE = "EDUCATION_COLLEGE", "教育学院"
    REGULAR_COLLEGE = "REGULAR_COLLEGE", "普通高校成（继）教院"


class Stage(Word):
    """工作阶段, in the order of the notice and of the calendar in 附件2 (A2.1)."""

    DIRECTORY = "DIRECTORY", "专业目录编制"
    REGISTRATION = "REGISTRATION", "报名"
    REVIEW = "REVIEW", "资格审核"
    PLACES = "PLACES", "招生计划编制"
    EXAM = "EXAM", "考试"
    MARKING = "MARKING", "阅卷"
    LINES = "LINES", "划定控制线"
    CHOICES = "CHOICES", "志愿确认"
    ADMISSION = "ADMISSION", "录取"


class FilingUnit(Word):
    """投档单位: what a choice competes for (A1.5.7)."""

    COLLEGE = "college", "院校"
    PROGRAMME = "programme", "院校专业"


class TieRule(Word):
    """同分投档规则: what happens to candidates equal in every tie key (A1.5.8)."""

    ALL_IN = "all_in", "同分全部投档"
    SEED = "seed", "按公开的随机种子排序"


class AssignmentRule(Word):
    """How a college's filed candidates get their programmes (A1.5.2)."""

    SCORE_FIRST = "score_first", "分数优先"
    MAJOR_FIRST = "major_first", "专业优先"
    GRADED = "graded", "专业级差"


class MeritScore(Word):
    """Which total orders the candidates inside a unit (A1.5.7, A1.5.16)."""

    FILING_SCORE = "filing_score", "投档分（含照顾分）"
    TOTAL = "total", "统考总分"


class RoundKind(Word):
    """轮次 of a tier (A1.5.10, A1.5.11)."""

    MAIN = "MAIN", "首轮投档"
    SUPPLEMENTARY = "SUPPLEMENTARY", "征集志愿"
    RELAXED = "RELAXED", "降分投档"


class ChoiceMoment(Word):
    """When candidates write their choices (A2.2)."""

    AT_REGISTRATION = "AT_REGISTRATION", "报名时填报"
    AFTER_SCORES = "AFTER_SCORES", "成绩公布后填报"


class LineRounding(Word):
    """How a line worked out by a ratio is made whole (A1.5.4)."""

    UP = "up", "进一取整"
    HALF_UP = "half_up", "四舍五入"


class ReturnReason(Word):
    """退档原因: the closed list from which a college gives its reason (A1.5.2)."""

    PROGRAMME_FULL = "PROGRAMME_FULL", "所报专业已录满"
    REFUSES_REASSIGNMENT = "REFUSES_REASSIGNMENT", "所报专业已录满且不服从调剂"
    EXTRA_TEST_LOWER = "EXTRA_TEST_LOWER", "专业加试成绩低于已录取考生"
    LICENCE_MISSING = "LICENCE_MISSING", "不具备所报医学专业要求的执业资格"
    CREDENTIAL_INVALID = "CREDENTIAL_INVALID", "前置学历不符合要求"
    HEALTH = "HEALTH", "身体条件不适合所报专业"
    WITHDREW = "WITHDREW", "考生本人书面申请放弃"
    CHARTER_CONDITION = "CHARTER_CONDITION", "不符合招生章程公布的录取条件"
