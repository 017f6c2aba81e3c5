"""What does not count in a result, why, and where its weight went."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.features.scores.figures import Missing
from bot.features.scores.goal_sheets import Section, Tier
from bot.features.scores.results import Treatment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.features.scores.explained import Counted, Explained
    from bot.features.scores.speaking import Speaker

_MISSING_CLAUSE = "PM-4.12"


def missing(explained: Explained, speaker: Speaker) -> Iterator[str]:
    """Give a sentence for each line that does not count."""
    return _Absent(explained, speaker).missing()


class _Absent:
    """What is missing of one result, in one language."""

    def __init__(self, explained: Explained, speaker: Speaker) -> None:
        self._explained = explained
        self._speaker = speaker
        self._result = explained.result
        self._lines = explained.lines()
        self._say = speaker.say
        self._formats = speaker.formats

    def missing(self) -> Iterator[str]:
        """Give the sentences."""
        for line in self._lines:
            if line.is_out:
                yield self._not_counted(line)

    def _not_counted(self, line: Counted) -> str:
        gone = line.figure.value if line.figure is not None else None
        record = gone.record if isinstance(gone, Missing) else None
        parts = {
            "name": self._speaker.name_of(line),
            "weight": self._formats.trimmed(line.result.weight),
            "why": self._why(line),
            "spread": self._spread(line),
            "clause": self._speaker.clause(self._missing_clause()),
        }
        if record:
            return self._say("scores-not-counted-record", record=record, **parts)
        return self._say("scores-not-counted", **parts)

    def _why(self, line: Counted) -> str:
        gone = line.figure.value if line.figure is not None else None
        if not isinstance(gone, Missing):
            if gone is not None:
                return self._say("scores-why-void")
            gone = Missing(source=line.agreed.source)
        words = self._speaker.words.called("gaps", gone.source, self._speaker.language)
        if words:
            return words
        source = self._speaker.words.source(gone.source or line.agreed.source, self._speaker.language)
        if line.result.treatment is not Treatment.WAITING:
            return self._say("scores-why-missing", source=source)
        if gone.due is None:
            return self._say("scores-why-waiting", source=source)
        return self._say("scores-why-waiting-until", source=source, day=self._formats.short_day(gone.due))

    def _spread(self, line: Counted) -> str:
        if line.result.treatment is Treatment.WAITING:
            return self._say("scores-spread-waiting")
        section = line.result.section
        others = sum(each.result.section is section and not each.is_out for each in self._lines)
        front = self._explained.period.sheet.role_tier is Tier.FRONT_LINE
        kind = "front_line" if front and section is Section.RESULTS else section.value
        return self._say(
            "scores-spread",
            count=self._speaker.say("scores-number-of", n=others),
            n=others,
            kind=self._say("scores-kind", kind=kind),
        )

    def _missing_clause(self) -> str:
        steps = self._result.trace.steps
        return next((step.clause for step in steps if step.formula == "effective_weight"), _MISSING_CLAUSE)
