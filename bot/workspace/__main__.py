"""Serve a workspace from the command line until interrupted."""

from __future__ import annotations

import argparse
import asyncio
import importlib
import importlib.util
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from bot.workspace.seed import Seed
from bot.workspace.server import running
from bot.workspace.state import Workspace, forget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.workspace.server import Parts

_PAGE = "bot.workspace.page"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; 0 when stopped, 1 when it could not serve, 2 for a wrong seed."""
    options = _parser().parse_args(arguments)
    try:
        seed = Seed.read(options.seed)
    except (OSError, ValidationError) as unreadable:
        print(f"The seed {options.seed} cannot be read: {unreadable}", file=sys.stderr)  # noqa: T201 - a command
        return 2
    if options.fresh and options.data is not None:
        forget(options.data)
    try:
        asyncio.run(_serve(seed, options.data, options.port, with_page=not options.no_page))
    except OSError as taken:
        print(f"Port {options.port} cannot be used: {taken}", file=sys.stderr)  # noqa: T201 - a command
        return 1
    return 0


async def _serve(seed: Seed, data: Path | None, port: int, *, with_page: bool) -> None:
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for each in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(each, stopped.set)
    workspace = Workspace.open(seed, data)
    try:
        async with running(workspace, port, prepare=_attach_page if with_page else None) as server:
            print(f"Workspace {seed.team.name} at {server.url}/ (API {server.api_url})", flush=True)  # noqa: T201
            await stopped.wait()
    finally:
        workspace.close()


def _attach_page(parts: Parts) -> None:
    """Hang the page on the application; without it the workspace serves apps only."""
    if importlib.util.find_spec(_PAGE) is not None:
        importlib.import_module(_PAGE).attach(parts.app, parts.workspace, parts.acts)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot.workspace", description=__doc__)
    parser.add_argument("--seed", type=Path, required=True, help="the JSON file the workspace begins with")
    parser.add_argument("--data", type=Path, help="the folder everything is kept in (memory only without)")
    parser.add_argument("--port", type=int, default=0, help="the port to serve on (0 picks a free one)")
    parser.add_argument("--no-page", action="store_true", help="serve apps only, without the page")
    parser.add_argument("--fresh", action="store_true", help="forget what the data folder holds")
    return parser


if __name__ == "__main__":
    sys.exit(main())
