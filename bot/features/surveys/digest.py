"""What HR learns of a fortnight: how many answered, how the answers are spread, and where people got stuck."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from bot.access import Action, Actor, CycleSubject, can
from bot.errors import NotAllowed
from bot.features.surveys import rules
from bot.features.surveys.refusals import NoSurveyYet
from bot.features.surveys.views import Digest, Friction
from bot.language.names import written_names
from storage import cycle_acts, cycle_progress, cycles, friction, outbox, people, relations
from storage import surveys as stored

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date
    from zoneinfo import ZoneInfo

    from sqlmodel import Session

    from bot.clock import Clock
    from bot.features.surveys.rules import Groups
    from bot.outgoing import Outgoing
    from storage.surveys import Asked, Pilot, SurveyRound

DIGEST = "surveys.digest"
"""The outgoing message with a fortnight's digest."""
PICTURE = "surveys.digest_picture"
"""What follows on it: its picture."""
SENT_FROM = time(9, 0)
"""On the first working day after the fortnight, by the company's clocks."""
MASK = "…"


class Digests:
    """Puts fortnights together, for those in HR whose units they are of; each within the caller's transaction.

    `group` is the rule of the boards for which units may be shown, `is_working` knows the company's days, and
    `needs_a_human` tells words that go into no summary.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - what a digest is made with
        self,
        clock: Clock,
        zone: ZoneInfo,
        outgoing: Outgoing,
        group: Callable[[Mapping[str, int]], Groups],
        is_working: Callable[[date], bool],
        needs_a_human: Callable[[str], bool],
    ) -> None:
        self._clock = clock
        self._zone = zone
        self._outgoing = outgoing
        self._group = group
        self._is_working = is_working
        self._needs_a_human = needs_a_human

    def send_due(self, session: Session) -> int:
        """Put the digests of fortnights that are over to HR of their units, once; return how many messages."""
        local = self._clock.now().astimezone(self._zone)
        if local.time() < SENT_FROM or not self._is_working(local.date()):
            return 0
        sent = 0
        for row in stored.untold(session, local.date()):
            for person in self._readers(session, row, local.date()):
                if outbox.state_of(session, f"{DIGEST}:{row.id}:{person}") is None:
                    sent += 1
                    for kind in (DIGEST, PICTURE):
                        self._outgoing.post(
                            session,
                            key=f"{kind}:{row.id}:{person}",
                            kind=kind,
                            payload={"round": row.id},
                            to=person,
                        )
            stored.tell(session, row, self._clock.now())
        return sent

    def for_reader(self, session: Session, person_id: int, round_id: str) -> Digest:
        """Return a fortnight as somebody may see it. Raises NotAllowed and NoSurveyYet."""
        row = stored.get(session, round_id)
        if row is None:
            raise NoSurveyYet
        return self._digest(session, person_id, row)

    def named(self, session: Session, person_id: int, cycle_id: str, number: int) -> Digest:
        """Return a fortnight of a pilot: the newest one's where no cycle is named, its newest where no number is.

        Raises NotAllowed, and NoSurveyYet where nobody was asked yet.
        """
        pilots = [cycle_id] if cycle_id else [each.cycle_id for each in stored.pilots(session)]
        rounds = [row for pilot in pilots for row in stored.rounds(session, pilot)]
        found = [row for row in rounds if number in {0, row.number}]
        if not found:
            raise NoSurveyYet
        return self._digest(session, person_id, max(found, key=lambda row: (row.opens, row.cycle_id)))

    def _digest(self, session: Session, person_id: int, row: SurveyRound) -> Digest:
        today = self._clock.now().astimezone(self._zone).date()
        codes = self._scope(session, person_id, row, today)
        if not codes:
            raise NotAllowed
        asked = _within(stored.asked(session, row.cycle_id, row.number), codes)
        answers = rules.table(_by_unit(asked), self._group)
        earlier = [each for each in stored.rounds(session, row.cycle_id) if each.number < row.number]
        before = _within(stored.asked(session, row.cycle_id, earlier[-1].number), codes) if earlier else []
        same = next((each for each in reversed(earlier) if each.question == row.question), None)
        past = _within(stored.asked(session, row.cycle_id, same.number), codes) if same else []
        health = rules.table(_by_unit(past), self._group).total
        cycle = session.get_one(cycles.Cycle, row.cycle_id)
        return Digest(
            round_id=row.id,
            cycle=row.cycle_id,
            names=cycle.names,
            linked_to_pay=cycle_acts.linked_to_pay(session, row.cycle_id),
            number=row.number,
            question=row.question,
            opens=row.opens,
            closes=row.closes,
            running=row.told_at is None,
            table=answers,
            units={language: people.unit_names(session, language) for language in cycle.names},
            scope=tuple(sorted(codes)) if codes != self._codes(session, row, today) else (),
            rate_before=_rate(before),
            health_before=health.health if health else None,
            asked_before=same.opens if same and health else None,
            friction=self._friction(session, row, earlier, asked, before),
            words=self._words(session, asked),
        )

    def _friction(
        self,
        session: Session,
        row: SurveyRound,
        earlier: Sequence[SurveyRound],
        asked: Sequence[Asked],
        before: Sequence[Asked],
    ) -> tuple[Friction, ...]:
        if len(asked) < rules.FEWEST:
            return ()
        now = friction.counts(session, *self._over(row, asked))
        then = None
        if earlier and len(before) >= rules.FEWEST:
            then = friction.counts(session, *self._over(earlier[-1], before))
        parts = tuple(friction.overtaken(session, *self._over(row, asked)).most_common())
        return tuple(
            Friction(
                kind, now[kind], then[kind] if then else None, parts if kind == friction.OVERTAKEN else ()
            )
            for kind in friction.KINDS
        )

    def _over(self, row: SurveyRound, asked: Sequence[Asked]) -> tuple[list[int], datetime, datetime]:
        """Return of whom, from when on and until when the friction of a fortnight is counted."""
        first, last = (
            datetime.combine(day, time.min, self._zone) for day in (row.opens, row.closes + timedelta(days=1))
        )
        return [each.person_id for each in asked], first, last

    def _words(self, session: Session, asked: Iterable[Asked]) -> tuple[str, ...]:
        written = [each.said.words for each in asked if each.said and each.said.words]
        told = rules.quotable(words for words in written if not self._needs_a_human(words))
        if not told:
            return ()
        return rules.quotable(_masked(told, people.every_name(session)))

    def _readers(self, session: Session, row: SurveyRound, today: date) -> list[int]:
        """Return everybody in HR who may see something of a round."""
        works_in_hr = people.with_role(session, relations.HR, relations.HR_ADMIN)
        return [each.key for each in works_in_hr if self._scope(session, each.key, row, today)]

    def _scope(self, session: Session, person_id: int, row: SurveyRound, today: date) -> frozenset[str]:
        who = Actor.of(relations.reader(session, person_id, today))
        return frozenset(
            code
            for code in self._codes(session, row, today)
            if can(who, Action.READ_PILOT_DIGEST, CycleSubject(relations.units_above(session, code)))
        )

    @staticmethod
    def _codes(session: Session, row: SurveyRound, today: date) -> frozenset[str]:
        pilot: Pilot | None = next(
            (each for each in stored.pilots(session) if each.cycle_id == row.cycle_id), None
        )
        if pilot is None:
            return frozenset()
        whom = cycle_progress.concerned(session, pilot.cycle_id, pilot.ends, today, pilot.units)
        return frozenset(whom.codes)


def _within(asked: Iterable[Asked], codes: frozenset[str]) -> list[Asked]:
    return [each for each in asked if each.unit in codes]


def _by_unit(asked: Iterable[Asked]) -> dict[str, list[int | None]]:
    found: dict[str, list[int | None]] = {}
    for each in asked:
        found.setdefault(each.unit, []).append(each.said.value if each.said else None)
    return found


def _rate(asked: Sequence[Asked]) -> int | None:
    if len(asked) < rules.FEWEST:
        return None
    return rules.percent(
        sum(each.said is not None and each.said.value is not None for each in asked), len(asked)
    )


def _masked(written: Iterable[str], names: Iterable[str]) -> list[str]:
    """Return what was written without anybody's name."""
    known = sorted(
        {part for name in names for part in written_names(name)}, key=lambda part: (-len(part), part)
    )
    if not known:
        return list(written)
    pattern = re.compile(
        "|".join(re.escape(name) if not name.isascii() else rf"\b{re.escape(name)}\b" for name in known)
    )
    return [pattern.sub(MASK, " ".join(words.split())) for words in written]
