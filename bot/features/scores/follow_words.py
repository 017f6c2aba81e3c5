"""The answers to what is asked about a result, line by line; every number is one of its trace."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from bot.features.scores import line_words
from bot.features.scores.states import State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.features.scores.explained import Counted, Explained
    from bot.features.scores.provenance import Provenance
    from bot.features.scores.shown import Comparison, Shown, Supposed
    from bot.features.scores.speaking import Speaker
    from bot.features.scores.trace import Operand, Step

_SHOWN_PLACES = 6
_CHECKSUM = 12


def why(line: Counted, explained: Explained, speaker: Speaker) -> Iterator[str]:
    """Give every step of one line, with what went in, before and after rounding, and its rule."""
    what = line_words.reached(line, explained, speaker)
    yield speaker.say("scores-why", code=line.result.code, what=what)
    for step in _steps_of(line, explained):
        yield _step(step, speaker)
    if line.is_out:
        yield speaker.say("scores-why-out", clause=speaker.clause("PM-4.12"))
    elif line.result.gap is not None:
        yield speaker.say("scores-why-gap", gap=speaker.formats.signed(line.result.gap))
    for limit in line.result.limits:
        yield speaker.say("scores-limit", limit=limit)


def source(line: Counted, explained: Explained, speaker: Speaker) -> Iterator[str]:
    """Give the records behind a line's figure, its target and its weight; where there is none, that it is so."""
    name = speaker.name_of(line)
    actual = line_words.actual_of(line, explained, speaker)
    yield speaker.say("scores-source-title", code=line.result.code, name=name)
    yield _record("actual", actual, line.provenance, speaker)
    sheet = explained.period.sheet
    target = line_words.target_of(line, speaker)
    yield _record("target", target, line.agreed.target_provenance or sheet.provenance, speaker)
    weight = f"{speaker.formats.trimmed(line.result.weight)}%"
    yield _record("weight", weight, line.agreed.weight_provenance or sheet.provenance, speaker)


def what_if(supposed: Supposed, speaker: Speaker) -> Iterator[str]:
    """Give what a result would be if; labelled hypothetical, with no band: nobody's band is guessed."""
    explained, was = supposed.supposed, supposed.shown.explained
    line, real = explained.line(supposed.code), was.line(supposed.code)
    result = explained.result
    if line is None or real is None or result.final is None or line.result.score is None:
        yield speaker.say("scores-if-nothing")
        return
    number, segment = speaker.formats.number, explained.segment
    actual = line_words.actual_of(line, explained, speaker)
    yield speaker.say("scores-if", code=supposed.code, name=speaker.name_of(real), actual=actual)
    yield speaker.say(
        "scores-if-line",
        score=number(line.result.score),
        contribution=number(line.result.contribution or Decimal(0)),
    )
    own_work = segment.own_work if segment is not None else None
    if len(result.segments) == 1 and own_work is not None and result.own_score is not None:
        yield speaker.say("scores-if-own", work=number(own_work), own=number(result.own_score))
    before = was.result.final
    yield speaker.say(
        "scores-if-final", final=number(result.final), before=number(before) if before is not None else "–"
    )


def who_decided(explained: Explained, calibration: str, speaker: Speaker) -> Iterator[str]:
    """Give who decided on a calibration, and on the units' scores."""
    yield calibration or speaker.say("scores-no-calibration")
    scores = explained.period.unit_scores
    for name, score in (
        (speaker.unit(explained.period.sheet.unit), scores.department),
        (speaker.say("scores-company"), scores.organisation),
    ):
        if score is not None:
            value = f"{name} {speaker.formats.number(score.value)}"
            yield _record("unit", value, score.provenance, speaker)


def compare(comparison: Comparison, speaker: Speaker) -> Iterator[str]:
    """Give one's own newest result beside the one before."""
    shown, before = comparison.shown, comparison.before
    cycle = speaker.cycle(shown.cycle)
    result = shown.explained.result
    if before is None or result.final is None or result.band is None:
        yield speaker.say("scores-compare-none", cycle=cycle)
        return
    number = speaker.formats.number
    yield speaker.say(
        "scores-compare",
        earlier=speaker.cycle(before.cycle),
        was=number(before.final),
        was_band=before.band,
        cycle=cycle,
        final=number(result.final),
        band=result.band,
        change=speaker.formats.signed(result.final - before.final),
    )
    yield speaker.say("scores-compare-careful")


def appeal(shown: Shown, code: str, speaker: Speaker) -> Iterator[str]:
    """Give how and until when one may appeal."""
    around = shown.explained.around
    if around.appeal_until is None:
        yield speaker.say("scores-appeal-later")
    else:
        yield speaker.say("scores-appeal-until", day=speaker.formats.day(around.appeal_until))
    yield speaker.say("scores-appeal-how")
    if code:
        yield speaker.say("scores-appeal-data", code=code)


def visible(shown: Shown, speaker: Speaker) -> Iterator[str]:
    """Give who can see a result, and who has."""
    provisional = shown.explained.around.state is State.PROVISIONAL
    yield speaker.say("scores-visible-provisional" if provisional else "scores-visible")
    for reader in shown.readers:
        yield speaker.say(
            "scores-read-by",
            name=speaker.called(reader.name),
            relation=reader.relation,
            moment=speaker.formats.moment(reader.at),
        )
    if not shown.readers:
        yield speaker.say("scores-read-by-nobody")


def _steps_of(line: Counted, explained: Explained) -> Iterator[Step]:
    for step in explained.result.trace.steps:
        if step.subject == line.result.code:
            yield step


def _step(step: Step, speaker: Speaker) -> str:
    said = ", ".join(f"{_name(operand, speaker)} {_operand(operand, speaker)}" for operand in step.operands)
    formula = speaker.say(f"scores-formula-{step.formula.replace('.', '_')}")
    exact, value = _exact(step.exact, speaker), speaker.formats.number(step.value)
    key = "scores-step" if exact != value else "scores-step-exact"
    parts = {"formula": formula, "operands": said, "value": value, "clause": speaker.clause(step.clause)}
    return speaker.say(key, exact=exact, **parts) if exact != value else speaker.say(key, **parts)


def _name(operand: Operand, speaker: Speaker) -> str:
    known = speaker.words.called("groups", operand.name, speaker.language)
    return known or speaker.say("scores-operand", name=operand.name.replace(" ", "_"), shown=operand.name)


def _operand(operand: Operand, speaker: Speaker) -> str:
    return speaker.formats.number(Decimal(operand.value))


def _exact(value: Decimal, speaker: Speaker) -> str:
    """Return a value before rounding, at most six decimals of it; a cut is marked."""
    shown = value.normalize()
    exponent = shown.as_tuple().exponent
    if not isinstance(exponent, int) or -exponent <= _SHOWN_PLACES:
        return speaker.formats.trimmed(value)
    whole, _, digits = f"{shown:f}".partition(".")
    return f"{speaker.formats.number(Decimal(f'{whole}.{digits[:_SHOWN_PLACES]}'))}…"


def _record(of: str, value: str, record: Provenance | None, speaker: Speaker) -> str:
    what = speaker.say("scores-record-of", of=of, value=value)
    if record is None:
        return speaker.say("scores-record-none", what=what)
    return speaker.say(
        "scores-record-approved" if record.approved_by else "scores-record",
        what=what,
        system=speaker.words.source(record.source_system, speaker.language),
        record=record.source_record,
        as_of=speaker.formats.day(record.as_of),
        captured=speaker.formats.moment(record.captured_at),
        method=speaker.say("scores-method", method=record.method.value),
        by=speaker.person(record.captured_by),
        metric=f"{record.metric_id} {record.metric_version}",
        checksum=record.checksum.removeprefix("sha256:")[:_CHECKSUM],
        clause=speaker.clause(record.clause),
        **({"second": speaker.person(record.approved_by)} if record.approved_by else {}),
    )
