"""The numbers scores are computed by: the company's own in its data folder, otherwise the demo rule book's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.features.scores.configuration_reading import ConfigurationError, configuration
from bot.intake.files import ScoreFileError
from knowledge import scoring

if TYPE_CHECKING:
    from pathlib import Path

    from bot.features.scores.configuration import Configuration

RULES = "scoring.toml"


def rules_of(folder: Path) -> Configuration:
    """Return the numbers scores are computed by. Raises ScoreFileError when the company's own do not read."""
    own = folder / RULES
    if not own.exists():
        return configuration(scoring.demo_tables())
    try:
        return configuration(scoring.tables(own.read_text(encoding="utf-8")))
    except (ConfigurationError, ValueError) as problem:
        message = f"{own}: {problem}"
        raise ScoreFileError(message) from problem
