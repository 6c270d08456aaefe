"""Services on this machine that take reminders: a mail server and one that takes JSON."""

from __future__ import annotations

import json
import socket
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Mail(socketserver.ThreadingTCPServer):
    """Takes mail by SMTP (RFC 5321); ``taken`` holds what it has answered 250 for.

    While ``patient`` is clear, it has the whole message and does not answer: whoever sends waits.
    """

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Dialogue)
        self.taken: list[bytes] = []
        self.waiting = threading.Event()
        self.patient = threading.Event()
        self.patient.set()


class _Dialogue(socketserver.StreamRequestHandler):
    server: Mail

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())
        self.wfile.flush()

    def handle(self) -> None:
        self.say("220 sink")
        while word := self.rfile.readline().decode().strip()[:4].upper():
            if word == "DATA":
                self.say("354 go on")
                self.take()
            elif word == "QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 ok")

    def take(self) -> None:
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line)
        self.server.waiting.set()
        if self.server.patient.wait(timeout=30) and not self.gone():
            self.server.taken.append(b"".join(lines))
            self.say("250 taken")

    def gone(self) -> bool:
        """Whether who was sending has ended: then nobody was told, and nothing is taken."""
        try:
            return not self.connection.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT)
        except BlockingIOError:
            return False


class Json(ThreadingHTTPServer):
    """Takes JSON by POST; ``taken`` holds it. While ``broken``, it answers 500."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Post)
        self.taken: list[dict[str, object]] = []
        self.broken = False


class _Post(BaseHTTPRequestHandler):
    server: Json

    def do_POST(self) -> None:
        content = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if not self.server.broken:
            self.server.taken.append(content)
        self.send_response(500 if self.server.broken else 200)
        self.end_headers()

    def log_message(self, *args: object) -> None:
        """Tests are quiet."""


@contextmanager
def serving(server: socketserver.BaseServer) -> Iterator[None]:
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
