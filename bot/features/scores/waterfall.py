"""The way from the own work to the result in pieces that add up to what is shown (domain 4.7)."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from bot.features.scores.results import Gap, LineResult, Part, Piece, SegmentResult
from bot.features.scores.rounding import HUNDRED, ZERO, half_up

SHOWN = 2
"""How many lines that lifted a result are named first, and how many that held it back."""
_SHOWN_PLACES = 2


def pieces(
    segments: Sequence[SegmentResult], before: Decimal, calibrated: Decimal, final: Decimal
) -> tuple[Piece, ...]:
    """Return the pieces of a result. Their amounts add up to `final` exactly.

    The unit effect is what is left between the own score and F, so it includes the final rounding. With several
    segments each brings its own score by its share, at two decimals.
    """
    found = list(_single(segments[0]) if len(segments) == 1 else _several(segments))
    own = sum((amount for _, amount, _ in found), ZERO)
    found += [
        (Part.UNIT_EFFECT, before - own, None),
        (Part.CALIBRATION, calibrated - before, None),
        (Part.RED_LINE, final - calibrated, None),
    ]
    after, walked = ZERO, []
    for part, amount, segment in found:
        after += amount
        # A limit or a red line that does not bite is no piece; no items and no calibration are worth saying.
        if amount or part not in {Part.LIMIT, Part.RED_LINE}:
            walked.append(Piece(part, half_up(amount, _SHOWN_PLACES), half_up(after, _SHOWN_PLACES), segment))
    return tuple(walked)


def gaps(lines: Iterable[LineResult]) -> tuple[tuple[Gap, ...], tuple[Gap, ...]]:
    """Return the two largest gaps above nothing and the two largest below, each with the largest first."""
    found = [Gap(line.code, line.gap) for line in lines if line.gap]
    rising = sorted(found, key=lambda gap: gap.points)
    lifted = [gap for gap in sorted(found, key=lambda gap: -gap.points) if gap.points > ZERO]
    held_back = [gap for gap in rising if gap.points < ZERO]
    return tuple(lifted[:SHOWN]), tuple(held_back[:SHOWN])


def all_gaps(lines: Iterable[LineResult]) -> Decimal:
    """Return 100 + Σ g, which is the own work."""
    return HUNDRED + sum((line.gap for line in lines if line.gap is not None), ZERO)


def _single(segment: SegmentResult) -> Iterable[tuple[Part, Decimal, int | None]]:
    own = segment.own_score or ZERO
    if segment.own_work is None:
        yield Part.OWN_WORK, own, None
        return
    bonus, deduction = segment.bonus or ZERO, segment.deduction or ZERO
    yield Part.OWN_WORK, segment.own_work, None
    yield Part.BONUS, bonus, None
    yield Part.DEDUCTION, -deduction, None
    yield Part.LIMIT, own - (segment.own_work + bonus - deduction), None


def _several(segments: Sequence[SegmentResult]) -> Iterable[tuple[Part, Decimal, int | None]]:
    for segment in segments:
        share, own = segment.share or ZERO, segment.own_score or ZERO
        yield Part.SEGMENT, half_up(share * own, _SHOWN_PLACES), segment.number
