"""Ten thousand public forms from one address within a minute; bounded in number and time, to 127.0.0.1 only."""

import http.client
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookies import SimpleCookie
from urllib.parse import urlencode

THREADS = 4
ANOTHER = "127.0.0.2"
PATH = "/help/petition/"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class Flood:
    """What went out and what came back."""

    def __init__(self, port: int, many: int, seconds: float) -> None:
        self.port, self.many, self.seconds = port, many, seconds
        self.sent = self.refused = 0
        self._lock = threading.Lock()
        self.threads = [threading.Thread(target=self._send, args=(n,), daemon=True) for n in range(THREADS)]

    def refused_share(self) -> float:
        """Part of the forms that was answered with 429, 0 to 1; waits until all were sent."""
        for thread in self.threads:
            thread.join(self.seconds + 30)
        if self.sent < self.many:
            raise RuntimeError(f"only {self.sent} of {self.many} forms were sent")
        return self.refused / self.sent

    def another_files(self) -> bool:
        """Whether somebody at another address gets a code meanwhile, through the real form."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30, source_address=(ANOTHER, 0))
        connection.request("GET", PATH)
        answer = connection.getresponse()
        page = answer.read().decode()
        cookies = SimpleCookie(answer.headers.get("Set-Cookie", ""))
        hidden = dict(re.findall(r'name="(csrfmiddlewaretoken|stamp)" value="([^"]+)"', page))
        offices = re.findall(r'<option value="(\d+)"', page)
        time.sleep(4)  # a person reads before she sends, and the form asks for it
        body = urlencode({**hidden, "office": offices[0], "words": "孩子放学后没有回家"})
        sent = {**FORM, "Cookie": f"csrftoken={cookies['csrftoken'].value}"}
        connection.request("POST", PATH, body, sent)
        answer = connection.getresponse()
        return answer.status == 200 and bool(re.search(r"[A-Z2-7]{4}(-[A-Z2-7]{4}){3}", answer.read().decode()))

    def _send(self, number: int) -> None:
        share = self.many // THREADS
        began = time.perf_counter()
        for n in range(share):
            ahead = began + n * self.seconds / share - time.perf_counter()
            if ahead > 0:
                time.sleep(ahead)
            status = self._one(f"{number}-{n}")
            with self._lock:
                self.sent += 1
                self.refused += status == 429

    def _one(self, words: str) -> int:
        """One form on a connection of its own: who is refused is hung up on."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request("POST", PATH, urlencode({"words": words}), FORM)
            return connection.getresponse().status
        finally:
            connection.close()


@contextmanager
def flood(port: int, many: int, *, seconds: float) -> Iterator[Flood]:
    """Forms go out in the background while the block runs."""
    going = Flood(port, many, seconds)
    for thread in going.threads:
        thread.start()
    yield going
