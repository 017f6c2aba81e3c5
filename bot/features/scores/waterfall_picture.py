"""What the waterfall's picture shows: one bar for each piece, from where the sum stood to where it stands after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.drawing.pictures import Walked
from bot.features.scores.results import Part
from bot.features.scores.speaking import Speaker

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.features.scores.explained import Explained
    from prompts.catalog import Catalog

_TOTALS_FIRST = {Part.OWN_WORK}


def walked(explained: Explained, catalog: Catalog, locale: str) -> tuple[Walked, ...]:
    """Return the bars in order, their words in the reader's language; nothing where there is no result."""
    return tuple(_bars(explained, Speaker(explained.around, catalog, locale)))


def _bars(explained: Explained, speaker: Speaker) -> Iterator[Walked]:
    result, formats = explained.result, speaker.formats
    own_said = False
    for piece in result.waterfall:
        if piece.part is Part.UNIT_EFFECT and result.own_score is not None and not own_said:
            own_said = True
            label = speaker.say("scores-piece", part="own_score")
            yield Walked(label, 0.0, float(result.own_score), formats.number(result.own_score), total=True)
        if not piece.amount and piece.part is not Part.OWN_WORK:
            continue
        before = piece.after - piece.amount
        first = piece.part in _TOTALS_FIRST
        yield Walked(
            speaker.say("scores-piece", part=piece.part.value),
            # Lengths of bars, not numbers anybody reads: those are said beside them.
            float(before),
            float(piece.after),
            formats.number(piece.amount) if first else formats.signed(piece.amount),
            total=first,
        )
    if result.final is not None:
        label = speaker.say("scores-piece", part="final")
        yield Walked(label, 0.0, float(result.final), formats.number(result.final), total=True)
