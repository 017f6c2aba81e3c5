"""Rows that an HTTP source gives as JSON. It is asked once, within a time, and followed nowhere else."""

from __future__ import annotations

import asyncio
import ipaddress
import json
import socket
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import aiohttp
from aiohttp.abc import AbstractResolver
from aiohttp.resolver import ThreadedResolver

from bot.score_sources import SourceError, filled

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aiohttp.abc import ResolveResult

    from bot.score_sources import Source

LARGEST_BYTES = 200_000_000
OK, REDIRECTS = 200, range(300, 400)


def fetch(source: Source, environment: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the rows a source gives now. Raises SourceError, whose message holds no address and no credential."""
    try:
        return asyncio.run(_fetch(source, environment))
    except _PrivateAddressError:
        message = f"{source.name}: its address is inside a private network; set private_network = true if that is meant"
        raise SourceError(message) from None
    except TimeoutError:
        message = f"{source.name}: it did not answer within {source.seconds:g} seconds"
        raise SourceError(message) from None
    except (aiohttp.ClientError, OSError) as problem:
        message = f"{source.name}: it could not be reached ({type(problem).__name__})"
        raise SourceError(message) from None


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
    if not address.is_global:
        raise _PrivateAddressError


async def _fetch(source: Source, environment: Mapping[str, str]) -> list[dict[str, Any]]:
    url = filled(source.url, environment, source.name)
    headers = {name: filled(value, environment, source.name) for name, value in source.headers.items()}
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        message = f"{source.name}: its url must begin with https:// or http://"
        raise SourceError(message)
    resolver = None
    if not source.private_network:
        _check_public(parts.hostname)
        resolver = _PublicOnly()
    connector = aiohttp.TCPConnector(resolver=resolver)
    timeout = aiohttp.ClientTimeout(total=source.seconds)
    async with (
        aiohttp.ClientSession(connector=connector, timeout=timeout) as session,
        session.get(url, headers=headers, allow_redirects=False) as answer,
    ):
        if answer.status in REDIRECTS:
            message = f"{source.name}: it redirects to another address, which is not followed"
            raise SourceError(message)
        if answer.status != OK:
            message = f"{source.name}: it answered {answer.status}"
            raise SourceError(message)
        body = await answer.content.read(LARGEST_BYTES + 1)
        while len(body) <= LARGEST_BYTES and (more := await answer.content.readany()):
            body += more
    if len(body) > LARGEST_BYTES:
        message = f"{source.name}: it answered with more than {LARGEST_BYTES // 1_000_000} MB"
        raise SourceError(message)
    return _rows(source, body)


def _rows(source: Source, body: bytes) -> list[dict[str, Any]]:
    try:
        found = json.loads(body, parse_float=Decimal)
    except ValueError:
        message = f"{source.name}: what it answered is no JSON"
        raise SourceError(message) from None
    for step in filter(None, source.items.split(".")):
        found = found.get(step) if isinstance(found, dict) else None
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        where = f"under '{source.items}' " if source.items else ""
        message = f"{source.name}: {where}it must answer a list of objects"
        raise SourceError(message)
    return found
