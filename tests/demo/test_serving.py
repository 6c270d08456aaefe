"""``tonghu demo`` to the end: the printed address opens, the printed password lets in, the banner says why."""

import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

import pytest

from tests.browser.house import free_port
from tests.demo.town import Town


@pytest.fixture
def printed(tmp_path: Path) -> Iterator[str]:
    """What ``tonghu demo`` printed up to the address, while it serves."""
    town = Town(tmp_path / "data")
    command = [sys.executable, "-m", "tonghu", "demo", "--port", str(free_port())]
    serving = subprocess.Popen(
        command, env=town.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    assert serving.stdout
    lines = []
    for line in serving.stdout:
        lines.append(line)
        if found := re.search(r"http://\S+/", line):
            wait(found[0])
            break
    yield "".join(lines)
    serving.send_signal(signal.SIGINT)
    rest, _nothing = serving.communicate(timeout=60)
    town.close()
    assert "Traceback" not in rest
    assert "Fatal" not in rest


def wait(address: str) -> None:
    """Until the server listens, which it says a moment before."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            return build_opener().open(f"{address}sign-in/", timeout=5).close()
        except URLError:
            time.sleep(0.2)
    pytest.fail("the server never answered")


def sign_in(address: str, username: str, password: str) -> str:
    """The page that a person comes to who signs in."""
    browser = build_opener(HTTPCookieProcessor(CookieJar()))
    browser.addheaders = [("Accept-Language", "en"), ("Referer", f"{address}sign-in/")]
    page = browser.open(f"{address}sign-in/", timeout=30).read().decode()
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert found
    form = urlencode({"csrfmiddlewaretoken": found[1], "username": username, "password": password})
    return browser.open(f"{address}sign-in/", form.encode(), timeout=30).read().decode()


def test_the_chair_signs_in_and_finds_what_waits_for_her(printed: str) -> None:
    address = re.search(r"http://\S+/", printed)
    password = re.search(r"password: (\S+)", printed)
    assert address
    assert password
    home = sign_in(address[0], "shen_mei", password[1])
    assert "Demonstration" in home
    assert "上半年未成年人保护工作总结" in home or "下半年未成年人保护工作总结" in home
    home = sign_in(address[0], "shen_mei", "wrong-pass-word")
    assert "未成年人保护工作总结" not in home
