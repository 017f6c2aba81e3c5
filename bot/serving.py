"""The bot's process: a workspace is served until somebody interrupts it."""

from __future__ import annotations

import asyncio
import gc
import signal
import sys
from typing import TYPE_CHECKING

from bot.settings import SettingsError, read_settings
from storage.database import DatabaseAwayError

if TYPE_CHECKING:
    from bot.app import Touchbase

DONE, OPERATION_FAILED, WRONG_USAGE = 0, 1, 2
"""Exit codes; one sentence on the standard error says why."""
LOCK_SECONDS = 0.0002


def serve() -> int:
    """Serve the workspace of the settings until interrupted; return the exit code."""
    # Nothing that a start makes is garbage (2,000 objects of 233,000), and looking for it is a sixth of a start.
    gc.disable()
    _leave_the_terminal_out()
    from bot import logs  # noqa: PLC0415 - after what is left out
    from bot.app import SlackRefused, Touchbase  # noqa: PLC0415 - as above

    logs.to_stderr()
    try:
        asyncio.run(_serve(Touchbase(read_settings())))
    except SettingsError as problem:
        return _complain(problem, WRONG_USAGE)
    except (SlackRefused, DatabaseAwayError, OSError) as problem:
        return _complain(problem, OPERATION_FAILED)
    return DONE


def _leave_the_terminal_out() -> None:
    # structlog loads `rich` where it finds it, to draw on terminals: six megabytes in a process that writes JSON.
    if "rich" not in sys.modules:
        sys.modules["rich"] = None  # type: ignore[assignment]
        import structlog  # noqa: F401, PLC0415 - only so is it loaded without

        del sys.modules["rich"]


async def _serve(touchbase: Touchbase) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stop.set)
    # Whoever waits for an acknowledgement waits for the event loop, and that for Python's lock: five milliseconds,
    # the interpreter's own measure, each time a worker thread is in the middle of something.
    sys.setswitchinterval(LOCK_SECONDS)
    try:
        await touchbase.start()
        # What was made to start stays: without this, each full collection stops everyone for a tenth of a second. And
        # none is made now: the first who speak would wait for it.
        gc.freeze()
        gc.enable()
        await stop.wait()
    finally:
        await touchbase.stop()


def _complain(problem: Exception, code: int) -> int:
    sys.stderr.write(f"{problem}\n")
    return code
