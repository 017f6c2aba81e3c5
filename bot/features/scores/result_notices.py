"""A released version as its person is told of it: what it is, what moved, and until when one may appeal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.features.scores import canonical, line_words
from bot.features.scores.changes import change
from bot.features.scores.explained import Explained
from bot.features.scores.results import Result
from storage import relations, releases, scores

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from decimal import Decimal
    from zoneinfo import ZoneInfo

    from sqlmodel import Session

    from bot.clock import Clock
    from bot.features.scores.speaking import Speaker
    from bot.features.scores.surroundings import Surroundings
    from bot.features.scores.windows import AppealWindows
    from storage.scores import ScoreVersion

_FIGURE = "figure:"


@dataclass(frozen=True)
class Notice:
    """What a message about a released version says. `before`: the version that was out before; None for the first.

    `again`: it is a reminder. `contact` is who in HR helps, by name.
    """

    person_id: int
    cycle: str
    score_id: str
    after: Explained
    before: Explained | None
    points: Decimal | None
    refs: tuple[str, ...]
    received_at: datetime | None
    again: int
    contact: str

    def causes(self, speaker: Speaker) -> Iterator[str]:
        """Give what caused a change, line by line: what it was and what it is."""
        for ref in self.refs:
            code = ref.removeprefix(_FIGURE).rpartition("/")[2]
            new = self.after.line(code) if ref.startswith(_FIGURE) else None
            old = self.before.line(code) if new is not None and self.before is not None else None
            if new is not None and old is not None and self.before is not None:
                yield speaker.say(
                    "release-cause-line",
                    code=code,
                    name=speaker.name_of(new),
                    old=line_words.actual_of(old, self.before, speaker) or "–",
                    new=line_words.actual_of(new, self.after, speaker) or "–",
                )
            elif ref == "calibration":
                yield speaker.say("release-cause-calibration")


class ResultNotices:
    """Reads what is said of released versions to their people."""

    def __init__(
        self, clock: Clock, zone: ZoneInfo, surroundings: Surroundings, windows: AppealWindows
    ) -> None:
        self._clock = clock
        self._zone = zone
        self._surroundings = surroundings
        self._windows = windows

    def of(self, session: Session, person_id: int, score_id: str, again: int) -> Notice | None:
        """Return what is said of one of somebody's released versions; None when it is nothing any more."""
        return self._of(session, self._windows.version(session, person_id, score_id), again)

    def before_it_counts(self, session: Session, person_id: int, cycle: str, score_id: str) -> Notice | None:
        """Return what is said of a version before it lowers a result; None once it is out, or another is newer."""
        latest = scores.latest(session, person_id, cycle)
        return (
            None if latest is None or latest.id != score_id or latest.seen else self._of(session, latest, 0)
        )

    def _of(self, session: Session, version: ScoreVersion | None, again: int) -> Notice | None:
        after = None if version is None else self._explained(session, version)
        if version is None or after is None:
            return None
        person_id, score_id = version.person_id, version.id
        every = scores.versions(session, person_id, version.cycle)
        earlier = [each for each in every if each.seen and each.version < version.version]
        before = self._explained(session, earlier[-1]) if earlier else None
        moved = change(before.result, after.result) if before else None
        receipt = releases.receipt_of(session, score_id)
        today = self._clock.now().astimezone(self._zone).date()
        helpers = relations.helpers_of(session, person_id, today)
        return Notice(
            person_id=person_id,
            cycle=version.cycle,
            score_id=score_id,
            after=after,
            before=before,
            points=moved.points if moved else None,
            refs=moved.causes if moved else (),
            received_at=receipt.at if receipt else None,
            again=again,
            contact=helpers[0].name if helpers else "",
        )

    def _explained(self, session: Session, version: ScoreVersion) -> Explained | None:
        written = scores.trace(session, version.id)
        if written is None:
            return None
        result = canonical.read(Result, written)
        return Explained(result, self._surroundings.around(session, result, version))
