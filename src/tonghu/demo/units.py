"""What stands at each level of the network: how units are called, and since when they are there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tonghu.places.rules import OfficeKind as Kind


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit to be opened at every division of a level; the division's name comes before its own.

    ``court`` marks what belongs to the court of the place instead of the federation; ``alone`` what
    belongs to nobody.
    """

    kind: str
    name: str
    name_en: str
    opened: date
    short: str = ""
    court: bool = False
    alone: bool = False


MEMBER_UNITS = tuple(
    Unit(Kind.MEMBER_UNIT, name, name_en, date(1984, 1, 1), short=short, alone=True)
    for name, name_en, short in (
        ("公安局", "Public Security Bureau", "公安局"),
        ("人民检察院", "People's Procuratorate", "检察院"),
        ("人民法院", "People's Court", "法院"),
        ("司法局", "Justice Bureau", "司法局"),
        ("教育局", "Education Bureau", "教育局"),
        ("民政局", "Civil Affairs Bureau", "民政局"),
        ("卫生健康局", "Health Bureau", "卫健局"),
        ("人力资源和社会保障局", "Human Resources Bureau", "人社局"),
        ("文化和旅游局", "Culture and Tourism Bureau", "文旅局"),
        ("财政局", "Finance Bureau", "财政局"),
        ("共青团委员会", "Youth League Committee", "团委"),
        ("残疾人联合会", "Disabled Persons' Federation", "残联"),
    )
)

DUTIES = {
    "公安局": "受理强制报告和家暴警情，出具告诫书；办理侵害未成年人案件。",
    "人民检察院": "对未成年人司法保护开展法律监督，必要时支持起诉。",
    "人民法院": "审理涉及未成年人的案件，签发人身安全保护令，开展家庭教育指导。",
    "司法局": "提供法律援助，组织普法和人民调解。",
    "教育局": "落实学校保护制度，组织法治副校长和家长学校工作。",
    "民政局": "保障困境儿童和留守儿童，承担国家临时监护和长期监护。",
    "卫生健康局": "落实医疗机构强制报告，开展儿童健康和心理服务。",
    "人力资源和社会保障局": "查处使用童工，为困难家庭提供就业服务。",
    "文化和旅游局": "管理文化和网络场所，不让未成年人进入不适宜的场所。",
    "财政局": "保障未成年人保护工作经费。",
    "共青团委员会": "组织青少年法治教育和志愿服务。",
    "残疾人联合会": "帮助残疾儿童康复和入学。",
}

COURT, CITY_COURT = "人民法院", "中级人民法院"

OF_COUNTY = (
    Unit(Kind.LEGAL_AID, "法律援助中心", "Legal-Aid Centre", date(2003, 9, 1), alone=True),
    Unit(Kind.PANEL, "人民法院妇女儿童维权合议庭", "Panel for Women and Children", date(2006, 3, 8), court=True),
    Unit(Kind.PANEL, "人民法院家事审判合议庭", "Panel for Family Matters", date(2016, 6, 1), court=True),
    Unit(Kind.PANEL, "人民法院少年审判合议庭", "Panel for Juveniles", date(2009, 6, 1), court=True),
    Unit(Kind.GUIDANCE_CENTRE, "家庭教育指导中心", "Family-Education Guidance Centre", date(2019, 5, 15)),
    Unit(Kind.WOMENS_COMMITTEE, "直属机关妇女委员会", "Women's Committee of the County's Agencies", date(2012, 3, 8)),
    Unit(Kind.LEADING_GROUP, "维护妇女儿童权益工作领导小组", "Leading Group for Rights", date(2008, 4, 1)),
    Unit(Kind.PARTNER, "关心下一代工作委员会", "Next-Generation Committee", date(1995, 6, 1), "关工委", alone=True),
    Unit(Kind.CENTRE, "儿童关爱服务中心", "Children's Care Centre", date(2018, 9, 1)),
    Unit(Kind.VENUE, "青少年活动中心", "Youth Activity Centre", date(2001, 6, 1), alone=True),
    Unit(Kind.SCHOOL, "第一中学", "No. 1 Middle School", date(1956, 9, 1), alone=True),
)  # fmt: skip

SECOND_PANEL = Unit(
    Kind.PANEL, "人民法庭妇女儿童维权合议庭", "Tribunal Panel for Women and Children", date(2013, 3, 8), court=True
)
SECOND_AID = Unit(
    Kind.LEGAL_AID, "妇女儿童法律援助中心", "Legal-Aid Centre for Women and Children", date(2014, 3, 8)
)  # fmt: skip
SECOND_PANELS, SECOND_AIDS = 6, 8
"""Of ten counties so many have a fourth panel and a second legal-aid centre: 2 + 30 + 6 = 38, 1 + 10 + 8 = 19."""

OF_CITY = (
    Unit(Kind.MEMBER_UNIT, "中级人民法院", "Intermediate People's Court", date(1984, 1, 1), "中院", alone=True),
    Unit(Kind.LEGAL_AID, "法律援助中心", "Legal-Aid Centre", date(2002, 6, 1), alone=True),
    Unit(Kind.PANEL, "中级人民法院妇女儿童维权合议庭", "Panel for Women and Children", date(2005, 3, 8), court=True),
    Unit(Kind.PANEL, "中级人民法院少年审判合议庭", "Panel for Juveniles", date(2007, 6, 1), court=True),
    Unit(Kind.RIGHTS_CENTRE, "妇女儿童维权服务中心", "Rights Centre for Women and Children", date(2010, 3, 8)),
    Unit(Kind.GUIDANCE_CENTRE, "家庭教育指导中心", "Family-Education Guidance Centre", date(2017, 5, 15)),
    Unit(Kind.WOMENS_COMMITTEE, "直属机关妇女委员会", "Women's Committee of the City's Agencies", date(2010, 3, 8)),
    Unit(Kind.WOMENS_COMMITTEE, "卫生系统妇女委员会", "Women's Committee of the Health Service", date(2011, 3, 8)),
    Unit(Kind.LEADING_GROUP, "维护妇女儿童权益工作领导小组", "Leading Group for Rights", date(2007, 4, 1)),
    Unit(Kind.LEADING_GROUP, "家庭教育工作领导小组", "Leading Group for Family Education", date(2011, 4, 1)),
    Unit(Kind.PARTNER, "关心下一代工作委员会", "Next-Generation Committee", date(1994, 6, 1), "关工委", alone=True),
    Unit(Kind.PARTNER, "女企业家协会", "Association of Women Entrepreneurs", date(2004, 3, 8), "女企协", alone=True),
    Unit(Kind.PARTNER, "异地商会", "Chamber of Commerce", date(2012, 10, 1), "商会", alone=True),
    Unit(Kind.VENUE, "少年宫", "Children's Palace", date(1985, 6, 1), alone=True),
    Unit(Kind.VENUE, "市民广场", "Citizens' Square", date(1999, 10, 1), alone=True),
    Unit(Kind.CENTRE, "未成年人关爱中心", "Care Centre for Minors", date(2016, 6, 1)),
)  # fmt: skip
