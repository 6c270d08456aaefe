"""``tonghu setup``: the first office of a deployment and its three administrators."""

from __future__ import annotations

import argparse
from datetime import date
from typing import TYPE_CHECKING

from tonghu.engine.errors import EngineError

if TYPE_CHECKING:
    from tonghu.access.founding import Founded
    from tonghu.cli.beginning import Plan

NAME = "setup"
HELP = "建库：第一个单位和三员账号 / begin: the first office and its three administrators"
NEEDS = "django"


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments; what is left out is asked for on a terminal."""
    parser.add_argument("--place", metavar="CODE", help="单位所在区划的统计用代码 / code of the office's division")
    parser.add_argument("--place-name", metavar="NAME", help="该区划的名称 / the division's name")
    parser.add_argument(
        "--above",
        metavar="CODE:NAME",
        action="append",
        default=[],
        help="上级区划的名称，可重复 / the name of a division above it, may be repeated",
    )
    parser.add_argument("--office", metavar="NAME", help="妇联全称 / the federation's full name")
    parser.add_argument(
        "--opened", type=date.fromisoformat, metavar="DAY", help="成立日期 / when it opened (1949-10-01)"
    )
    for role, told in (
        ("system", "系统管理员：单位、区划、模板 / system administrator: offices, divisions, templates"),
        ("security", "安全管理员：账号、授权 / security administrator: accounts, roles"),
        ("audit", "审计管理员：留痕 / audit administrator: the trail"),
    ):
        parser.add_argument(f"--{role}", metavar="NAME:USERNAME", help=told)


def run(args: argparse.Namespace) -> int:
    """Migrate, ask for what is missing, write all of it or nothing, print the one-time passwords."""
    from django.core.management import call_command  # noqa: PLC0415  Django is not loaded for `--help`

    from tonghu.accounts.models import User  # noqa: PLC0415  as above
    from tonghu.cli.beginning import planned  # noqa: PLC0415  as above
    from tonghu.cli.serve import require_safe_role  # noqa: PLC0415  as above
    from tonghu.cli.spoken import spoken  # noqa: PLC0415  as above

    require_safe_role()
    call_command("migrate", database="owner", interactive=False, verbosity=0)
    if User.objects.exists():
        raise EngineError(
            "这里已经有账号，没有改动。要添加账号，请由安全管理员登录，在“账号”中添加。",
            "There are accounts here already; nothing was changed. The security administrator adds more "
            "under “Accounts”.",
        )
    plan = planned(args)
    founded = spoken(lambda: _founded(plan))
    _tell(plan, founded)
    return 0


def _founded(plan: Plan) -> Founded:
    from tonghu.access.founding import found  # noqa: PLC0415  as above

    return found(places=plan.places, offices=plan.offices, administrators=plan.administrators, request=NAME)


def _tell(plan: Plan, founded: Founded) -> None:
    office = founded.offices[0]
    print(f"已建库 / begun: {office.name}({office.place_id})")
    print("一次性口令，只显示这一次，首次登录时须更改 / one-time passwords, shown only now, to be changed at once:")
    for role, user in founded.administrators.items():
        print(f"  {role.value:<10}{user.username:<16}{plan.administrators[role].password}  {user.name}")
    for code in plan.nameless:
        print(
            f"{code} 的名称不知道，先用代码；可用 tonghu places import --rename 补上"
            f" / the name of {code} is not known, its code stands for it until tonghu places import --rename"
        )
    print("下一步：导入下级区划 / next, divisions below: tonghu places import FILE.xlsx")
    print("打开网页，三位管理员各自登录 / then the administrators sign in: tonghu serve")
