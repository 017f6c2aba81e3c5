"""Pulling data from the sources that are described, by hand or when they are due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.features.scores.arriving import Origin
from bot.features.scores.provenance import Method
from bot.intake import sources as score_sources
from bot.intake.http_json import fetch
from bot.intake.sources import SourceError, filled, renamed
from storage import foreign_queries
from storage.foreign_queries import ForeignDatabaseError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from bot.clock import Clock
    from bot.features.scores.arriving import Report, Row
    from bot.intake.sources import Source
    from bot.intake.taking_in import Intake


class Pulls:
    """The sources of one data folder. `environment` holds their credentials."""

    def __init__(self, intake: Intake, folder: Path, clock: Clock, environment: Mapping[str, str]) -> None:
        self._intake = intake
        self._folder = folder
        self._clock = clock
        self._environment = environment

    def pull(
        self,
        name: str,
        *,
        dry_run: bool = False,
        progress: Callable[[int], None] = lambda _rows: None,
    ) -> Report:
        """Take in what a source gives now. Raises SourceError; what was taken before it broke off is kept."""
        known = score_sources.read(self._folder)
        if name not in known:
            there = ", ".join(sorted(known)) or "none"
            message = f"{score_sources.SOURCES} describes no source '{name}'; there are {there}"
            raise SourceError(message)
        source = known[name]
        origin = Origin(name, "", f"source:{name}", self._clock.now(), Method.API, source.defaults)
        try:
            return self._intake.take_rows(
                self._rows(source),
                source.kind,
                origin,
                cycle=source.cycle,
                dry_run=dry_run,
                progress=progress,
            )
        except ForeignDatabaseError as problem:
            message = f"{name}: {problem}"
            raise SourceError(message) from None

    def _rows(self, source: Source) -> Iterator[Row]:
        if source.url:
            yield from renamed(source, fetch(source, self._environment))
            return
        address = filled(source.database, self._environment, source.name)
        yield from renamed(source, foreign_queries.rows(address, source.query, source.seconds))
