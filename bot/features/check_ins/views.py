"""What a manager sees of a check-in, read in one go: everything the drawing needs and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.access import Action, Actor, PairSubject, can
from bot.features.check_ins import nudged
from bot.features.check_ins.keeping import state_of
from bot.features.check_ins.path import plan
from bot.features.check_ins.states import ASKING, CheckIn, Mode, Need, Notice, Step
from bot.features.check_ins.wording import coaching_index
from bot.language.names import written_names
from bot.language.writer import TalkFacts
from storage import actions, agendas, check_ins, editions, people, records

if TYPE_CHECKING:
    from datetime import date, datetime

    from sqlmodel import Session

    from bot.features.check_ins.keeping import Keeping
    from bot.features.check_ins.wording import Hint
    from storage.check_ins import Conversation
    from storage.people import Person

MARKED = (Step.FOCUS, Step.EVIDENCE, Step.VOICE, Step.OPTIONS, Step.COMMIT, Step.REFLECT)
"""The steps the progress mark counts."""


OPENING = frozenset({Step.INVITE, Step.CONTRACT, Step.RECALL, Step.FOCUS})
"""Where a talk is invited to and begins."""


@dataclass(frozen=True)
class OpenStep:
    """A promise of an earlier talk, as recalled. `owners` are names, none when nobody was named."""

    action_id: int
    owners: tuple[str, ...]
    what: str
    due: date | None
    due_text: str
    worth_asking: bool


@dataclass(frozen=True)
class CheckInView:
    """One conversation at one turn. `done` of `of` marks the progress; `contact` is HR's name where it is said."""

    check_in_id: str
    turn: int
    state: CheckIn
    employee_id: int
    employee: str
    manager: str
    question: str
    since: date | None
    done: int
    of: int
    open_steps: tuple[OpenStep, ...]
    hints: tuple[Hint, ...]
    recent_note: str
    contact: str
    may_skip: bool
    saved: tuple[editions.SavedMessage, ...]
    talk_at: datetime | None
    """When the booked talk begins, on the manager's clock."""
    agenda: str
    """What the employee wants the talk to be about, before it and where a talk begins."""
    promised: str
    """What the manager promised last time and has not closed, for an invitation to prepare."""
    nudge: str
    """The key of the nudge an invitation came with; empty for none."""
    sendable: bool
    """Whether a note may be shared now with an employee who is still here."""

    @property
    def facts(self) -> TalkFacts:
        """What the summary is made of."""
        return TalkFacts(
            employee=self.employee,
            focus=self.state.focus,
            evidence=" ".join(self.state.evidence),
            voice=self.state.voice,
            steps=tuple(step.what for step in self.state.promises),
        )


@dataclass(frozen=True)
class PastQuestion:
    """A question already answered: its words' key and variables, for a message that lost its buttons."""

    step: Step
    question: str
    employee: str
    since: date | None
    said_something: bool


class Views:
    """Reads conversations for drawing."""

    def __init__(self, keeping: Keeping) -> None:
        self._keeping = keeping

    def current(
        self, session: Session, check_in_id: str, turn: int, reader_id: int | None
    ) -> CheckInView | None:
        """Return the reader's own conversation when it still stands at `turn`, otherwise None."""
        row = check_ins.get(session, check_in_id)
        if row is None or row.turn != turn or row.manager_id != reader_id:
            return None
        state = state_of(row)
        profile = self._keeping.profiles[state.kind]
        manager, employee = people.pair(session, row.manager_id, row.employee_id)
        asking = state.step in ASKING and state.mode is not None
        question, since = self._keeping.question(session, row, state) if asking else ("", None)
        at = state.parked_from or state.step
        steps = [
            step
            for step in (plan(state, profile) if state.mode else ())
            if step in MARKED and (step is not Step.OPTIONS or step in {*state.asked, at})
        ]
        speaks_of_hr = state.ended or state.notice is not Notice.NONE
        return CheckInView(
            check_in_id=row.id,
            turn=row.turn,
            state=state,
            employee_id=employee.key,
            employee=employee.name,
            manager=manager.name,
            question=question,
            since=since,
            done=steps.index(at) + 1 if at in steps else 0,
            of=len(steps),
            open_steps=self._open_steps(session, row.manager_id, employee.key, state),
            hints=self._hints(state, employee.name) if state.step is Step.REFLECT else (),
            recent_note=self._recent(session, row) if state.step is Step.CONTRACT else "",
            contact=contact_name(session) if speaks_of_hr else "",
            may_skip=profile.need(state.step) is Need.OPTIONAL and state.mode is Mode.DEBRIEF,
            saved=self._saved(session, manager.key, employee.key, state),
            talk_at=self._local(session, manager, state.talk_at),
            agenda=self._agenda(session, manager, employee) if state.step in OPENING else "",
            promised=self._promised(session, manager.key, employee.key) if state.step is Step.INVITE else "",
            nudge=nudged.key_of(row) if state.step is Step.INVITE else "",
            sendable=state.step is Step.SHARE and people.is_here(session, employee),
        )

    def _agenda(self, session: Session, manager: Person, employee: Person) -> str:
        """Return what the employee said the talk should be about, as far as the manager may see it."""
        pair = PairSubject(manager.key, employee.key, reports_now=employee.manager_id == manager.key)
        if not can(Actor(manager.key, manager.role), Action.READ_AGENDA, pair):
            return ""
        found = agendas.standing(session, manager.key, [employee.key], self._keeping.clock.now())
        return found[employee.key].words if found else ""

    def past(self, session: Session, check_in_id: str, turn: int) -> PastQuestion | None:
        """Return the question that the turn before `turn` asked, or None when it asked none."""
        row = check_ins.get(session, check_in_id)
        if row is None:
            return None
        log = {entry.turn: entry for entry in check_ins.turns(session, row)}
        before, after = log.get(turn - 1), log.get(turn)
        employee = session.get_one(people.Person, row.employee_id)
        last = records.newest_between(session, row.manager_id, employee.key)
        return PastQuestion(
            step=Step(before.step) if before else Step.CONTRACT,
            question=before.question if before else "",
            employee=employee.name,
            since=last.met_on if last else None,
            said_something=bool(after and after.said),
        )

    def _open_steps(
        self, session: Session, manager_id: int, employee_id: int, state: CheckIn
    ) -> tuple[OpenStep, ...]:
        if state.step is not Step.RECALL:
            return ()
        found = self._keeping.open_steps(session, manager_id, employee_id)
        both = (manager_id, employee_id)
        owners = {action.number: both if action.both else (action.owner_id or 0,) for action in found}
        names = {
            person.key: person.name
            for person in people.by_ids(session, {owner for each in owners.values() for owner in each})
        }
        return tuple(
            OpenStep(
                action_id=action.number,
                owners=tuple(names[each] for each in owners[action.number] if each in names),
                what=action.what,
                due=action.due,
                due_text=action.due_text,
                worth_asking=action.worth_asking,
            )
            for action in found
            if action.number not in state.recalled
        )

    @staticmethod
    def _saved(
        session: Session, manager_id: int, employee_id: int, state: CheckIn
    ) -> tuple[editions.SavedMessage, ...]:
        """Return what the manager saved since the last talk and has not used in this one."""
        if state.step is not Step.EVIDENCE or state.finishing:
            return ()
        last = records.newest_between(session, manager_id, employee_id)
        since = last.created_at if last else None
        used = "\n".join(state.evidence)
        found = editions.saved_about(session, manager_id, employee_id, since=since)
        return tuple(message for message in found if message.words not in used)

    @staticmethod
    def _local(session: Session, manager: people.Person, instant: datetime | None) -> datetime | None:
        return instant.astimezone(people.zone_of(session, manager.key)) if instant else None

    @staticmethod
    def _promised(session: Session, manager_id: int, employee_id: int) -> str:
        mine = [
            action.what
            for action in actions.open_actions(session, manager_id, employee_id)
            if action.both or action.owner_id == manager_id
        ]
        return mine[0] if mine else ""

    def _recent(self, session: Session, row: Conversation) -> str:
        note = self._keeping.recent_note(session, row)
        return f"{note.note_id}:{note.version}" if note else ""

    def _hints(self, state: CheckIn, employee: str) -> tuple[Hint, ...]:
        said = "\n".join((*state.evidence, state.voice, *(step.what for step in state.promises)))
        found = coaching_index(
            said, (), self._keeping.lexicon, written_names(employee), voice=bool(state.voice)
        ).hints
        # A promise filled into the form is settled however its words read.
        return tuple(hint for hint in found if not (state.promises and hint.key == "action"))


def contact_name(session: Session) -> str:
    """Return who helps where a check-in must not go on: the HR partner, otherwise the HR admin, by name."""
    contact = people.contact_id(session)
    return session.get_one(people.Person, contact).name if contact is not None else ""
