"""What an appeal may do to a result: add points by decision, within calibration's limit; and who was involved in it."""

from __future__ import annotations

from decimal import Decimal
from hashlib import sha256
from typing import TYPE_CHECKING

from bot.features.scores import canonical
from bot.features.scores.decision_words import DECIDED_ON_APPEAL
from bot.features.scores.inputs import Calibration
from bot.features.scores.provenance import Method, Provenance
from bot.features.scores.results import Result
from bot.features.scores.sources import sources
from bot.features.scores.taking_entries import keep
from storage import cycles, figure_questions, goal_sheets, people, scores
from storage.score_entries import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from zoneinfo import ZoneInfo

    from sqlmodel import Session

    from bot.clock import Clock
    from bot.features.scores.configuration import Configuration
    from bot.features.scores.corrections import Corrections
    from bot.features.scores.publishing import Publishing
    from storage.scores import ScoreVersion

REASON = "EVIDENCE_ADDED"
CLAUSE = "PM-7.4"


class Remedies:
    """Raises results by decision, each within the caller's transaction."""

    def __init__(
        self,
        clock: Clock,
        zone: ZoneInfo,
        rules: Callable[[], Configuration],
        corrections: Corrections,
        publishing: Publishing,
    ) -> None:
        self._clock = clock
        self._zone = zone
        self._rules = rules
        self._corrections = corrections
        self._publishing = publishing

    def room(self, session: Session, person_id: int, cycle: str) -> Decimal:
        """Return by how many points a result may still be raised: calibration's limit less what it added."""
        before = self._calibration(session, person_id, cycle)
        return self._rules().calibration.limit - (Decimal(0) if before is None else before.delta)

    def raise_by(  # noqa: PLR0913 - a decision has this many facts
        self,
        session: Session,
        person_id: int,
        cycle: str,
        points: Decimal,
        *,
        appeal_id: str,
        evidence: str,
        deciders: Sequence[int],
    ) -> None:
        """Add points to a result by decision of these people, and release the new version. Points are above 0."""
        now = self._clock.now()
        span = session.get_one(cycles.Cycle, cycle)
        before = self._calibration(session, person_id, cycle)
        delta = points if before is None else before.delta + points
        who = tuple(people.reference(each) for each in deciders)
        entry = Calibration(
            delta=delta,
            reason=REASON if before is None else before.reason,
            evidence=(*(() if before is None else before.evidence), evidence),
            approvers=who,
            decided_on=now.astimezone(self._zone).date(),
            explanation=None if before is None else before.explanation,
            provenance=Provenance(
                value=str(delta),
                unit="points",
                metric_id=DECIDED_ON_APPEAL,
                metric_version="1",
                source_system="Appeal",
                source_record=appeal_id,
                period_start=span.starts,
                period_end=span.ends,
                as_of=span.ends,
                captured_at=now,
                method=Method.MANUAL,
                captured_by=who[0],
                checksum=f"sha256:{sha256(f'{appeal_id}:{delta}'.encode()).hexdigest()}",
                clause=CLAUSE,
                approved_by=who[-1],
            ),
        )
        keep(session, person_id, cycle, Kind.CALIBRATION, entry, now)
        version = self._corrections.recomputed(session, person_id, cycle, "appeal")
        self._publishing.publish(session, version, by_id=deciders[-1], why="appeal", window=False)

    @staticmethod
    def involved(session: Session, version: ScoreVersion) -> frozenset[int]:
        """Return who scored, entered, approved, calibrated, agreed, released or answered anything of a result."""
        found = {row.by_id for each in _versions(session, version) for row in scores.states(session, each.id)}
        found |= set(figure_questions.who_answered(session, version.person_id, version.cycle))
        found |= goal_sheets.who_agreed(session, version.person_id, version.cycle)
        for each in _versions(session, version):
            written = scores.trace(session, each.id)
            if written is not None:
                for reference in _named_in(canonical.read(Result, written)):
                    person = people.by_reference(session, reference)
                    found.add(person.key if person is not None else None)
        return frozenset(each for each in found if each is not None) - {version.person_id}

    @staticmethod
    def _calibration(session: Session, person_id: int, cycle: str) -> Calibration | None:
        latest = scores.latest(session, person_id, cycle)
        written = None if latest is None else scores.trace(session, latest.id)
        return None if written is None else canonical.read(Result, written).trace.inputs.decisions.calibration


def _versions(session: Session, version: ScoreVersion) -> list[ScoreVersion]:
    return scores.versions(session, version.person_id, version.cycle)


def _named_in(result: Result) -> set[str]:
    inputs = result.trace.inputs
    named = {item.approver for period in inputs.periods for item in period.items}
    if inputs.decisions.calibration is not None:
        named |= set(inputs.decisions.calibration.approvers)
    for record in sources(inputs).values():
        if record is not None:
            named |= {record.captured_by, record.approved_by or ""}
    return named - {""}
