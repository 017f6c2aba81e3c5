"""Every line with all its columns: what `show lines` draws as a table and the command line gives as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.features.scores import line_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from bot.features.scores.explained import Counted, Explained
    from bot.features.scores.speaking import Speaker

COLUMNS = (
    "code",
    "name",
    "clause",
    "weight",
    "counted",
    "target",
    "actual",
    "attainment",
    "score",
    "contribution",
    "gap",
    "source",
)
"""The columns in order; `counted` is the weight that counts after what is missing was spread."""
NOTHING = "–"


@dataclass(frozen=True)
class Row:
    """One line's cells, by column."""

    cells: dict[str, str]


def rows(explained: Explained, speaker: Speaker) -> Iterator[Row]:
    """Give every line of every stretch, and each item after them."""
    for line in explained.lines():
        yield Row(_cells(line, explained, speaker))


def source_of(line: Counted, speaker: Speaker) -> str:
    """Return the system and the record behind a line's figure, or that there is none."""
    if line.provenance is None:
        return NOTHING if line.is_out else speaker.say("scores-no-source")
    system = speaker.words.source(line.provenance.source_system, speaker.language)
    return f"{system} {line.provenance.source_record}"


def _cells(line: Counted, explained: Explained, speaker: Speaker) -> dict[str, str]:
    result, formats = line.result, speaker.formats

    def number(value: Decimal | None) -> str:
        return NOTHING if value is None else formats.number(value)

    counted = NOTHING if result.effective_weight is None else f"{formats.trimmed(result.effective_weight)}%"
    unit = "" if not line.agreed.unit or line.agreed.unit == "%" else f" {line.agreed.unit}"
    target = line_words.target_of(line, speaker)
    return {
        "code": result.code,
        "name": speaker.name_of(line) + ("" if not unit else f" ({unit.strip()})"),
        "clause": speaker.clause(result.clause),
        "weight": f"{formats.trimmed(result.weight)}%",
        "counted": counted,
        "target": target or NOTHING,
        "actual": line_words.actual_of(line, explained, speaker) or NOTHING,
        "attainment": number(result.attainment),
        "score": number(result.score),
        "contribution": number(result.contribution),
        "gap": NOTHING if result.gap is None else formats.signed(result.gap),
        "source": source_of(line, speaker),
    }
