"""Making a version visible to its person: once, with its appeal window, and never taking one back."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.features.scores import canonical, release_rules
from bot.features.scores.changes import Change, change
from bot.features.scores.release_rules import Beat
from bot.features.scores.results import Result
from bot.features.scores.states import State
from storage import appeals, nudges, releases, scores
from storage.nudges import Offered
from storage.outbox import Priority
from storage.releases import AppealWindow

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from sqlmodel import Session

    from bot.clock import Clock
    from bot.outgoing import Outgoing
    from bot.working_days import Days
    from storage.scores import ScoreVersion

RESULT, APPEAL_NOTICE = "scores.result", "scores.appeal_notice"
"""The outgoing messages A-11 and A-12 of the domain; a corrected result is a new A-11."""
LOWERING = "scores.lowering"
"""The outgoing message that comes before a version that is lower than the one that is out."""


class Publishing:
    """Releases versions, each within the caller's transaction."""

    def __init__(self, clock: Clock, calendar: Days, zone: ZoneInfo, outgoing: Outgoing) -> None:
        self._clock = clock
        self._calendar = calendar
        self._zone = zone
        self._outgoing = outgoing

    def publish(
        self,
        session: Session,
        version: ScoreVersion,
        *,
        by_id: int | None,
        why: str = "",
        window: bool = True,
    ) -> None:
        """Release a version that is frozen or calibrated, and tell its person. One that is out stays as it is.

        `why` is a word for programs. Without `window` no new days for an appeal begin.
        """
        if version.seen:
            return
        now = self._clock.now()
        before = scores.released(session, version.person_id, version.cycle)
        if version.state == State.FROZEN:
            scores.enter(session, version.id, State.CALIBRATED, at=now, by_id=by_id, why=why)
        scores.enter(session, version.id, State.RELEASED, at=now, by_id=by_id, why=why)
        if appeals.open_about(session, version.person_id, version.cycle) is not None:
            # The newer version is what is under appeal from now on.
            scores.enter(session, version.id, State.UNDER_APPEAL, at=now, why=why)
        self._tell(session, RESULT, version)
        if window:
            self._open_window(session, version, before)
            self._tell(session, APPEAL_NOTICE, version)

    def announce(self, session: Session, version: ScoreVersion) -> None:
        """Tell somebody, once, that a corrected version will lower their result."""
        self._tell(session, LOWERING, version)

    def offer_repeats(self, session: Session, version: ScoreVersion, window: AppealWindow) -> None:
        """Offer what is said again in a window: that the receipt is missing, and that the window is about to close.

        Whether it is still to be said is decided on its day, by the rules of what must be told (N-22).
        """
        opened_on = window.opened_at.astimezone(self._zone).date()
        beats = release_rules.beats(opened_on, self._calendar, self._zone)
        nudges.offer_all(
            session,
            [
                Offered(
                    recipient_id=version.person_id,
                    kind=nudges.APPEAL_DEADLINE if beat is Beat.LAST_CALL else nudges.RESULT_RELEASE,
                    about_id=None,
                    key=f"release:{version.id}:{int(beat)}",
                    due_at=beats[beat],
                    # After a standstill only the last of what was missed is said.
                    until=beats[beat + 1] - timedelta(seconds=1),
                    facts={
                        **_payload(version, int(beat) + 1),
                        "card": APPEAL_NOTICE if beat is Beat.LAST_CALL else RESULT,
                        "said_before": 1,
                    },
                )
                for beat in (Beat.RECEIPT, Beat.RECEIPT_AGAIN, Beat.LAST_CALL)
            ],
        )

    def redraw(self, session: Session, version: ScoreVersion, event: str) -> None:
        """Show the message about a released version as things stand now."""
        key = key_of(RESULT, version.id)
        self._outgoing.update(
            session, key=f"{key}:{event}", target_key=key, kind=RESULT, payload=_payload(version, 0)
        )

    def change_of(self, session: Session, version: ScoreVersion) -> Change | None:
        """Return what moved since the version that was released before this one; None for the first."""
        every = scores.versions(session, version.person_id, version.cycle)
        earlier = [each for each in every if each.seen and each.version < version.version]
        if not earlier:
            return None
        return change_between(session, earlier[-1], version)

    def _open_window(self, session: Session, version: ScoreVersion, before: ScoreVersion | None) -> None:
        now = self._clock.now()
        earlier = None if before is None else releases.window_of(session, before.id)
        if earlier is not None:
            # What may be appealed is the newest version, for ten days of its own.
            earlier.next_at = None
            releases.keep_window(session, earlier)
        beats = release_rules.beats(now.astimezone(self._zone).date(), self._calendar, self._zone)
        window = AppealWindow(
            score_id=version.id,
            person_id=version.person_id,
            opened_at=now,
            closes_at=beats[Beat.CLOSE],
            step=int(Beat.HELP),
            next_at=beats[Beat.HELP],
        )
        releases.open_window(session, window)
        self.offer_repeats(session, version, window)

    def _tell(self, session: Session, kind: str, version: ScoreVersion, again: int = 0) -> None:
        self._outgoing.post(
            session,
            key=key_of(kind, version.id) + (f":{again}" if again else ""),
            kind=kind,
            payload=_payload(version, again),
            to=version.person_id,
            # A release writes to many: whoever waits for an answer goes first.
            priority=Priority.NUDGE,
        )


def key_of(kind: str, score_id: str) -> str:
    """Return the key of the first message of a kind about a version."""
    return f"{kind}:{score_id}"


def change_between(session: Session, before: ScoreVersion, after: ScoreVersion) -> Change | None:
    """Return what moved between two versions; None when they cannot be read any more."""
    old, new = scores.trace(session, before.id), scores.trace(session, after.id)
    if old is None or new is None:
        return None
    return change(canonical.read(Result, old), canonical.read(Result, new))


def _payload(version: ScoreVersion, again: int) -> dict[str, str | int]:
    return {"person": version.person_id, "cycle": version.cycle, "score": version.id, "again": again}
