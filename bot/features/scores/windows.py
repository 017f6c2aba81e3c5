"""What follows a release: the receipt, the notices, and the end of the days in which one may appeal (PM-7.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import NotAllowed, YearNotKnown
from bot.features.scores import release_rules
from bot.features.scores.publishing import APPEAL_NOTICE, key_of
from bot.features.scores.release_rules import Beat
from bot.features.scores.states import State
from storage import appeals, outbox, releases, scores
from storage.outbox import State as Delivery
from storage.releases import ResultReceipt

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from sqlmodel import Session

    from bot.clock import Clock
    from bot.features.scores.publishing import Publishing
    from bot.features.scores.silence import Silence
    from bot.working_days import WorkingDays
    from storage.releases import AppealWindow
    from storage.scores import ScoreVersion

AT_ONCE = 100


class AppealWindows:
    """One method per thing that happens in a window, each within the caller's transaction."""

    def __init__(
        self,
        clock: Clock,
        calendar: WorkingDays,
        zone: ZoneInfo,
        publishing: Publishing,
        silence: Silence,
    ) -> None:
        self._clock = clock
        self._silence = silence
        self._calendar = calendar
        self._zone = zone
        self._publishing = publishing

    def receive(self, session: Session, person_id: int, score_id: str, locale: str) -> None:
        """Keep that somebody has seen their result, which is not that they agree. Raises NotAllowed."""
        version = self.version(session, person_id, score_id)
        if version is None:
            raise NotAllowed
        receipt = ResultReceipt(
            score_id=score_id,
            person_id=person_id,
            trace_hash=version.computed.trace_hash,
            locale=locale,
            at=self._clock.now(),
        )
        if releases.receive(session, receipt):
            self._publishing.redraw(session, version, "received")

    def version(self, session: Session, person_id: int, score_id: str) -> ScoreVersion | None:
        """Return one of somebody's own released versions."""
        for cycle in scores.cycles_of(session, person_id):
            for version in scores.versions(session, person_id, cycle):
                if version.id == score_id and version.seen:
                    return version
        return None

    def act_due(self, session: Session) -> int:
        """Do what time does after releases; return with how many windows."""
        due = releases.due(session, self._clock.now(), AT_ONCE)
        for window in due:
            self._beat(session, window)
            releases.keep_window(session, window)
        return len(due)

    def _beat(self, session: Session, window: AppealWindow) -> None:
        version = self.version(session, window.person_id, window.score_id)
        if version is None:
            window.next_at = None
            return
        if self._clock.now() >= window.closes_at:
            self._close(session, window, version)
            return
        now, opened_on = self._clock.now(), window.opened_at.astimezone(self._zone).date()
        help_at = release_rules.beats(opened_on, self._calendar, self._zone)[Beat.HELP]
        if now < help_at:
            # Opened before its repeats were offered with it.
            self._publishing.offer_repeats(session, version, window)
            window.step, window.next_at = int(Beat.HELP), help_at
            return
        if window.step <= Beat.HELP and releases.receipt_of(session, version.id) is None:
            self._silence.tell(session, version)
        window.step, window.next_at = int(Beat.CLOSE), window.closes_at

    def _close(self, session: Session, window: AppealWindow, version: ScoreVersion) -> None:
        """End a window, but only when its person was told of it; until then it stays open, day by day."""
        told = outbox.by_key(session, key_of(APPEAL_NOTICE, version.id))
        now = self._clock.now()
        if told is None or told.state != Delivery.SENT or told.sent_at is None:
            window.next_at = self._calendar.deadline(now, 1, self._zone.key)
            return
        if told.sent_at >= window.closes_at:
            # Told too late: the ten days begin when they were told.
            told_on = told.sent_at.astimezone(self._zone).date()
            try:
                window.closes_at = release_rules.beats(told_on, self._calendar.certain, self._zone)[
                    Beat.CLOSE
                ]
            except YearNotKnown:
                # It stays open, day by day, until somebody knows when it ends.
                window.next_at = self._calendar.deadline(now, 1, self._zone.key)
                return
            window.next_at = window.closes_at
            if now < window.closes_at:
                return
        window.next_at, window.expired_at = None, now
        if version.state == State.RELEASED and (
            appeals.open_about(session, version.person_id, version.cycle) is None
        ):
            scores.enter(session, version.id, State.FINAL, at=now, why="appeal window over")
