"""The small world of the cast: two counties of the fictional city, their offices, and who works there."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.hashers import make_password

from tonghu.access.models import Grant, Undertaking
from tonghu.access.rules import CASEWORKERS, Role
from tonghu.access.undertakings import VERSION
from tonghu.accounts.models import User
from tonghu.places.models import Office, Place
from tonghu.places.rules import Level, OfficeKind

PASSWORD = "liu-shui-2026-gao-shan"
SINCE = date(2015, 1, 1)

PROVINCE = 990000000000
CITY = 990100000000
COUNTY = 990101000000
TOWN = 990101101000
OTHER_TOWN = 990101102000
VILLAGE = 990101101201
NEIGHBOUR = 990102000000
NEIGHBOUR_TOWN = 990102101000
NEIGHBOUR_VILLAGE = 990102101201
FAR_CITY = 990200000000

PLACES = (
    (PROVINCE, Level.PROVINCE, "云岭省", "Yunling"),
    (CITY, Level.CITY, "云溪市", "Yunxi"),
    (COUNTY, Level.COUNTY, "青溪县", "Qingxi"),
    (TOWN, Level.TOWN, "河湾乡", "Hewan"),
    (VILLAGE, Level.VILLAGE, "柳树村", "Liushu"),
    (OTHER_TOWN, Level.TOWN, "石桥乡", "Shiqiao"),
    (NEIGHBOUR, Level.COUNTY, "白沙县", "Baisha"),
    (NEIGHBOUR_TOWN, Level.TOWN, "沙坪乡", "Shaping"),
    (NEIGHBOUR_VILLAGE, Level.VILLAGE, "枫林村", "Fenglin"),
    (FAR_CITY, Level.CITY, "澜江市", "Lanjiang"),
)

OFFICES = (
    ("city", CITY, OfficeKind.FEDERATION, "云溪市妇女联合会", "市妇联", None),
    ("county", COUNTY, OfficeKind.FEDERATION, "青溪县妇女联合会", "青溪县妇联", "city"),
    ("town", TOWN, OfficeKind.FEDERATION, "河湾乡妇女联合会", "河湾乡妇联", "county"),
    ("village", VILLAGE, OfficeKind.FEDERATION, "柳树村妇女联合会", "柳树村妇联", "town"),
    ("other_town", OTHER_TOWN, OfficeKind.FEDERATION, "石桥乡妇女联合会", "石桥乡妇联", "county"),
    ("station", TOWN, OfficeKind.STATION, "河湾乡维权工作站", "", "town"),
    ("panel", COUNTY, OfficeKind.PANEL, "青溪县维权合议庭", "", None),
    ("legal_aid", COUNTY, OfficeKind.LEGAL_AID, "青溪县法律援助中心", "", None),
    ("justice", COUNTY, OfficeKind.MEMBER_UNIT, "青溪县司法局", "县司法局", None),
    ("police", COUNTY, OfficeKind.MEMBER_UNIT, "青溪县公安局", "县公安局", None),
    ("school", TOWN, OfficeKind.SCHOOL, "河湾乡中心小学", "", None),
    ("neighbour", NEIGHBOUR, OfficeKind.FEDERATION, "白沙县妇女联合会", "白沙县妇联", "city"),
    ("neighbour_town", NEIGHBOUR_TOWN, OfficeKind.FEDERATION, "沙坪乡妇女联合会", "沙坪乡妇联", "neighbour"),
    (
        "neighbour_village",
        NEIGHBOUR_VILLAGE,
        OfficeKind.FEDERATION,
        "枫林村妇女联合会",
        "枫林村妇联",
        "neighbour_town",
    ),
    ("neighbour_station", NEIGHBOUR_TOWN, OfficeKind.STATION, "沙坪乡维权工作站", "", "neighbour_town"),
    ("neighbour_justice", NEIGHBOUR, OfficeKind.MEMBER_UNIT, "白沙县司法局", "", None),
    ("far_city", FAR_CITY, OfficeKind.FEDERATION, "澜江市妇女联合会", "澜江市妇联", None),
)

CAST: tuple[tuple[str, str, str, tuple[Role, ...]], ...] = (
    ("zhou_sui", "周穗", "town", (Role.CHAIR,)),
    ("wei_lan", "韦兰", "village", (Role.CHAIR,)),
    ("lin_he", "林禾", "county", (Role.RIGHTS, Role.PROGRAMME)),
    ("gu_xin", "顾欣", "county", (Role.LEADER,)),
    ("he_qing", "何清", "city", (Role.PROGRAMME,)),
    ("fang_ting", "方汀", "city", (Role.COMMITTEE,)),
    ("shen_mei", "沈湄", "city", (Role.LEADER,)),
    ("ning_zhou", "宁舟", "police", (Role.AGENCY,)),
    ("ji_xue", "纪雪", "school", (Role.SCHOOL,)),
    ("mu_qing", "穆晴", "county", (Role.VOLUNTEER,)),
    ("tian_yuan", "田园", "neighbour", (Role.RIGHTS, Role.PROGRAMME)),
    ("pei_yue", "裴月", "neighbour", (Role.LEADER,)),
    ("qiao_an", "乔安", "neighbour_town", (Role.CHAIR,)),
    ("liang_mo", "梁墨", "neighbour_village", (Role.CHAIR,)),
    ("xi_yuan", "席远", "city", (Role.SYSTEM,)),
    ("an_ran", "安然", "city", (Role.SECURITY,)),
    ("ding_shu", "丁舒", "city", (Role.AUDIT,)),
)


@dataclass(frozen=True)
class Cast:
    """The world as it was built: ``cast["lin_he"]`` is a user, ``cast.offices["county"]`` an office.

    The keys of ``offices`` are those of OFFICES, the codes of ``places`` the constants of this module.
    """

    users: dict[str, User]
    offices: dict[str, Office]
    places: dict[int, Place]

    def __getitem__(self, username: str) -> User:
        return self.users[username]

    def __getattr__(self, name: str) -> Office:
        try:
            return self.offices[name]
        except KeyError:
            raise AttributeError(name) from None


def build(using: str) -> None:
    """Write the world, as the owner: the application has no scope yet in which it could."""
    for code, level, name, name_en in PLACES:
        Place(code=code, level=level, name=name, name_en=name_en).save(using=using)
    offices: dict[str, Office] = {}
    for key, place, kind, name, short, parent in OFFICES:
        office = Office(
            place_id=place,
            kind=kind,
            name=name,
            short=short,
            parent=offices[parent] if parent else None,
            opened_on=SINCE,
        )
        office.save(using=using)
        offices[key] = office
    password = make_password(PASSWORD)
    for username, name, office_key, roles in CAST:
        user = User(username=username, name=name, password=password)
        user.save(using=using)
        Grant.objects.using(using).bulk_create(
            Grant(user=user, office=offices[office_key], role=role, since=SINCE) for role in roles
        )
        if set(roles) & (CASEWORKERS | {Role.AGENCY}):
            Undertaking(user=user, version=VERSION).save(using=using)


def load() -> Cast:
    """The world as the test's own database holds it."""
    by_name = {office.name: office for office in Office.objects.select_related("place")}
    return Cast(
        users={user.username: user for user in User.objects.all()},
        offices={key: by_name[name] for key, _, _, name, _, _ in OFFICES},
        places=Place.objects.in_bulk(),
    )
