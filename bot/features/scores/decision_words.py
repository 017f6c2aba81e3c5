"""What people decided about a result, and what 360 feedback and OKRs did in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.features.scores import line_words
from bot.features.scores.figures import Ratings
from bot.features.scores.measures import AspirationalOkr, CommittedOkr, Feedback
from bot.features.scores.words import in_language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.features.scores.explained import Counted, Explained
    from bot.features.scores.inputs import Calibration
    from bot.features.scores.speaking import Speaker

_TWO = 2
DECIDED_ON_APPEAL = "appeal.decision"
"""The metric in the record behind points that an appeal's decision added."""


class Decided:
    """What was decided about one result, in one language."""

    def __init__(self, explained: Explained, speaker: Speaker) -> None:
        self._explained = explained
        self._speaker = speaker
        self._result = explained.result
        self._lines = explained.lines()
        self._say = speaker.say
        self._formats = speaker.formats

    def calibration(self) -> Iterator[str]:
        """Give the line about the calibration, if there was one."""
        decided = self._result.trace.inputs.decisions.calibration
        if decided is None or not decided.delta:
            return
        step = next(step for step in self._result.trace.steps if step.id == "calibrated")
        who = [self._decider(each) for each in decided.approvers]
        minutes = decided.provenance.source_record if decided.provenance is not None else ""
        # The minutes themselves are the source of the decision; what they rest on is the evidence.
        shown = [each for each in decided.evidence if each != minutes.split(",")[0].strip()]
        evidence = self._speaker.listed(shown)
        parts = {
            "delta": self._formats.signed(decided.delta),
            "after": self._result.band or "",
            "reason": self._say(f"scores-reason-{decided.reason}"),
            "why": in_language(decided.explanation or self._unexplained(decided), self._speaker.language),
            "evidence": self._say("scores-evidence", records=evidence) if shown else "",
            "day": self._formats.day(decided.decided_on),
            "who": self._speaker.both(who) if who else self._say("scores-nobody-on-record"),
            "clause": self._speaker.clause(step.clause),
        }
        before = self._result.band_before_calibration or ""
        if before == self._result.band or self._result.band is None:
            yield self._say("scores-calibration-same-band", **parts)
        else:
            yield self._say("scores-calibration", before=before, **parts)

    def _unexplained(self, decided: Calibration) -> str:
        record = decided.provenance
        on_appeal = record is not None and record.metric_id == DECIDED_ON_APPEAL
        return self._say("scores-why-appeal" if on_appeal else "scores-no-source")

    def _decider(self, email: str) -> str:
        decider = self._explained.around.deciders.get(email)
        if decider is None:
            return email
        if decider.for_hr:
            return self._say("scores-decider-hr")
        title = in_language(decider.title, self._speaker.language) or decider.name
        return self._say("scores-decider", title=_uncapitalised(title))

    def red_line(self) -> Iterator[str]:
        """Give the line about each confirmed event."""
        events = self._result.trace.inputs.decisions.red_lines
        limit = next((step.value for step in self._result.trace.steps if step.id == "red_line"), None)
        for event in events:
            if event.confirmed_on is not None and event.heard_on is not None and limit is not None:
                yield self._say(
                    "scores-red-line",
                    limit=self._formats.number(limit),
                    day=self._formats.day(event.heard_on),
                )

    def remarks(self) -> Iterator[str]:
        """Give the line about 360 feedback and OKRs."""
        counted = [line for line in self._lines if not line.is_out]
        # 360 feedback first: its group sizes are what people ask about.
        counted.sort(key=lambda line: not isinstance(line.agreed.measure, Feedback))
        said = [self._remark(line) for line in counted]
        if any(said):
            yield self._speaker.sentences(said)

    def _remark(self, line: Counted) -> str:
        value = None if line.figure is None else line.figure.value
        clause = self._speaker.clause(line.result.clause)
        if isinstance(value, Ratings):
            return self._feedback(line, value, clause)
        if isinstance(line.agreed.measure, AspirationalOkr | CommittedOkr):
            grade = line_words.step_value(self._explained, line, "grade")
            if grade is not None and line.result.score is not None:
                return self._say(
                    "scores-okr",
                    grade=self._formats.trimmed(grade, _TWO),
                    score=self._formats.number(line.result.score),
                    clause=clause,
                )
        return ""

    def _feedback(self, line: Counted, value: Ratings, clause: str) -> str:
        raters = {group.group: group.raters for group in value.groups}
        dropped = line.result.dropped
        heard = [group for group in raters if group not in dropped]
        parts = {
            "raters": self._speaker.tally(sum(raters[group] for group in heard)),
            "groups": self._speaker.count(len(heard)),
            "n": len(heard),
            "clause": clause,
        }
        if not dropped:
            return self._say("scores-feedback", name=self._speaker.name_of(line), **parts)
        names = [self._speaker.words.of("groups", group, self._speaker.language) for group in dropped]
        few = sum(raters.get(group, 0) for group in dropped)
        return self._say(
            "scores-feedback-dropped",
            who=self._say("scores-dropped", n=few),
            dropped=self._speaker.listed(names),
            others=self._speaker.count(len(heard)),
            **parts,
        )


def _uncapitalised(title: str) -> str:
    """Return a title as it stands within a sentence; what begins with capitals keeps them."""
    return title[:1].lower() + title[1:] if title[1:2].islower() else title
