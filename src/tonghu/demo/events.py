"""What an event is called, where it is held and whom it reaches, by the occasion."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random

from tonghu.demo.spread import near
from tonghu.kit.periods import Period
from tonghu.outreach.rules import ActivityKind as Kind
from tonghu.outreach.rules import AudienceSort as Sort
from tonghu.outreach.rules import Festival, Topic

Window = tuple[tuple[int, int], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Occasion:
    """A sort of publicity event.

    Attributes:
        window: first and last month and day between which it is held.
        title, venue: how it is called and where; ``{}`` stands for the division's name.
        materials: short names of what is handed out.
    """

    kind: Kind
    window: Window
    title: str
    venue: str
    topics: tuple[Topic, ...]
    materials: tuple[str, ...]
    festival: str = ""
    sort: Sort = Sort.VILLAGERS


FIRST_HALF = (
    Occasion(
        Kind.RIGHTS_WEEK, ((3, 2), (3, 8)), "“三八”维权周{}集中宣传", "{}文化广场",
        (Topic.LAW, Topic.DOMESTIC_VIOLENCE), ("law", "violence", "rights", "hotline"), Festival.WOMENS_DAY,
    ),
    Occasion(
        Kind.CAMPAIGN, ((5, 25), (5, 31)), "庆“六一”未成年人保护法进{}", "{}少年之家",
        (Topic.LAW, Topic.SAFETY), ("law", "girls", "handbook", "report"), Festival.CHILDRENS_DAY, Sort.PUPILS,
    ),
    Occasion(
        Kind.EXHIBITION, ((6, 20), (6, 26)), "{}青少年禁毒展板巡展", "{}中心小学操场",
        (Topic.DRUGS,), ("drugs", "letter_summer", "summer"), Festival.DRUG_DAY, Sort.PUPILS,
    ),
    Occasion(
        Kind.CASE_CLASS, ((4, 7), (4, 28)), "{}以案说法进校园", "{}中学报告厅",
        (Topic.BULLYING, Topic.LAW), ("bullying", "prevention", "youth"), "", Sort.PUPILS,
    ),
    Occasion(
        Kind.VILLAGE, ((3, 12), (4, 25)), "送法进村走进{}", "{}文化活动室",
        (Topic.LAW, Topic.SEXUAL_ABUSE), ("law", "girls", "hotline", "letter_away"),
    ),
    Occasion(
        Kind.CAMPAIGN, ((5, 11), (5, 15)), "国际家庭日{}家庭教育宣传", "{}社区广场",
        (Topic.FAMILY_EDUCATION,), ("family_law", "parents", "letter_net"), Festival.FAMILY_DAY, Sort.PARENTS,
    ),
    Occasion(
        Kind.MEDIA, ((1, 8), (2, 27)), "{}“护苗”广播专栏", "{}广播站",
        (Topic.NET,), ("net", "letter_net"), Festival.SPRING_FESTIVAL, Sort.PARENTS,
    ),
)  # fmt: skip

SECOND_HALF = (
    Occasion(
        Kind.CAMPAIGN, ((7, 3), (7, 20)), "{}暑期防溺水宣传", "{}河堤广场",
        (Topic.DROWNING, Topic.SAFETY), ("drowning", "summer", "letter_summer", "handbook"), "", Sort.PARENTS,
    ),
    Occasion(
        Kind.CASE_CLASS, ((9, 1), (9, 9)), "{}开学法治第一课", "{}中心小学操场",
        (Topic.LAW, Topic.BULLYING), ("law", "bullying", "youth"), Festival.TERM_START, Sort.PUPILS,
    ),
    Occasion(
        Kind.CAMPAIGN, ((11, 19), (11, 25)), "{}反家暴宣传日", "{}文化广场",
        (Topic.DOMESTIC_VIOLENCE,), ("violence", "refuge", "hotline", "rights"), Festival.ANTI_VIOLENCE_DAY,
    ),
    Occasion(
        Kind.EXHIBITION, ((11, 28), (12, 4)), "宪法宣传周{}法治图片展", "{}综合文化站",
        (Topic.LAW,), ("law", "civil", "report", "family_law"), Festival.CONSTITUTION_DAY,
    ),
    Occasion(
        Kind.VILLAGE, ((9, 15), (10, 30)), "法治大篷车开进{}", "{}文化活动室",
        (Topic.TRAFFICKING, Topic.LAW), ("trafficking", "law", "letter_away", "hotline"),
    ),
    Occasion(
        Kind.MEDIA, ((10, 12), (11, 14)), "{}“安心上网”短视频", "{}广播站",
        (Topic.NET,), ("net", "letter_net", "parents"), "", Sort.PARENTS,
    ),
    Occasion(
        Kind.CAMPAIGN, ((8, 20), (8, 30)), "{}开学前交通安全宣传", "{}汽车站",
        (Topic.SAFETY,), ("traffic", "summer", "handbook"), "", Sort.PARENTS,
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Talk:
    """A lecture, contest or training: what it is called, where, and about what."""

    title: str
    venue: str
    topics: tuple[Topic, ...]
    sort: Sort = Sort.PARENTS


TALKS: dict[Kind, tuple[Talk, ...]] = {
    Kind.LECTURE: (
        Talk("好好说话：亲子沟通公益讲座", "{}中心小学阶梯教室", (Topic.FAMILY_EDUCATION,)),
        Talk("孩子上网怎么管公益讲座", "{}社区文化室", (Topic.NET, Topic.FAMILY_EDUCATION)),
        Talk("女童自我保护公益讲座", "{}中心小学多功能厅", (Topic.SEXUAL_ABUSE,), Sort.PUPILS),
        Talk("青春期与身体健康公益讲座", "{}中学报告厅", (Topic.HEALTH,), Sort.PUPILS),
        Talk("隔代抚养的学问公益讲座", "{}文化活动室", (Topic.FAMILY_EDUCATION,)),
        Talk("做情绪稳定的父母公益讲座", "{}妇女之家", (Topic.FAMILY_EDUCATION, Topic.MORALS)),
        Talk("防溺水与急救公益讲座", "{}中心小学操场", (Topic.DROWNING, Topic.SAFETY), Sort.PUPILS),
        Talk("好家风伴成长公益讲座", "{}文化礼堂", (Topic.MORALS,)),
    ),
    Kind.LAW_LECTURE: (
        Talk("民法典里的家庭：法律进家庭讲座", "{}妇女之家", (Topic.LAW,)),
        Talk("家庭教育促进法讲堂", "{}社区文化室", (Topic.LAW, Topic.FAMILY_EDUCATION)),
        Talk("遇到家暴怎么办：法律进家庭讲座", "{}文化活动室", (Topic.DOMESTIC_VIOLENCE, Topic.LAW), Sort.VILLAGERS),
    ),
    Kind.EXPERT_TALK: (
        Talk("专家谈家教：读懂孩子的心", "{}文化礼堂", (Topic.FAMILY_EDUCATION,)),
        Talk("专家谈家教：陪孩子走过青春期", "{}中学报告厅", (Topic.FAMILY_EDUCATION, Topic.HEALTH)),
        Talk("专家谈家教：手机与专注力", "{}中心小学多功能厅", (Topic.NET, Topic.FAMILY_EDUCATION)),
    ),
    Kind.CONTEST: (
        Talk("未成年人保护知识竞赛", "{}少年之家", (Topic.LAW,), Sort.PUPILS),
        Talk("安全自护情景剧比赛", "{}中学礼堂", (Topic.SAFETY,), Sort.PUPILS),
    ),
    Kind.TRAINING: (
        Talk("维权站工作人员业务培训", "{}会议室", (Topic.LAW,), Sort.OFFICIALS),
        Talk("家庭教育讲师团备课会", "{}便民服务中心", (Topic.FAMILY_EDUCATION,), Sort.VOLUNTEERS),
    ),
}


def day_of(occasion: Occasion, period: Period, rng: Random) -> date:
    """A day of its window inside a period of one half-year."""
    return near(*occasion.window, period.start.year, rng)
