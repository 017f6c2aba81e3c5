"""The waterfall in one line: every piece as it is added, so that the line can be checked by hand."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from bot.features.scores.configuration import Mode
from bot.features.scores.results import Part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.features.scores.explained import Explained
    from bot.features.scores.results import Piece
    from bot.features.scores.speaking import Speaker

_MULTIPLIED = f"final.{Mode.MULTIPLY.value}"
_ALONE = f"final.{Mode.POOL_ONLY.value}"
_ITEMS = {Part.BONUS, Part.DEDUCTION}


def walk(explained: Explained, speaker: Speaker) -> str:
    """Return the waterfall's line."""
    pieces = explained.result.waterfall
    steps = list(_steps(explained, speaker))
    calibrated = any(piece.part is Part.CALIBRATION and piece.amount for piece in pieces)
    key = "scores-walk" if calibrated else "scores-walk-no-calibration"
    return speaker.say(key, walk=" → ".join(steps))


def _steps(explained: Explained, speaker: Speaker) -> Iterator[str]:
    result, formats = explained.result, speaker.formats
    yield from _own(explained, speaker)
    if result.own_score is not None:
        yield speaker.say("scores-walk-own-score", amount=formats.number(result.own_score))
    for piece in result.waterfall:
        if piece.part is Part.UNIT_EFFECT:
            yield _unit(piece, explained, speaker)
    if result.before_calibration is not None:
        yield speaker.say("scores-walk-sum", amount=formats.number(result.before_calibration))
    yield from _decided(explained, speaker)


def _own(explained: Explained, speaker: Speaker) -> Iterator[str]:
    """Give what the own score is made of."""
    pieces, formats = explained.result.waterfall, speaker.formats
    for piece in pieces:
        if piece.part is Part.OWN_WORK:
            yield speaker.say("scores-walk-own-work", amount=formats.number(piece.amount))
        elif piece.part is Part.SEGMENT:
            yield _segment(piece, explained, speaker)
    if any(piece.part in _ITEMS for piece in pieces):
        yield _items(explained, speaker)
    for piece in pieces:
        if piece.part is Part.LIMIT and piece.amount:
            yield speaker.say("scores-walk-limit", amount=formats.signed(piece.amount))


def _decided(explained: Explained, speaker: Speaker) -> Iterator[str]:
    result, formats = explained.result, speaker.formats
    for part, key, after in (
        (Part.CALIBRATION, "scores-walk-calibration", result.calibrated),
        (Part.RED_LINE, "scores-walk-red-line", result.final),
    ):
        for piece in result.waterfall:
            if piece.part is part and piece.amount and after is not None:
                yield speaker.say(key, amount=formats.signed(_short(piece.amount)))
                yield speaker.say("scores-walk-sum", amount=formats.number(after))


def _items(explained: Explained, speaker: Speaker) -> str:
    amounts = [piece.amount for piece in explained.result.waterfall if piece.part in _ITEMS and piece.amount]
    if not amounts:
        return speaker.say("scores-walk-no-items")
    said = " ".join(speaker.formats.signed(amount) for amount in amounts)
    if len(explained.period.items) > 1:
        return speaker.say("scores-walk-items", amounts=said)
    return speaker.say("scores-walk-bonus" if amounts[0] > 0 else "scores-walk-deduction", amounts=said)


def _unit(piece: Piece, explained: Explained, speaker: Speaker) -> str:
    amount = speaker.formats.signed(piece.amount)
    formula = next(
        (step.formula for step in explained.result.trace.steps if step.id == "before_calibration"), ""
    )
    segment = explained.segment
    if formula == _MULTIPLIED and segment is not None and segment.coefficients is not None:
        factor = speaker.formats.number(segment.coefficients.exposed)
        return speaker.say("scores-walk-unit-effect", amount=amount, factor=factor)
    if formula == _ALONE:
        return speaker.say("scores-walk-rounding", amount=amount)
    return speaker.say("scores-walk-unit-effect-plain", amount=amount)


def _segment(piece: Piece, explained: Explained, speaker: Speaker) -> str:
    segment = next(each for each in explained.result.segments if each.number == piece.segment)
    formats = speaker.formats
    return speaker.say(
        "scores-walk-segment",
        first=formats.short_day(segment.start),
        last=formats.short_day(segment.end),
        own=formats.number(segment.own_score or Decimal(0)),
        share=formats.number(segment.share or Decimal(1)),
        amount=formats.number(piece.amount),
    )


def _short(amount: Decimal) -> Decimal:
    """Return an amount of whole tenths with one decimal, as final scores have."""
    tenths = amount.quantize(Decimal("0.1"))
    return tenths if tenths == amount else amount
