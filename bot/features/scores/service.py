"""Results as those see them who may: nothing is read of a result before `access.can` allowed it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Protocol

from bot import access
from bot.access import Action, Actor, Place, Relation, ScoreSubject
from bot.errors import (
    CompareOwnOnly,
    LineNotFound,
    NothingReleased,
    QuestionOwnOnly,
    RulesNotKept,
    ScoreNotYours,
    ValueNotUnderstood,
)
from bot.features.scores import canonical, rules
from bot.features.scores.configuration import Configuration
from bot.features.scores.explained import Explained
from bot.features.scores.intents import Intent
from bot.features.scores.results import Result
from bot.features.scores.shown import (
    Comparison,
    CycleResult,
    HomeScores,
    ResultInShort,
    Shown,
    Supposed,
)
from bot.features.scores.states import State
from bot.features.scores.supposing import supposed_amount
from bot.features.scores.surroundings import Surroundings
from storage import cycle_acts, outbox, people, relations, score_reads, scores

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from sqlmodel import Session

    from bot.clock import Clock
    from bot.features.scores.words import Words
    from bot.working_days import WorkingDays
    from storage.scores import ScoreVersion

SCORE = "scores.answer"
"""The outgoing message that explains a result or answers a question about it."""


class Outgoing(Protocol):
    """Where messages to people are put, inside the transaction that causes them."""

    def post(
        self, session: Session, *, key: str, kind: str, payload: Mapping[str, Any], to: int | str
    ) -> bool:
        """Put a message once under its key."""
        ...


def no_reviewers(_session: Session, _person_id: int, _cycle: str) -> frozenset[int]:
    """Return who is named to review a result, where nobody is."""
    return frozenset()


class Scores:
    """Reads results. `reviewers` finds who is named to review one."""

    def __init__(  # noqa: PLR0913 - the parts of a reading, all named
        self,
        *,
        clock: Clock,
        calendar: WorkingDays,
        zone: ZoneInfo,
        words: Words,
        outgoing: Outgoing,
        reviewers: Callable[[Session, int, str], frozenset[int]] = no_reviewers,
    ) -> None:
        self._clock = clock
        self._surroundings = Surroundings(calendar, zone, words)
        self._zone = zone
        self._outgoing = outgoing
        self._reviewers = reviewers

    def explain(self, session: Session, asker_id: int, person_id: int, cycle: str | None = None) -> Shown:
        """Return a person's result of a cycle, or their newest one, as the asker may see it.

        Raises ScoreNotYours for who may not, whether there is a result or not, and NothingReleased.
        """
        return self._explain(session, self._actor(session, asker_id), person_id, cycle)

    def of_person(self, session: Session, person_id: int, cycle: str | None = None) -> Shown:
        """Return a result as its person sees it, also when they have left: for an operator. Raises NothingReleased."""
        return self._explain(session, Actor(person_id, ""), person_id, cycle)

    def _explain(self, session: Session, actor: Actor, person_id: int, cycle: str | None) -> Shown:
        relation, version = self._version(session, actor, person_id, cycle)
        written = scores.trace(session, version.id)
        if written is None:
            raise NothingReleased
        person = session.get_one(people.Person, person_id)
        result = canonical.read(Result, written)
        own = relation is Relation.SELF
        return Shown(
            person_id=person_id,
            name=person.name,
            own=own,
            cycle=version.cycle,
            version_id=version.id,
            explained=Explained(result, self._surroundings.around(session, result, version)),
            readers=self._surroundings.readers(session, person_id, version.cycle),
            linked_to_pay=cycle_acts.linked_to_pay(session, version.cycle),
        )

    def read(self, session: Session, asker_id: int, person_id: int, cycle: str | None = None) -> Shown:
        """Return a result as `explain` does, and keep that somebody else's was read. Raises as it does."""
        shown = self.explain(session, asker_id, person_id, cycle)
        if not shown.own:
            now = self._clock.now()
            subject = replace(self._subject(session, person_id, shown.cycle), released=True)
            relation = access.score_relation(self._actor(session, asker_id), subject)
            if relation is not None:
                score_reads.keep(session, shown.version_id, asker_id, as_relation=relation.value, at=now)
        return shown

    def suppose(  # noqa: PLR0913, PLR0917 - whose result, which line, which value
        self, session: Session, asker_id: int, person_id: int, cycle: str | None, code: str, value: str
    ) -> Supposed:
        """Return what a result would be if a line had another value. Nothing of it is stored.

        Raises what `explain` raises, LineNotFound, ValueNotUnderstood, and RulesNotKept.
        """
        shown = self.explain(session, asker_id, person_id, cycle)
        explained = shown.explained
        line = explained.line(code)
        if line is None:
            raise LineNotFound(code=code)
        amount = supposed_amount(line, value)
        if amount is None:
            raise ValueNotUnderstood(code=line.result.code)
        kept = scores.rules(session, explained.result.trace.configuration)
        if kept is None:
            raise RulesNotKept
        configuration = canonical.read(Configuration, kept)
        result = rules.what_if(explained.result.trace.inputs, {line.result.code: amount}, configuration)
        return Supposed(shown, line.result.code, Explained(result, explained.around))

    def compare(self, session: Session, person_id: int, about_id: int) -> Comparison:
        """Return one's own newest result beside the one before. Raises CompareOwnOnly and NothingReleased."""
        if person_id != about_id:
            raise CompareOwnOnly
        shown = self.explain(session, person_id, person_id)
        for cycle in reversed(scores.cycles_of(session, person_id)):
            earlier = scores.released(session, person_id, cycle) if cycle < shown.cycle else None
            if earlier is not None and earlier.computed.final and earlier.computed.band:
                final = Decimal(earlier.computed.final)
                return Comparison(shown, CycleResult(cycle, final, earlier.computed.band))
        return Comparison(shown, None)

    def answer(  # noqa: PLR0913 - what is asked, about whom, and by which question
        self,
        session: Session,
        asker_id: int,
        about_id: int,
        intent: Intent,
        *,
        asked_by: str,
        cycle: str | None = None,
        line: str = "",
    ) -> None:
        """Put the message that answers, once per question, and keep that somebody else's result was read.

        Raises what `read` raises, LineNotFound for a line the sheet has not, CompareOwnOnly and QuestionOwnOnly.
        """
        if intent is Intent.COMPARE and asker_id != about_id:
            raise CompareOwnOnly
        if intent is Intent.QUESTION and asker_id != about_id:
            raise QuestionOwnOnly
        shown = self.read(session, asker_id, about_id, cycle)
        at = -1
        if line:
            codes = [each.result.code.casefold() for each in shown.explained.lines()]
            if line.casefold() not in codes:
                raise LineNotFound(code=line)
            at = codes.index(line.casefold())
        self._outgoing.post(
            session,
            key=f"{SCORE}:{asked_by}",
            kind=SCORE,
            payload={
                "person": about_id,
                "cycle": shown.cycle,
                "intent": intent.value,
                "line": at,
                "question": asked_by,
            },
            to=asker_id,
        )

    def topic(self, session: Session, asker_id: int, since: datetime) -> tuple[int, str] | None:
        """Return whose result of which cycle was last explained to somebody since an instant."""
        last = outbox.last_to(session, asker_id, SCORE, since)
        return None if last is None else (int(last.payload["person"]), str(last.payload["cycle"]))

    def may_see(self, session: Session, asker_id: int, person_id: int) -> bool:
        """Return whether the asker stands so to somebody that a released result would be shown to them."""
        subject = replace(self._subject(session, person_id), released=True)
        return access.can(self._actor(session, asker_id), Action.VIEW_SCORE, subject)

    def has_line(self, session: Session, person_id: int, code: str) -> bool:
        """Return whether somebody's own newest result has a line with this code."""
        try:
            shown = self.explain(session, person_id, person_id)
        except (NothingReleased, ScoreNotYours):
            return False
        return shown.explained.line(code) is not None

    def has_released(self, session: Session, person_id: int) -> bool:
        """Return whether somebody has a released result of their own."""
        cycles = scores.cycles_of(session, person_id)
        return any(scores.released(session, person_id, each) is not None for each in reversed(cycles))

    def home_view(self, session: Session, person_id: int) -> HomeScores:
        """Return what App Home shows of results: one's own, and those of one's reports."""
        own = self._in_short(session, person_id, person_id)
        reports = people.reports_of(session, person_id)
        found = [self._in_short(session, person_id, report.key) for report in reports]
        return HomeScores(own, tuple(each for each in found if each is not None))

    def _in_short(self, session: Session, reader_id: int, person_id: int) -> ResultInShort | None:
        try:
            _, version = self._version(session, self._actor(session, reader_id), person_id, None)
        except (NothingReleased, ScoreNotYours):
            return None
        person = session.get_one(people.Person, person_id)
        computed = version.computed
        band = computed.band if version.seen else None
        return ResultInShort(
            person_id,
            person.name,
            version.cycle,
            version.state,
            computed.final,
            band,
            cycle_acts.linked_to_pay(session, version.cycle),
        )

    def _version(
        self, session: Session, actor: Actor, person_id: int, cycle: str | None
    ) -> tuple[Relation, ScoreVersion]:
        """Return what the actor is to a person, and the version they are shown.

        The newest cycle that has one comes first; in it what was released, otherwise what is provisional.
        """
        about = self._subject(session, person_id, cycle or "")
        stands = access.score_relation(actor, replace(about, released=True))
        if stands is None or not actor.here:
            raise ScoreNotYours
        cycles = [cycle] if cycle else list(reversed(scores.cycles_of(session, person_id)))
        for each in cycles:
            released = scores.released(session, person_id, each)
            if each != cycle:
                about = replace(about, reviewers=self._reviewers(session, person_id, each))
            subject = replace(about, released=released is not None)
            if released is not None and access.can(actor, Action.VIEW_SCORE, subject):
                return stands, released
            latest = scores.latest(session, person_id, each)
            if latest is not None and latest.state == State.PROVISIONAL.value:
                subject = replace(about, provisional=True)
                if access.can(actor, Action.VIEW_FIGURES, subject):
                    return stands, latest
        raise NothingReleased

    def _actor(self, session: Session, person_id: int) -> Actor:
        return Actor.of(relations.reader(session, person_id, self._today()))

    def _subject(self, session: Session, person_id: int, cycle: str = "") -> ScoreSubject:
        """Return whose result it is and where they stand; whether there is one, the caller adds."""
        stands = relations.standing(session, person_id, self._today())
        reviewers = self._reviewers(session, person_id, cycle)
        return ScoreSubject(person_id, Place(stands.managers, stands.units), reviewers=reviewers)

    def _today(self) -> date:
        return self._clock.now().astimezone(self._zone).date()
