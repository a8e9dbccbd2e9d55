"""照顾政策 of 2024 (附件1·五（五）): for each kind its points or exemption, its evidence, its department."""

from collections.abc import Mapping
from types import MappingProxyType

from chengzhao.law.citation import Citation, Provision
from chengzhao.law.words import ClaimKind, ProgrammeLevel
from chengzhao.law.years.holders import Grantor
from chengzhao.law.years.shape import AthletePlacing, Preference

_ANY_LEVEL = (ProgrammeLevel.GAOQIBEN, ProgrammeLevel.ZHUANSHENGBEN, ProgrammeLevel.GAOQIZHUAN)
_UPGRADE = (ProgrammeLevel.ZHUANSHENGBEN,)
_DEPARTMENT_READING = "主管部门按证明材料的出具部门推定，通知只写明体育部门"

ATHLETE_PLACINGS = Provision(
    (
        AthletePlacing(competitions=("奥运会", "世界杯赛", "世界锦标赛"), olympic_place=8, other_place=6),
        AthletePlacing(competitions=("亚运会", "亚洲杯赛", "亚洲锦标赛"), olympic_place=6, other_place=3),
        AthletePlacing(competitions=("全运会", "全国锦标赛", "全国冠军赛"), olympic_place=3, other_place=1),
    ),
    Citation("A1.5.13"),
)


def _exemption(
    clause: str,
    levels: tuple[ProgrammeLevel, ...],
    department: str,
    condition: str,
    *evidence: str,
    granted_by: tuple[Grantor, ...] = (),
) -> Provision[Preference]:
    preference = Preference(
        points=0,
        exempt_levels=levels,
        evidence=evidence,
        department=department,
        condition=condition,
        granted_by=granted_by,
        is_own_province_only=levels == _UPGRADE,
    )
    return Provision(preference, Citation(clause), _DEPARTMENT_READING)


def _bonus(
    clause: str,
    points: int,
    department: str,
    condition: str,
    *evidence: str,
    granted_by: tuple[Grantor, ...] = (),
) -> Provision[Preference]:
    preference = Preference(
        points=points,
        exempt_levels=(),
        evidence=evidence,
        department=department,
        condition=condition,
        granted_by=granted_by,
    )
    return Provision(preference, Citation(clause), _DEPARTMENT_READING)


PREFERENCES: Mapping[ClaimKind, Provision[Preference]] = MappingProxyType(
    {
        ClaimKind.NATIONAL_MODEL_WORKER: _exemption(
            "A1.5.12",
            _ANY_LEVEL,
            "工会",
            "获得“全国劳动模范”“全国先进工作者”称号或“全国五一劳动奖章”的人员",
            "全国劳动模范、全国先进工作者证书或全国五一劳动奖章证书",
            granted_by=(Grantor.STATE,),
        ),
        ClaimKind.EXEMPT_ATHLETE: _exemption(
            "A1.5.13",
            _ANY_LEVEL,
            "体育",
            "在所列国际、洲际、全国比赛中取得规定名次的运动员",
            "《优秀运动员申请免试进入成人高等学校学习推荐表》",
        ),
        ClaimKind.GRASSROOTS_SERVICE: _exemption(
            "A1.5.14",
            _UPGRADE,
            "人力资源和社会保障",
            "选聘到村任职、三支一扶、西部计划、特岗教师等项目服务期满并考核合格的普通高职（专科）毕业生",
            "身份证",
            "普通高职（专科）毕业证",
            "相关项目考核合格证",
        ),
        ClaimKind.EXEMPT_VETERAN: _exemption(
            "A1.5.15",
            _UPGRADE,
            "退役军人事务",
            "符合专升本报考条件的自主就业退役士兵、自主择业军转干部、复员干部",
            "身份证",
            "退役证（义务兵/士官退出现役证、军官转业证书、军官复员证书）",
            "学历证书",
        ),
        ClaimKind.MASTER_ATHLETE: _bonus(
            "A1.5.16",
            50,
            "体育",
            "获得运动健将或武术项目武英级运动员称号的人员",
            "运动健将或武英级运动员证书",
            "省级体育行政部门出具的运动成绩证明",
        ),
        ClaimKind.FIRST_GRADE_ATHLETE: _bonus(
            "A1.5.16",
            30,
            "体育",
            "获得一级运动员称号的人员",
            "一级运动员证书",
            "省级体育行政部门出具的运动成绩证明",
        ),
        ClaimKind.MODEL_WORKER: _bonus(
            "A1.5.17",
            20,
            "人力资源和社会保障",
            "地级以上人民政府、国务院各部委及各省厅局系统、国家特大型企业授予的劳动模范、"
            "先进生产（工作）者及科技进步（成果）奖获得者",
            "荣誉证书或获奖证书",
            granted_by=(
                Grantor.STATE,
                Grantor.PREFECTURE_GOVERNMENT,
                Grantor.MINISTRY_OR_DEPARTMENT,
                Grantor.VERY_LARGE_ENTERPRISE,
            ),
        ),
        ClaimKind.PROVINCIAL_HONOUR: _bonus(
            "A1.5.17",
            20,
            "工会、共青团、妇联",
            "省级工、青、妇等组织授予“五一劳动奖章”“新长征突击手”“三八红旗手”称号者",
            "荣誉证书",
            granted_by=(Grantor.PROVINCIAL_MASS_ORGANISATION,),
        ),
        ClaimKind.THIRD_CLASS_MERIT: _bonus(
            "A1.5.17",
            20,
            "退役军人事务、公安",
            "解放军、武警部队、公安干警中荣立个人三等功以上者",
            "三等功以上立功证书",
            granted_by=(Grantor.ARMED_OR_POLICE,),
        ),
        ClaimKind.OVERSEAS_OR_TAIWAN: _bonus(
            "A1.5.18",
            20,
            "侨务、台湾事务",
            "归侨、归侨子女、华侨子女、台湾省籍考生",
            "归侨、侨眷身份证明或台湾省籍证明",
        ),
        ClaimKind.MARTYR_FAMILY: _bonus(
            "A1.5.18", 20, "退役军人事务", "烈士子女、烈士配偶", "烈士证明书", "亲属关系证明"
        ),
        ClaimKind.MINORITY_AREA: _bonus(
            "A1.5.18",
            20,
            "民族宗教事务",
            "边疆、山区、牧区和少数民族聚居地区的少数民族考生",
            "户口簿或民族成份证明",
        ),
        ClaimKind.THIRD_LINE_WORKER: _bonus(
            "A1.5.18",
            20,
            "国防科技工业",
            "国防科技工业三线企业单位（位于地级以上人民政府所在地的除外）表彰的先进生产（工作）者",
            "企业表彰证书",
            "企业所在地证明",
            granted_by=(Grantor.THIRD_LINE_ENTERPRISE,),
        ),
        ClaimKind.AGED_25: _bonus("A1.5.19", 20, "招生考试机构", "年满25周岁以上人员", "身份证"),
        ClaimKind.SELF_EMPLOYED_VETERAN: _bonus(
            "A1.5.20", 10, "退役军人事务", "自主就业的退役士兵", "退役证", "自主就业退役士兵证明"
        ),
    }
)

BONUS_CEILING = Provision(50, Citation("A1.5.21"), "照顾分不得累计，单项最高为五（五）4的50分")
BONUS_AGE = Provision(25, Citation("A1.5.19"))
