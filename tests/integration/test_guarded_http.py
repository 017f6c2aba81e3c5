"""What people tell us to fetch is fetched within limits, every redirect checked, and never from the inside."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

from bot import guarded_http
from bot.guarded_http import FetchError, Refusal, Terms, fetch

if TYPE_CHECKING:
    from collections.abc import Iterator

TERMS = Terms(seconds=5, largest=100, redirects=3, private_network=True)
STEPS = {
    "/1": "/2",
    "/2": "/3",
    "/3": "/4",
    "/inside": "http://10.0.0.7/",
    "/away": "gopher://x/",
    "/round": "/round",
}


class Server(ThreadingHTTPServer):
    """Redirects as `STEPS` says, answers with few bytes or many, or not at all."""

    daemon_threads = True
    asked: list[tuple[str, str]]
    released: threading.Event


class Answer(BaseHTTPRequestHandler):
    """Does it."""

    server: Server

    def do_GET(self) -> None:
        self.server.asked.append((self.path, self.headers.get("Authorization", "")))
        if self.path == "/never":
            self.server.released.wait()
            return
        there = STEPS.get(self.path)
        self.send_response(302 if there else 200)
        if there:
            self.send_header("Location", there)
        self.end_headers()
        self.wfile.write(b"x" * (101 if self.path == "/large" else 100))

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def serving() -> Iterator[Server]:
    server = Server(("127.0.0.1", 0), Answer)
    server.asked, server.released = [], threading.Event()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.released.set()
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


def at(server: Server, path: str) -> str:
    return f"http://127.0.0.1:{server.server_port}{path}"


async def refused(url: str, terms: Terms = TERMS) -> Refusal:
    with pytest.raises(FetchError) as raised:
        await fetch(url, {}, terms)
    assert raised.value.__cause__ is None
    return raised.value.refusal


async def test_three_redirects_are_followed_and_credentials_go_to_the_first_address_alone(
    server: Server,
) -> None:
    assert await fetch(at(server, "/1"), {"Authorization": "mine"}, TERMS) == b"x" * 100
    assert server.asked == [("/1", "mine"), ("/2", ""), ("/3", ""), ("/4", "")]


async def test_a_fourth_redirect_is_not_followed(server: Server) -> None:
    assert await refused(at(server, "/round")) is Refusal.REDIRECTED
    assert len(server.asked) == 4


async def test_a_redirect_is_checked_as_the_first_address_is(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    def only_this_machine(host: str) -> None:
        if host != "127.0.0.1":
            raise guarded_http._PrivateAddressError

    monkeypatch.setattr(guarded_http, "_check_public", only_this_machine)
    strict = Terms(5, 100, 3)
    assert await fetch(at(server, "/4"), {}, strict) == b"x" * 100
    assert await refused(at(server, "/inside"), strict) is Refusal.PRIVATE
    assert await refused(at(server, "/away"), strict) is Refusal.ADDRESS


async def test_one_byte_too_many_and_an_answer_that_does_not_come_are_refused(server: Server) -> None:
    assert await refused(at(server, "/large")) is Refusal.TOO_LARGE
    assert await refused(at(server, "/never"), Terms(0.3, 100, private_network=True)) is Refusal.LATE


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "10.1.2.3",
        "169.254.169.254",
        "2130706433",
        "0x7f.0.0.1",
        "0.0.0.0",  # noqa: S104 - it leads to this machine
    ],
)
async def test_what_is_inside_is_refused_however_it_is_written(server: Server, host: str) -> None:
    url = f"http://{host}:{server.server_port}/4"
    assert await refused(url, Terms(5, 100)) in {Refusal.PRIVATE, Refusal.UNREACHABLE}
    assert server.asked == []


@pytest.mark.parametrize(
    "url", ["", "file:///etc/passwd", "https://", "ftp://example.com/", "http://[broken"]
)
async def test_what_is_no_web_address_is_refused(url: str) -> None:
    assert await refused(url) is Refusal.ADDRESS
