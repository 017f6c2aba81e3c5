"""What HR learns once a week from the questions that were asked, without any name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.access import Action, RulesSubject, can
from bot.errors import NotAllowed
from bot.features.policies.answers import Answer, Asked
from bot.features.policies.grouping import grouped
from bot.features.policies.readers import actor
from bot.language.names import written_names
from storage import cited, clause_use, people, questions, relations
from storage.outbox import state_of
from storage.questions import State

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sqlmodel import Session

    from bot.clock import Clock
    from bot.outgoing import Outgoing
    from storage.questions import Question

DIGEST = "policies.digest"
"""The outgoing message of the week."""
WEEK = timedelta(days=7)
UNUSED_DAYS = 90
SENT_FROM = time(9, 0)
"""On Monday, by the company's clocks; later when nothing could be sent then."""
FEWEST_FOR_A_UNIT = 5
"""A unit is named only when so many different people of it asked, and nobody else (PM-6.4, decision D10)."""
MOST = 10
MASK = "…"


@dataclass(frozen=True)
class Group:
    """Questions that ask for the same. `unit` is a code, empty where naming it could point at somebody."""

    words: str
    times: int
    unit: str = ""


@dataclass(frozen=True)
class Disliked:
    """An answer somebody did not find helpful, and the clauses it quoted."""

    words: str
    clauses: tuple[str, ...]


@dataclass(frozen=True)
class Used:
    """A clause and how often it was quoted."""

    clause: str
    title: str
    times: int = 0


@dataclass(frozen=True)
class Digest:
    """A week of questions. `until` is the first day that is not in it."""

    since: date
    until: date
    asked: int
    answered: int
    absent: int
    refused: int
    uncovered: tuple[Group, ...] = ()
    more_uncovered: int = 0
    disliked: tuple[Disliked, ...] = ()
    most: tuple[Used, ...] = ()
    unused: tuple[Used, ...] = ()
    unused_count: int = 0


class Digests:
    """Puts weeks together. `needs_a_human` tells words that go into no summary."""

    def __init__(
        self, clock: Clock, outgoing: Outgoing, company_zone: str, needs_a_human: Callable[[str], bool]
    ) -> None:
        self._clock = clock
        self._outgoing = outgoing
        self._zone = ZoneInfo(company_zone)
        self._needs_a_human = needs_a_human
        self._done: date | None = None

    def send_due(self, session: Session) -> int:
        """Put last week's digest to everybody in HR, once, from Monday morning on; return to how many."""
        local = self._clock.now().astimezone(self._zone)
        monday = local.date() - timedelta(days=local.weekday())
        begun = datetime.combine(monday, SENT_FROM, self._zone)
        if local < begun or self._done == monday:
            return 0
        sent = 0
        if self._between(session, monday - WEEK, monday):
            for person in people.with_role(session, relations.HR, relations.HR_ADMIN):
                key = f"{DIGEST}:{monday.isoformat()}:{person.key}"
                if state_of(session, key) is None and relations.is_here(session, person, local.date()):
                    sent += self._outgoing.post(
                        session, key=key, kind=DIGEST, payload={"monday": monday.isoformat()}, to=person.key
                    )
        self._done = monday
        return sent

    def of_week(self, session: Session, monday: str) -> Digest:
        """Return the digest of the seven days before a Monday (ISO)."""
        until = date.fromisoformat(monday)
        return self.of_days(session, until - WEEK, until)

    def so_far(self, session: Session, person_id: int) -> Digest:
        """Return this week's digest up to now, for somebody in HR; raises NotAllowed."""
        local = self._clock.now().astimezone(self._zone).date()
        if not _may_read(session, person_id, local):
            raise NotAllowed
        return self.of_days(session, local - timedelta(days=local.weekday()), local + timedelta(days=1))

    def uncovered(self, session: Session, person_id: int) -> int:
        """Return how many of this week's questions the rules did not cover; 0 for anybody not in HR."""
        local = self._clock.now().astimezone(self._zone).date()
        if not _may_read(session, person_id, local):
            return 0
        monday = local - timedelta(days=local.weekday())
        found = self._between(session, monday, local + timedelta(days=1), State.ABSENT)
        return len(self._tellable(found))

    def groups(self, session: Session, question_ids: Iterable[str]) -> tuple[Group, ...]:
        """Return these questions in groups that ask for the same, the largest first, naming nobody."""
        asked = self._tellable(questions.several(session, question_ids))
        names = _Names(people.every_name(session))
        return tuple(
            self._group(session, asked, places, names) for places in grouped([_words(each) for each in asked])
        )

    def of_days(self, session: Session, since: date, until: date) -> Digest:
        """Return the digest of the company's days from `since` on and before `until`."""
        asked = self._between(session, since, until)
        names = _Names(people.every_name(session))
        absent = self._tellable(each for each in asked if each.state is State.ABSENT)
        groups = [
            self._group(session, absent, places, names)
            for places in grouped([_words(each) for each in absent])
        ]
        disliked = [
            Disliked(
                names.masked(_words(each)),
                tuple(citation.clause for citation in Answer.parse(each.answer).citations),
            )
            for each in self._tellable(each for each in asked if each.feedback == "down" and each.answer)
        ]
        in_force = {(each.document_id, each.clause_id): each.title for each in cited.in_force(session, until)}
        used = clause_use.between(session, since, until)
        lately = clause_use.between(session, until - timedelta(days=UNUSED_DAYS), until)
        unused = [Used(key[1], title) for key, title in in_force.items() if key not in lately]
        most = sorted(used.items(), key=lambda item: (-item[1], item[0]))
        return Digest(
            since=since,
            until=until,
            asked=len(asked),
            answered=sum(each.state is State.ANSWERED for each in asked),
            absent=sum(each.state is State.ABSENT for each in asked),
            refused=sum(each.state is State.REFUSED for each in asked),
            uncovered=tuple(groups[:MOST]),
            more_uncovered=max(len(groups) - MOST, 0),
            disliked=tuple(disliked[:MOST]),
            most=tuple(Used(key[1], in_force.get(key, ""), times) for key, times in most[:MOST]),
            unused=tuple(unused[:MOST]),
            unused_count=len(unused),
        )

    def _between(self, session: Session, since: date, until: date, *states: State) -> list[Question]:
        begin, end = (datetime.combine(day, time.min, self._zone) for day in (since, until))
        return questions.between(session, begin, end, states=states or tuple(State))

    def _tellable(self, asked: Iterable[Question]) -> list[Question]:
        return [each for each in asked if not self._needs_a_human(_words(each))]

    @staticmethod
    def _group(session: Session, asked: Sequence[Question], places: Sequence[int], names: _Names) -> Group:
        mine = [asked[place] for place in places]
        askers = people.by_ids(session, {each.asker_id for each in mine})
        units = {person.unit_code or "" for person in askers}
        named = len(askers) >= FEWEST_FOR_A_UNIT and len(units) == 1
        shortest = min((_words(each) for each in mine), key=len)
        return Group(names.masked(shortest), len(mine), units.pop() if named else "")


class _Names:
    """Takes people's names out of what they typed: a summary names nobody."""

    def __init__(self, names: Iterable[str]) -> None:
        written = {part for name in names for part in written_names(name)}
        found = sorted(written, key=lambda name: (-len(name), name))
        pattern = "|".join(
            re.escape(name) if not name.isascii() else rf"\b{re.escape(name)}\b" for name in found
        )
        self._pattern = re.compile(pattern) if found else None

    def masked(self, words: str) -> str:
        plain = " ".join(words.split())
        return self._pattern.sub(MASK, plain) if self._pattern else plain


def _words(question: Question) -> str:
    return Asked.parse(question.asked).understood


def _may_read(session: Session, person_id: int, today: date) -> bool:
    return can(actor(session, person_id, today), Action.READ_DIGEST, RulesSubject(relations.HR))
