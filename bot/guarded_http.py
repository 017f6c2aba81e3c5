"""Fetching what people tell us to fetch: within a time and a size, never from inside a private network."""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import urljoin, urlsplit

import aiohttp
from aiohttp.abc import AbstractResolver
from aiohttp.resolver import ThreadedResolver

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aiohttp.abc import ResolveResult

OK, REDIRECTS = 200, range(300, 400)


class Refusal(StrEnum):
    """Why nothing was fetched."""

    ADDRESS = "address"
    """It is not an http or https address."""
    PRIVATE = "private"
    """It leads inside a private network."""
    LATE = "late"
    UNREACHABLE = "unreachable"
    REDIRECTED = "redirected"
    """It leads elsewhere, or too often, or from https to http."""
    STATUS = "status"
    TOO_LARGE = "too_large"


class FetchError(Exception):
    """Nothing was fetched. It holds no address and nothing the other side said; `detail` is a kind or a number."""

    def __init__(self, refusal: Refusal, detail: str = "") -> None:
        super().__init__(refusal.value)
        self.refusal = refusal
        self.detail = detail


@dataclass(frozen=True)
class Terms:
    """What a fetch may cost: seconds in all, bytes, redirects; and whether a private network is meant."""

    seconds: float
    largest: int
    redirects: int = 0
    private_network: bool = False


async def fetch(url: str, headers: Mapping[str, str], terms: Terms) -> bytes:
    """Return what stands at an address. Every redirect is checked as the first address is. Raises FetchError.

    `headers` go to the first address alone.
    """
    body = BytesIO()
    await fetch_into(body, url, headers, terms)
    return body.getvalue()


async def fetch_into(body: BinaryIO, url: str, headers: Mapping[str, str], terms: Terms) -> None:
    """Write what stands at an address into a file as it arrives; otherwise as `fetch`."""
    timeout = aiohttp.ClientTimeout(total=terms.seconds)
    # One pool of connections a fetch: what was checked once must not be reused for somebody else.
    resolver = None if terms.private_network else _PublicOnly()
    connector = aiohttp.TCPConnector(resolver=resolver)
    try:
        async with aiohttp.ClientSession(connector=connector, timeout=timeout) as session:
            await _followed(session, url, headers, terms, body)
    except _PrivateAddressError:
        raise FetchError(Refusal.PRIVATE) from None
    except TimeoutError:
        raise FetchError(Refusal.LATE) from None
    except (aiohttp.ClientError, OSError, ValueError) as problem:
        raise FetchError(Refusal.UNREACHABLE, type(problem).__name__) from None


async def _followed(
    session: aiohttp.ClientSession, url: str, headers: Mapping[str, str], terms: Terms, body: BinaryIO
) -> None:
    for left in range(terms.redirects, -1, -1):
        _check(url, terms)
        async with session.get(url, headers=headers, allow_redirects=False) as answer:
            if answer.status in REDIRECTS:
                there = urljoin(url, answer.headers.get("Location", ""))
                downgraded = url.startswith("https:") and not there.startswith("https:")
                if not left or downgraded:
                    raise FetchError(Refusal.REDIRECTED)
                url, headers = there, {}
                continue
            if answer.status != OK:
                raise FetchError(Refusal.STATUS, str(answer.status))
            await _read(answer, terms.largest, body)
            return
    raise FetchError(Refusal.REDIRECTED)


def _check(url: str, terms: Terms) -> None:
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        raise FetchError(Refusal.ADDRESS) from None
    if parts.scheme not in {"http", "https"} or not host:
        raise FetchError(Refusal.ADDRESS)
    if not terms.private_network:
        _check_public(host)


async def _read(answer: aiohttp.ClientResponse, largest: int, body: BinaryIO) -> None:
    read = 0
    async for piece in answer.content.iter_chunked(1 << 16):
        read += len(piece)
        if read > largest:
            raise FetchError(Refusal.TOO_LARGE)
        body.write(piece)


class _PrivateAddressError(Exception):
    """A name leads to an address that is not on the public internet."""


class _PublicOnly(AbstractResolver):
    """Resolves names, and refuses those that lead inside: what is checked here is what is connected to."""

    def __init__(self) -> None:
        self._resolver = ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """Return the addresses of a host. Raises _PrivateAddressError."""
        found = await self._resolver.resolve(host, port, family)
        for each in found:
            _check_public(each["host"])
        return found

    async def close(self) -> None:
        """Let go of the resolver."""
        await self._resolver.close()


def _check_public(host: str) -> None:
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return
    inside = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    if not (inside or address).is_global:
        raise _PrivateAddressError
