"""Who signs in to the demonstration: invented people, each with an office and a role."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.crypto import get_random_string

from tonghu.access.rules import Role
from tonghu.demo.divisions import CITY, COUNTY, DISTRICT, FAR_CITY, HILLS, NEIGHBOUR, NEIGHBOUR_TOWN, TOWN
from tonghu.engine.folder import DataFolder
from tonghu.places.rules import OfficeKind

SAFE = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without letters and digits that are taken for one another."""


@dataclass(frozen=True, slots=True)
class Member:
    """One of the cast.

    Attributes:
        place, kind, unit: where her office is, of which kind, and how its name ends where several are of a kind.
        try_zh, try_en: what to try first when signed in as her; blank for those who only fill the world.
    """

    username: str
    name: str
    place: int
    roles: tuple[Role, ...]
    try_zh: str = ""
    try_en: str = ""
    kind: str = OfficeKind.FEDERATION
    unit: str = ""


ADMINISTRATORS = (
    Member(
        "xi_yuan", "席远", CITY, (Role.SYSTEM,), "看单位、行政区划和报告模板", "see offices, divisions and templates"
    ),
    Member(
        "an_ran", "安然", CITY, (Role.SECURITY,), "看账号和授权，给人解锁", "see accounts and roles, unlock somebody"
    ),
    Member(
        "ding_shu", "丁舒", CITY, (Role.AUDIT,), "查留痕：谁在何时改了什么", "search the trail: who changed what, when"
    ),
)

MEMBERS = (
    Member(
        "zhou_sui", "周穗", TOWN, (Role.CHAIR,), "用手机记一场今天的活动，附一张照片",
        "log today's event on a phone, with a photo",
    ),
    Member(
        "lin_he", "林禾", COUNTY, (Role.RIGHTS, Role.PROGRAMME), "登记一件来访信访；更正一个数，导入下面的表格",
        "register a petition; correct a count, import the sheet named below",
    ),
    Member(
        "gu_xin", "顾欣", COUNTY, (Role.LEADER,), "看哪些个案超期，批准一件办结",
        "see which cases are late, approve a closure",
    ),
    Member(
        "he_qing", "何清", CITY, (Role.PROGRAMME,), "看各县网络，缺维权站的乡镇",
        "see which townships lack a station"
    ),
    Member("fang_ting", "方汀", CITY, (Role.COMMITTEE,), "退回或核对一份总结", "check a report or give it back"),
    Member(
        "shen_mei", "沈湄", CITY, (Role.LEADER,), "打开等她签发的总结，点“10 场”，再签发",
        "open the report that waits for her, click “10 场”, then sign it",
    ),
    Member(
        "tian_yuan", "田园", NEIGHBOUR, (Role.RIGHTS, Role.PROGRAMME),
        "邻县：接收或退回一件移交的个案，看不到青溪县别的记录",
        "the neighbour: accept or decline a case offered to her; sees nothing else of Qingxi",
    ),
    Member("pei_yue", "裴月", NEIGHBOUR, (Role.LEADER,)),
    Member("qiao_an", "乔安", NEIGHBOUR_TOWN, (Role.CHAIR,)),
    Member("tao_ran", "陶然", DISTRICT, (Role.RIGHTS, Role.PROGRAMME)),
    Member("luo_qing", "骆青", HILLS, (Role.RIGHTS, Role.PROGRAMME)),
    Member("jiang_che", "江澈", FAR_CITY, (Role.RIGHTS, Role.PROGRAMME), "另一座城市：2009 至 2011 年的讲座",
           "the other city: the lectures of 2009 to 2011"),
    Member(
        "ning_zhou", "宁舟", COUNTY, (Role.AGENCY,), "答复一封发给公安局的函；没有发给她的，就看不到",
        "answer a letter to her bureau; sees only what is addressed to her", OfficeKind.MEMBER_UNIT, "公安局",
    ),
    Member("ji_xue", "纪雪", TOWN, (Role.SCHOOL,), kind=OfficeKind.SCHOOL),
    Member("mu_qing", "穆晴", COUNTY, (Role.VOLUNTEER,)),
)  # fmt: skip

CAST = (*MEMBERS, *ADMINISTRATORS)


def password(folder: DataFolder) -> str:
    """The one password of a demonstration's cast, made with its data folder, kept beside its other secrets."""
    file = folder.secrets / "demo.password"
    if not file.exists():
        file.write_text("-".join(get_random_string(4, SAFE) for _part in range(3)), "ascii")
        file.chmod(0o600)
    return file.read_text("ascii").strip()
