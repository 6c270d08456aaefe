"""Floods of the public page are answered before they cost anything: no session, no form, no database."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from functools import cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

ROOT = "/help/"
FILES = (parse("8 per 10 minutes"), parse("60 per day"))
FOLLOWS = (parse("20 per 10 minutes"), parse("200 per day"))
"""Forms from one address (of IPv6 one network of 64 bits), in each process of the server: many phones of one carrier
share an address. Who follows with a code cannot use up what others need to file."""
ALL = parse("240 per minute")
"""Forms from all addresses together, in each process."""


class FloodMiddleware:
    """Refuses with 429 what is too much; it stands before everything else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if (
            request.method == "POST"
            and request.path_info.startswith(ROOT)
            and not admitted(address_of(request), request.path_info)
        ):
            return refusal()
        return self.get_response(request)


def admitted(address: str, path: str = ROOT) -> bool:
    """Whether one more form from an address is taken; one that is not is not counted for the others."""
    kind, limits = ("follow", FOLLOWS) if path.startswith(f"{ROOT}follow/") else ("file", FILES)
    if not all(limiter().test(limit, kind, address) for limit in limits):
        return False
    if not limiter().hit(ALL, "all"):
        return False
    return all([limiter().hit(limit, kind, address) for limit in limits])


def address_of(request: HttpRequest) -> str:
    """The client's address; what a proxy says of it is believed of the configured proxies alone."""
    remote = request.META.get("REMOTE_ADDR", "")
    if remote in settings.TONGHU_PROXIES:
        remote = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip() or remote
    try:
        found = ipaddress.ip_address(remote)
    except ValueError:
        return "unknown"
    if found.version == 6:
        return str(ipaddress.ip_network((found, 64), strict=False))
    return str(found)


def refusal() -> HttpResponse:
    """A page of its own, in both languages: nothing is read to make it."""
    return HttpResponse(PAGE, status=429, headers={"Retry-After": "600", "Cache-Control": "no-store"})


@cache
def limiter() -> MovingWindowRateLimiter:
    """The counter of this process; it forgets when the process ends."""
    return MovingWindowRateLimiter(MemoryStorage())


PAGE = """<!doctype html><html lang="zh-Hans"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>请稍后再试 · Please try again later</title>
<h1>请稍后再试</h1><p>这个网络刚刚提交了很多次，这一次没有收下。您填的还在上一页里，十分钟后可以再提交。</p>
<p><b>有危险请先打 <a href="tel:110">110</a></b>；也可以打 <a href="tel:12338">12338</a>。</p>
<p lang="en">This network has just sent many forms; this one was not taken. What you wrote is still on the
page before; send it again in ten minutes. In danger, call 110 first, or call 12338.</p></html>"""
