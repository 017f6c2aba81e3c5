"""What was reached in one line, in a few words: `collection 91.2% of 95%`."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from bot.features.scores import figures, measures
from bot.features.scores.figures import Ending
from bot.features.scores.results import Treatment
from bot.features.scores.rounding import HUNDRED

if TYPE_CHECKING:
    from bot.features.scores.explained import Counted, Explained
    from bot.features.scores.speaking import Speaker

_TWO = 2
_PERCENT = "%"


def reached(line: Counted, explained: Explained, speaker: Speaker) -> str:
    """Return what a counted line came to, with its name."""
    name = speaker.name_of(line)
    if line.result.treatment is Treatment.ZERO:
        return speaker.say("scores-line-zero", name=name)
    value = None if line.figure is None else line.figure.value
    actual = actual_of(line, explained, speaker)
    match line.agreed.measure, value:
        case measures.Higher(), figures.Amount():
            target = target_of(line, speaker)
            return speaker.say("scores-line-higher", name=name, actual=actual, target=target)
        case measures.Lower(), figures.Amount():
            target = target_of(line, speaker)
            return speaker.say("scores-line-lower", name=name, actual=actual, target=target)
        case measures.TargetBand() as band, figures.Amount(amount):
            key = "scores-line-inside" if band.low <= amount <= band.high else "scores-line-outside"
            return speaker.say(key, name=name, actual=actual, range=target_of(line, speaker))
        case _, figures.Level(level):
            return speaker.say("scores-line-level", name=name, level=level)
        case measures.Milestones() as agreed, figures.Milestones() as ended:
            return _parts(name, agreed, ended, speaker)
        case measures.Deductions() as agreed, figures.Records() as kept:
            return _records(name, agreed, kept, speaker)
        case measures.Steps(), figures.Amount() if target_of(line, speaker):
            target = target_of(line, speaker)
            return speaker.say("scores-line-target", name=name, actual=actual, target=target)
        case _:
            return speaker.say("scores-line-value", name=name, actual=actual)


def actual_of(line: Counted, explained: Explained, speaker: Speaker) -> str:
    """Return what was reached as its source wrote it, with its unit; what code worked out, with its decimals."""
    value = None if line.figure is None else line.figure.value
    match value:
        case figures.Amount(amount):
            if line.provenance is None:
                return with_unit(_shown(line, amount, speaker), line, speaker)
            written = line.provenance.value.replace("-", "−")
            return with_unit(written, line, speaker)
        case figures.Level(level):
            return f"L{level}"
        case figures.Grades() | figures.Ratings():
            name = "grade" if isinstance(value, figures.Grades) else "mean"
            step = step_value(explained, line, name)
            return "" if step is None else speaker.formats.trimmed(step, _TWO)
        case figures.Milestones(ended):
            done = sum(each.ending in {Ending.ON_TIME, Ending.LATE} for each in ended)
            return f"{done}/{sum(each.ending is not Ending.CANCELLED for each in ended)}"
        case figures.Records(counts):
            return str(sum(each.count for each in counts))
        case _:
            return ""


def target_of(line: Counted, speaker: Speaker) -> str:
    """Return what was agreed, as far as one number or a range says it."""
    match line.agreed.measure:
        case measures.Higher(target) | measures.Lower(target):
            return _shown(line, target, speaker)
        case measures.TargetBand(low, high):
            return _range(line, low, high, speaker)
        case measures.Steps(_, target) | measures.AspirationalOkr(_, target) if target is not None:
            return _shown(line, target, speaker)
        case measures.Feedback(target) if target is not None:
            return speaker.formats.number(target)
        case measures.CommittedOkr():
            return speaker.formats.number(Decimal("1.0"))
        case measures.Milestones(parts):
            return f"{len(parts)}/{len(parts)}"
        case measures.Deductions():
            return speaker.formats.number(HUNDRED)
        case measures.Behaviour(_, target):
            return f"L{target}"
        case _:
            return ""


def _range(line: Counted, low: Decimal, high: Decimal, speaker: Speaker) -> str:
    """Return a target band; one around nothing is said by its width."""
    number, unit = speaker.formats.number, unit_of(line, speaker)
    if low != -high:
        return speaker.say("scores-range", low=number(low), high=number(high))
    if unit:
        return speaker.say("scores-range-around", limit=number(high), unit=unit)
    return speaker.say("scores-range-around-bare", limit=number(high))


def unit_of(line: Counted, speaker: Speaker) -> str:
    """Return what a unit that is a word is called; a percent sign stands with its number already."""
    unit = line.agreed.unit
    if not unit or unit == _PERCENT:
        return ""
    return speaker.words.called("units", unit, speaker.language) or ""


def with_unit(written: str, line: Counted, speaker: Speaker) -> str:
    """Return a number with the unit that is said in a sentence."""
    unit = unit_of(line, speaker)
    return f"{written} {unit}" if unit and not written.endswith(unit) else written


def is_share(line: Counted) -> bool:
    """Return whether a line in percent holds shares of one (0.95), not percents (95).

    The source tells: it wrote `91.2%` for 0.912. Without one, no target of a share is above two.
    """
    if line.agreed.unit != _PERCENT:
        return False
    value = None if line.figure is None else line.figure.value
    if isinstance(value, figures.Amount) and line.provenance is not None:
        return _bare(line.provenance.value) == value.actual * HUNDRED
    match line.agreed.measure:
        case measures.Higher(target) | measures.Lower(target):
            return target <= _TWO
        case _:
            return False


def step_value(explained: Explained, line: Counted, name: str) -> Decimal | None:
    """Return what a step of a line came to."""
    wanted = f"{line.result.code}.{name}"
    steps = (step for step in explained.result.trace.steps if step.id.rpartition("/")[2] == wanted)
    return next((step.value for step in steps), None)


def _shown(line: Counted, value: Decimal, speaker: Speaker) -> str:
    if line.agreed.unit != _PERCENT:
        return speaker.formats.number(value)
    # Shifting the point keeps every digit that was agreed: 0.9800 is 98.00%.
    shown = value.scaleb(_TWO) if is_share(line) else value
    return speaker.formats.number(shown) + _PERCENT


def _bare(written: str) -> Decimal | None:
    digits = written.replace(",", "").replace("−", "-").strip().rstrip(_PERCENT)
    return (
        Decimal(digits)
        if digits.replace("-", "", 1).replace("+", "", 1).replace(".", "", 1).isdecimal()
        else None
    )


def _parts(name: str, agreed: measures.Milestones, ended: figures.Milestones, speaker: Speaker) -> str:
    number = {part.id: at for at, part in enumerate(agreed.parts, start=1)}
    said = []
    for each in ended.ended:
        part = number.get(each.id, each.id)
        if each.ending is Ending.LATE:
            days = speaker.tally(each.late_days)
            said.append(speaker.say("scores-part-late", part=part, days=days, n=each.late_days))
        elif each.ending is Ending.NOT_DONE:
            said.append(speaker.say("scores-part-not-done", part=part))
        elif each.ending is Ending.CANCELLED:
            said.append(speaker.say("scores-part-cancelled", part=part))
    if not said:
        return speaker.say("scores-line-on-time", name=name)
    return speaker.say("scores-line-parts", name=name, parts=speaker.listed(said))


def _records(name: str, agreed: measures.Deductions, kept: figures.Records, speaker: Speaker) -> str:
    each = {points.kind: points.each for points in agreed.points}
    said = []
    for counted in kept.counts:
        if counted.count:
            kind = "records" if counted.count == 1 else "records_many"
            what = speaker.words.called(kind, counted.kind, speaker.language) or counted.kind
            said.append(
                speaker.say(
                    "scores-line-records",
                    count=speaker.count(counted.count),
                    records=what,
                    each=speaker.formats.number(each[counted.kind]),
                )
            )
    return speaker.listed(said) if said else speaker.say("scores-line-no-records", name=name)
