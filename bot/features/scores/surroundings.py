"""What stands around a stored result: when things happened, what they are called, who decided and who has read."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot import access
from bot.features.scores import release_rules
from bot.features.scores.explained import Around, Decider
from bot.features.scores.shown import ScoreReader
from bot.features.scores.sources import sources
from bot.features.scores.states import State
from storage import figure_questions, people, releases, score_reads, scores

if TYPE_CHECKING:
    from datetime import date
    from zoneinfo import ZoneInfo

    from sqlmodel import Session

    from bot.features.scores.results import Result
    from bot.features.scores.words import Words
    from bot.working_days import WorkingDays
    from storage.scores import ScoreVersion

_LANGUAGES = ("en", "zh")


class Surroundings:
    """Reads what an explanation says beside the trace."""

    def __init__(self, calendar: WorkingDays, zone: ZoneInfo, words: Words) -> None:
        self._calendar = calendar
        self._zone = zone
        self._words = words

    def around(self, session: Session, result: Result, version: ScoreVersion) -> Around:
        """Return what stands around a version."""
        frozen = scores.frozen(session, version.cycle)
        released_on = (
            None if version.released_at is None else version.released_at.astimezone(self._zone).date()
        )
        names = {language: people.unit_names(session, language) for language in _LANGUAGES}
        codes = {segment.unit for segment in result.segments}
        return Around(
            version=version.edition or version.version,
            state=State(version.state),
            zone=self._zone,
            words=self._words,
            released_on=released_on,
            appeal_until=self._appeal_until(session, version),
            frozen_at=None if frozen is None else frozen.at,
            units={
                code: {language: names[language].get(code, code) for language in _LANGUAGES} for code in codes
            },
            deciders=self._deciders(session, result),
            questioned=figure_questions.open_codes(session, version.person_id, version.cycle),
        )

    def _appeal_until(self, session: Session, version: ScoreVersion) -> date | None:
        """Return the last day of the appeal window: the stored one, otherwise ten working days from the release."""
        if version.released_at is None:
            return None
        window = releases.window_of(session, version.id)
        if window is not None:
            # What is stored is the first instant that is too late.
            return (window.closes_at.astimezone(self._zone) - timedelta(microseconds=1)).date()
        visible_on = version.released_at.astimezone(self._zone).date()
        return release_rules.appeal_until(visible_on, self._calendar)

    def _deciders(self, session: Session, result: Result) -> dict[str, Decider]:
        """Return who decided or entered something of a result, by the reference it is kept under."""
        decided = result.trace.inputs.decisions.calibration
        named = set() if decided is None else set(decided.approvers)
        for record in sources(result.trace.inputs).values():
            named |= set() if record is None else {record.captured_by, record.approved_by or ""}
        found = {}
        for who in sorted(named - {""}):
            person = people.by_reference(session, who)
            if person is not None:
                for_hr = person.role in {access.HR, access.HR_ADMIN}
                found[who] = Decider(person.name, person.title, for_hr=for_hr)
        return found

    def readers(self, session: Session, person_id: int, cycle: str) -> tuple[ScoreReader, ...]:
        """Return who else opened somebody's result of a cycle, the last reading of each."""
        found: dict[tuple[int, str], ScoreReader] = {}
        for read, in_cycle, _ in score_reads.of_person(session, person_id):
            if in_cycle == cycle and (read.reader_id, read.as_relation) not in found:
                reader = session.get_one(people.Person, read.reader_id)
                found[read.reader_id, read.as_relation] = ScoreReader(reader.name, read.as_relation, read.at)
        return tuple(found.values())
