"""All that makes a result one can trust: questions about its figures, corrections, releases, and their windows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.features.scores import canonical
from bot.features.scores.corrections import Corrections
from bot.features.scores.publishing import Publishing
from bot.features.scores.question_seeing import QuestionSeeing
from bot.features.scores.questions import FigureQuestions
from bot.features.scores.release_facts import ReleaseFacts
from bot.features.scores.releases import Releases
from bot.features.scores.remedies import Remedies
from bot.features.scores.result_notices import ResultNotices
from bot.features.scores.results import Result
from bot.features.scores.service import Scores, no_reviewers
from bot.features.scores.silence import Silence
from bot.features.scores.surroundings import Surroundings
from bot.features.scores.visible_day import VisibleDay
from bot.features.scores.windows import AppealWindows
from storage import scores

if TYPE_CHECKING:
    from collections.abc import Callable
    from zoneinfo import ZoneInfo

    from sqlmodel import Session

    from bot.clock import Clock
    from bot.features.scores.configuration import Configuration
    from bot.features.scores.words import Words
    from bot.outgoing import Outgoing
    from bot.working_days import WorkingDays
    from storage.scores import ScoreVersion


def codes_of(session: Session, version: ScoreVersion) -> tuple[str, ...]:
    """Return the lines of a version, by their codes; none once it cannot be read any more."""
    written = scores.trace(session, version.id)
    if written is None:
        return ()
    result = canonical.read(Result, written)
    return tuple(dict.fromkeys(line.code for segment in result.segments for line in segment.lines))


@dataclass(frozen=True)
class Fairness:
    """The services around results, built to fit each other."""

    scores: Scores
    seeing: QuestionSeeing
    questions: FigureQuestions
    corrections: Corrections
    publishing: Publishing
    releases: Releases
    visible_day: VisibleDay
    silence: Silence
    windows: AppealWindows
    notices: ResultNotices
    remedies: Remedies

    @classmethod
    def made(  # noqa: PLR0913 - what all of them stand on, all named
        cls,
        *,
        clock: Clock,
        calendar: WorkingDays,
        zone: ZoneInfo,
        words: Words,
        outgoing: Outgoing,
        rules: Callable[[], Configuration],
        reviewers: Callable[[Session, int, str], frozenset[int]] = no_reviewers,
    ) -> Fairness:
        """Build them. `rules` reads the numbers results are computed by, when one is computed."""
        service = Scores(
            clock=clock, calendar=calendar, zone=zone, words=words, outgoing=outgoing, reviewers=reviewers
        )
        surroundings = Surroundings(calendar, zone, words)
        seeing = QuestionSeeing(clock, surroundings, zone)
        corrections = Corrections(clock, rules)
        publishing = Publishing(clock, calendar.certain, zone, outgoing)
        questions = FigureQuestions(
            clock=clock,
            calendar=calendar.certain,
            zone=zone,
            scores=service,
            seeing=seeing,
            corrections=corrections,
            publishing=publishing,
            outgoing=outgoing,
        )
        facts = ReleaseFacts(clock, calendar.certain, zone)
        silence = Silence(clock, calendar, zone, facts, outgoing)
        windows = AppealWindows(clock, calendar, zone, publishing, silence)
        return cls(
            service,
            seeing,
            questions,
            corrections,
            publishing,
            Releases(clock, facts, publishing, outgoing),
            VisibleDay(clock, facts, publishing, outgoing),
            silence,
            windows,
            ResultNotices(clock, zone, surroundings, windows),
            Remedies(clock, zone, rules, corrections, publishing),
        )
