"""The explanation of a result, sentence by sentence, in the order of domain 4.7: the same for whoever may read it.

What is plain is told at length. Where there is more to tell (calibration, something missing, 360 feedback, an
exposure other than one) the standing sentences are short, so that the first answer keeps to twelve lines.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from bot.features.scores import line_words, missing_words, source_words, unit_words, walk_words
from bot.features.scores.decision_words import Decided
from bot.features.scores.figures import Amount, Records
from bot.features.scores.measures import AspirationalOkr, CommittedOkr, Feedback
from bot.features.scores.results import Reason, Status
from bot.features.scores.rounding import ONE
from bot.features.scores.speaking import Speaker
from bot.features.scores.states import State
from bot.features.scores.words import in_language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.features.scores.explained import Counted, Explained
    from bot.features.scores.results import Gap
    from prompts.catalog import Catalog

_TWO = 2
_AFTER_WIDE = re.compile(r"(?<=[，。；：！？）、]) ")
"""A space after a full-width sign, which brings its own."""


def told(explained: Explained, catalog: Catalog, locale: str) -> tuple[str, ...]:
    """Return the lines of an explanation, what is bold between double asterisks."""
    lines = _Telling(explained, Speaker(explained.around, catalog, locale)).lines()
    return tuple(_AFTER_WIDE.sub("", line) for line in lines)


def calibration_line(explained: Explained, catalog: Catalog, locale: str) -> str:
    """Return the line about the calibration; empty where there was none."""
    decided = Decided(explained, Speaker(explained.around, catalog, locale))
    return next((_AFTER_WIDE.sub("", line) for line in decided.calibration()), "")


class _Telling:
    """One explanation in one language."""

    def __init__(self, explained: Explained, speaker: Speaker) -> None:
        self._explained = explained
        self._speaker = speaker
        self._result = explained.result
        self._lines = explained.lines()
        self._say = speaker.say
        self._formats = speaker.formats
        self._decided = Decided(explained, speaker)
        self._long = self._is_plain()

    def lines(self) -> Iterator[str]:
        """Give the lines in their order."""
        yield self._headline()
        yield from self._holds()
        if self._explained.scored:
            yield walk_words.walk(self._explained, self._speaker)
            yield from self._gaps()
            yield from self._items()
        yield from missing_words.missing(self._explained, self._speaker)
        if self._explained.scored:
            yield from unit_words.units(self._explained, self._speaker)
            yield from self._decided.calibration()
            yield from self._decided.red_line()
            yield from self._decided.remarks()
        if self._lines:
            yield self._sources()
        yield self._closing()

    def _is_plain(self) -> bool:
        segments = self._result.segments
        shared = any(
            segment.coefficients is not None and segment.coefficients.exposure != ONE for segment in segments
        )
        decisions = self._result.trace.inputs.decisions
        remarks = any(isinstance(line.agreed.measure, _REMARKED) for line in self._lines)
        out = any(line.is_out for line in self._lines)
        decided = decisions.calibration is not None or self._result.under_red_line
        return not (shared or remarks or out or decided or len(segments) > 1)

    def _headline(self) -> str:
        around = self._explained.around
        day = "" if around.released_on is None else self._formats.day(around.released_on)
        state = self._say("scores-state", state=around.state.value, day=day, version=around.version)
        cycle = self._speaker.cycle(self._result.cycle)
        if self._result.final is None:
            keys = {
                Status.WAITING: "scores-headline-waiting",
                Status.NOT_RATED: "scores-headline-not-rated",
            }
            key = keys.get(self._result.status, "scores-headline-held")
            return self._say(key, cycle=cycle, state=state)
        final, band = self._formats.number(self._result.final), self._result.band
        if band is None or around.state is State.PROVISIONAL:
            return self._say("scores-headline-provisional", cycle=cycle, final=final, state=state)
        words = self._speaker.words.called("bands", band, self._speaker.language)
        if words is None:
            return self._say("scores-headline", cycle=cycle, final=final, band=band, state=state)
        return self._say(
            "scores-headline-worded", cycle=cycle, final=final, band=band, words=words, state=state
        )

    def _holds(self) -> Iterator[str]:
        for hold in self._result.holds:
            line = self._explained.line(hold.line) if hold.line else None
            yield self._say(
                "scores-hold",
                reason=_HOLD_WORDS[hold.reason],
                name="" if line is None else self._speaker.name_of(line),
                weight="" if hold.weight is None else self._formats.trimmed(hold.weight),
                days=hold.days or 0,
                clause=self._speaker.clause(hold.clause),
            )

    def _gaps(self) -> Iterator[str]:
        lifted = [gap for segment in self._result.segments for gap in segment.lifted]
        held = [gap for segment in self._result.segments for gap in segment.held_back]
        if lifted:
            said = [self._gap(gap, first=at == 0) for at, gap in enumerate(_largest(lifted))]
            yield self._say("scores-lifted", gaps=self._speaker.together(said))
        if held:
            said = [self._gap_held(gap) for gap in _largest(held)]
            yield self._say("scores-held-back", gaps=self._speaker.together(said))

    def _gap(self, gap: Gap, *, first: bool) -> str:
        points = self._speaker.say("scores-more", points=self._formats.number(gap.points))
        return self._say(
            "scores-gap", gap="long" if first and self._long else "short", points=points, **self._parts(gap)
        )

    def _gap_held(self, gap: Gap) -> str:
        points = self._say("scores-less", points=self._formats.number(abs(gap.points)))
        return self._say("scores-gap-held", points=points, **self._parts(gap))

    def _parts(self, gap: Gap) -> dict[str, str]:
        line = self._counted(gap.code)
        result = line.result
        return {
            "what": line_words.reached(line, self._explained, self._speaker),
            "score": self._formats.number(result.score or Decimal(0)),
            "weight": self._formats.trimmed(result.effective_weight or Decimal(0)),
            "contribution": self._formats.number(result.contribution or Decimal(0)),
        }

    def _items(self) -> Iterator[str]:
        items = [item for period in self._result.trace.inputs.periods for item in period.items]
        # A single item stands in the waterfall already; where there is more to tell, that and the table say it.
        if not items or (len(items) == 1 and not self._long):
            return
        language = self._speaker.language
        said = [
            self._say(
                "scores-item",
                amount=self._formats.signed(item.amount),
                what=in_language(item.why, language),
                day=self._formats.short_day(item.on),
            )
            for item in items
        ]
        clause = self._speaker.clause(items[0].clause or _ITEM_CLAUSE)
        yield self._say("scores-items", items=self._speaker.together(said), clause=clause)

    def _sources(self) -> str:
        frozen = self._explained.around.frozen_at
        if frozen is None:
            when = self._say("scores-not-frozen")
        else:
            key = "scores-frozen-clause" if self._long else "scores-frozen"
            when = self._say(key, moment=self._formats.short_moment(frozen))
        names = source_words.sources(self._explained, self._speaker)
        missing = source_words.unsourced(self._explained, self._speaker)
        if names:
            said = self._say("scores-sources", sources=names, frozen=when)
        else:
            said = self._say("scores-sources-none", frozen=when)
        return self._speaker.sentences([said, missing])

    def _closing(self) -> str:
        around, said = self._explained.around, []
        code = self._example()
        if code:
            said.append(self._say("scores-question-long" if self._long else "scores-question", code=code))
        if around.appeal_until is not None:
            key = "scores-appeal-long" if self._long else "scores-appeal"
            said.append(self._say(key, day=self._formats.day(around.appeal_until)))
        provisional = around.state is State.PROVISIONAL
        said.append(self._say("scores-visible-provisional" if provisional else "scores-visible"))
        return self._speaker.sentences(said)

    def _example(self) -> str:
        """Return the line to question for example: one that held back and that a system measured or counted."""
        held = [gap.code for segment in self._result.segments for gap in segment.held_back]
        codes = [*held, *(line.result.code for line in self._lines)]
        measured = [code for code in codes if _is_measured(self._counted(code))]
        return next(iter([*measured, *codes]), "")

    def _counted(self, code: str) -> Counted:
        return next(line for line in self._lines if line.result.code == code)


_REMARKED = (Feedback, AspirationalOkr, CommittedOkr)
_ITEM_CLAUSE = "PM-4.11"
_HOLD_WORDS = {
    Reason.MISSING_WEIGHT: "missing",
    Reason.UNRATED: "unrated",
    Reason.SECTION_EMPTY: "section",
    Reason.NOTHING_COUNTED: "nothing",
    Reason.DEPARTMENT_SCORE: "department",
    Reason.ORGANISATION_SCORE: "organisation",
    Reason.ACTIVE_DAYS: "days",
}


def _largest(gaps: list[Gap]) -> list[Gap]:
    return sorted(gaps, key=lambda gap: -abs(gap.points))[:_TWO]


def _is_measured(line: Counted) -> bool:
    return line.figure is not None and isinstance(line.figure.value, Amount | Records)
