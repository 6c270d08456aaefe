"""What must be true before pages are served."""

import psycopg

_RIGHTS = "SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user"
_OWNED = "SELECT count(*) FROM pg_class WHERE relowner = current_user::regrole AND relkind NOT IN ('i', 't')"
_MEMBER = """
    SELECT DISTINCT r.rolname FROM pg_roles r JOIN pg_class c ON c.relowner = r.oid
    WHERE c.relnamespace = 'public'::regnamespace AND r.rolname <> current_user
      AND pg_has_role(current_user, r.oid, 'MEMBER')
"""


def application_role_is_safe(app_url: str) -> list[str]:
    """Reasons why the application must not run with this role; an empty list is good news.

    Argument: ``app_url``, the URL the application connects with. Row-level security does not hold back a
    superuser, a role with BYPASSRLS, a table's owner, or a member of the owner's role.
    """
    reasons = []
    with psycopg.connect(app_url, autocommit=True) as connection:
        superuser, bypass = connection.execute(_RIGHTS).fetchone() or (True, True)
        if superuser:
            reasons.append("应用角色是超级用户 / the application's role is a superuser")
        if bypass:
            reasons.append("应用角色可绕过行级安全 / the application's role has BYPASSRLS")
        owned = (connection.execute(_OWNED).fetchone() or (0,))[0]
        if owned:
            reasons.append(f"应用角色拥有 {owned} 个表 / the application's role owns {owned} tables")
        if not superuser:
            reasons.extend(
                f"应用角色属于所有者角色 {name} / the application's role is a member of the owner {name}"
                for (name,) in connection.execute(_MEMBER)
            )
    return reasons
