"""How a command gets in, speaks, and ends when something is in the way."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from bot.serving import OPERATION_FAILED, WRONG_USAGE
from bot.settings import SettingsError, read_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.settings import Settings
    from storage.database import Database

__all__ = ["OPERATION_FAILED", "WRONG_USAGE", "Door", "front_door"]
_console = Console()
_complaints = Console(stderr=True)


@dataclass(frozen=True)
class Door:
    """What commands have in common: answers go to `console`, complaints and progress to `complaints`.

    `failure` says a sentence and returns what ends the command, with exit code 1 unless another is given.
    """

    settings: Callable[[], Settings]
    open_database: Callable[[Settings], Database]
    failure: Callable[..., typer.Exit]
    console: Console
    complaints: Console = field(default_factory=lambda: _complaints)

    @contextmanager
    def database(self) -> Iterator[tuple[Database, Settings]]:
        """Open the database for one command."""
        settings = self.settings()
        database = self.open_database(settings)
        try:
            yield database, settings
        finally:
            database.close()

    def bar(self) -> Progress:
        """Make a progress bar that is gone when the work is done."""
        return Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=self.complaints,
            transient=True,
        )

    def say(self, sentence: str) -> None:
        """Print a sentence as it is."""
        self.console.print(sentence, markup=False, highlight=False)


def front_door() -> Door:
    """Return the way in from the command line: settings from the environment, sentences on the terminal."""
    return Door(_settings, _open_database, _failure, _console)


def _settings() -> Settings:
    try:
        return read_settings()
    except SettingsError as problem:
        raise _failure(str(problem), WRONG_USAGE) from problem


def _open_database(settings: Settings) -> Database:
    from bot import keys  # noqa: PLC0415 - other commands need not load all of it
    from storage.database import DatabaseAwayError  # noqa: PLC0415 - as above

    try:
        database = keys.open_database(settings)
        database.reach()
        keys.prove(database, settings)
    except SettingsError as problem:
        raise _failure(str(problem), WRONG_USAGE) from problem
    except DatabaseAwayError as problem:
        raise _failure(str(problem)) from problem
    database.migrate()
    return database


def _failure(sentence: str, code: int = OPERATION_FAILED) -> typer.Exit:
    _complaints.print(sentence, style="red", markup=False, highlight=False, soft_wrap=True)
    return typer.Exit(code)
