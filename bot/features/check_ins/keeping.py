"""What happens in the database when a conversation moves: its row, its turns, its messages and its note."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING
from uuid import uuid4

from pydantic import TypeAdapter

from bot.features.check_ins import nudged, rules
from bot.features.check_ins.drafts import draft_actions, draft_blocks, written
from bot.features.check_ins.events import Said, Start
from bot.features.check_ins.profiles import question_for
from bot.features.check_ins.states import ASKING, TALKING, CheckIn, Mode, Setting, Step
from bot.language.names import written_names
from storage import (
    actions,
    check_ins,
    one_on_ones,
    outbox,
    people,
    pilots,
    records,
    relations,
    sight,
)
from storage.check_ins import Conversation, Turn
from storage.outbox import Priority

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from sqlmodel import Session

    from bot.clock import Clock
    from bot.delivery.outbox import Outbox
    from bot.features.check_ins.calendar import Calendar
    from bot.features.check_ins.events import Event
    from bot.features.check_ins.profiles import BankQuestion
    from bot.features.check_ins.states import Profile
    from bot.features.check_ins.wording import Lexicon
    from prompts.catalog import Catalog

PROMPT, ANSWERED, REFUSED = "check_ins.prompt", "check_ins.answered", "check_ins.refused"
"""Outgoing messages: the conversation as it stands; an earlier question, now without its buttons; a refusal."""

RECALL_MAX = 3

_codec: TypeAdapter[CheckIn] = TypeAdapter(CheckIn)


def state_of(row: Conversation) -> CheckIn:
    """Return the conversation as the rules know it."""
    return state_from(row.state)


def state_from(words: str) -> CheckIn:
    """Return the conversation that `stored` wrote down."""
    return _codec.validate_json(words)


def stored(check_in: CheckIn) -> str:
    """Return a conversation as JSON."""
    return _codec.dump_json(check_in).decode()


@dataclass(frozen=True)
class Keeping:
    """Applies events to stored conversations and puts everything that follows from them."""

    outbox: Outbox
    clock: Clock
    calendar: Calendar
    zone: ZoneInfo
    profiles: Mapping[str, Profile]
    questions: Sequence[BankQuestion]
    lexicon: Lexicon
    catalog: Catalog
    review_ends: Callable[[Session, int], datetime]
    """When a review by this employee that begins now would end."""

    def begin(  # noqa: PLR0913 - what a conversation starts from
        self,
        session: Session,
        check_in: CheckIn,
        manager_id: int,
        employee_id: int,
        *,
        occurrence: str | None = None,
        start: Start | None = None,
        thread_key: str | None = None,
    ) -> Conversation:
        """Store a new conversation, invited or started at once, and put its first message, under another's if given.

        Raises KeyDestroyedError when nothing can be kept about one of the two any more.
        """
        now = self.clock.now()
        row = Conversation(
            id=uuid4().hex,
            manager_id=manager_id,
            employee_id=employee_id,
            kind=check_in.kind,
            step=check_in.step,
            turn=check_in.turn,
            state=stored(check_in),
            occurrence=occurrence,
            started_at=now,
            touched_at=now,
            wake_at=self._wake_at(check_in),
        )
        check_ins.add(session, row)
        if start is not None:
            self.apply(session, row, start, new_message=True)
            return row
        self._log(session, row, check_in, "invite", "")
        self._show(session, row, new_message=True, thread_key=thread_key)
        check_ins.keep(session, row)
        return row

    def apply(self, session: Session, row: Conversation, event: Event, *, new_message: bool) -> CheckIn:
        """Move a conversation on by one event: store it, log the turn, put its message, its note when it ends.

        `new_message`: the conversation goes on below what was typed; otherwise the message shown is redrawn.
        """
        before = state_of(row)
        nudged.note(session, row, before.step, event, self.clock.now())
        after = rules.advance(before, event, self.setting(session, row, before))
        row.state, row.step, row.turn = stored(after), after.step, after.turn
        row.touched_at = self.clock.now()
        row.wake_at = self._wake_at(after)
        # A message that led to a hand-off is not kept, not even in the log of turns.
        heard = event.text if isinstance(event, Said) and not after.reason.startswith("handoff") else ""
        self._log(session, row, after, type(event).__name__.lower(), heard or written(event))
        if after.ended:
            self._close(session, row, after)
        self._show(session, row, new_message=new_message)
        check_ins.keep(session, row)
        return after

    def refuse(self, session: Session, manager_id: int, topic: str, under_way: Conversation | None) -> None:
        """Say what the bot never does, with the evidence noted so far where the talk is about somebody."""
        self.outbox.post(
            session,
            key=f"refused:{uuid4().hex}",
            kind=REFUSED,
            payload={"topic": topic, "employee_id": under_way.employee_id if under_way else None},
            to=manager_id,
        )

    def setting(self, session: Session, row: Conversation, check_in: CheckIn) -> Setting:
        """Return what the rules must know of the world for this conversation."""
        manager, employee = people.pair(session, row.manager_id, row.employee_id)
        today = self.today(session, manager.key)
        series = one_on_ones.of_pair(session, row.manager_id, employee.key)
        planned = series.planned_at if series else None
        next_talk = planned.astimezone(people.zone_of(session, manager.key)).date() if planned else None
        open_ones = self.open_steps(session, row.manager_id, employee.key)
        return Setting(
            profile=self.profiles[check_in.kind],
            lexicon=self.lexicon,
            today=today,
            manager_names=written_names(manager.name),
            employee_names=written_names(employee.name),
            next_talk=next_talk if next_talk and next_talk > today else None,
            open_actions=tuple(action.number for action in open_ones),
            recent_note=self.recent_note(session, row) is not None,
        )

    def open_steps(self, session: Session, manager_id: int, employee_id: int) -> list[actions.Promise]:
        """Return the open steps a talk recalls: the pair's own, and those taken over from a former manager."""
        reader = relations.reader(session, manager_id, self.clock.now().date())
        return sight.promises_for(session, reader, employee_id=employee_id)[:RECALL_MAX]

    def today(self, session: Session, manager_id: int) -> date:
        """Return the calendar day where the manager is: theirs is the "tomorrow" they write of."""
        return self.clock.now().astimezone(people.zone_of(session, manager_id)).date()

    def recent_note(self, session: Session, row: Conversation) -> records.PastTalk | None:
        """Return the pair's whole note of the last two days, when there is one."""
        note = records.newest_between(session, row.manager_id, row.employee_id or 0)
        fresh = note is not None and self.clock.now() - note.created_at < rules.RECENT_FOR
        return note if fresh else None

    def show_again(self, session: Session, row: Conversation) -> None:
        """Show a conversation as it stands below what was typed; nothing else changes."""
        again = f"check_in:{row.id}:{row.turn}:{self.clock.now().timestamp():.6f}"
        payload = {"check_in_id": row.id, "turn": row.turn}
        if row.card:
            self.outbox.update(
                session, key=f"{again}:answered", target_key=row.card, kind=ANSWERED, payload=payload
            )
        self.outbox.post(session, key=again, kind=PROMPT, payload=payload, to=row.manager_id)
        row.card = again
        check_ins.keep(session, row)

    def question(self, session: Session, row: Conversation, check_in: CheckIn) -> tuple[str, date | None]:
        """Return the question asked at an asking step, and the day of the pair's last talk."""
        last = records.newest_between(session, row.manager_id, row.employee_id or 0)
        known = frozenset({"n", "d"}) if last else frozenset({"n"})
        earlier = records.count_between(session, row.manager_id, row.employee_id or 0)
        key = question_for(
            self.questions,
            kind=check_in.kind,
            step=check_in.step,
            mode=check_in.mode or Mode.DEBRIEF,
            known=known,
            earlier=earlier,
        )
        return key, last.met_on if last else None

    def _show(
        self, session: Session, row: Conversation, *, new_message: bool, thread_key: str | None = None
    ) -> None:
        shown = f"check_in:{row.id}:{row.turn}"
        payload = {"check_in_id": row.id, "turn": row.turn}
        if new_message or not self._card_is_there(session, row):
            # The next question first, for somebody waits for it; what was answered loses its buttons after that.
            # An invitation nobody asked for goes out in open hours only, and behind what somebody waits for.
            urgency = Priority.NUDGE if row.step == Step.INVITE else Priority.REPLY
            self.outbox.post(
                session,
                key=shown,
                kind=PROMPT,
                payload=payload,
                to=row.manager_id,
                priority=urgency,
                thread_key=thread_key,
            )
            if row.card:
                self.outbox.update(
                    session, key=f"{shown}:answered", target_key=row.card, kind=ANSWERED, payload=payload
                )
            row.card = shown
        else:
            self.outbox.update(session, key=shown, target_key=row.card, kind=PROMPT, payload=payload)

    @staticmethod
    def _card_is_there(session: Session, row: Conversation) -> bool:
        """Return whether the message showing the conversation was sent, or still will be."""
        state = outbox.state_of(session, row.card) if row.card else None
        return state not in {None, outbox.State.CANCELLED, outbox.State.FAILED}

    def _log(self, session: Session, row: Conversation, state: CheckIn, event: str, said: str) -> None:
        question = self.question(session, row, state)[0] if state.step in ASKING and state.mode else ""
        now = self.clock.now()
        check_ins.log(session, row, Turn(row.turn, row.step, event, question, said, now))

    def _wake_at(self, check_in: CheckIn) -> datetime | None:
        now = self.clock.now()
        if check_in.step in {Step.INVITE, Step.CONTRACT}:
            return self.calendar.deadline(now, rules.INVITE_WORKING_DAYS, self.zone.key)
        if check_in.step is Step.SNOOZED:
            return now + rules.SNOOZE_FOR
        if check_in.step is Step.PARKED:
            return now + rules.PARKED_FOR
        return now + rules.PARK_AFTER if check_in.step in TALKING else None

    def _close(self, session: Session, row: Conversation, check_in: CheckIn) -> None:
        today = self.today(session, row.manager_id)
        for action_id, decision in check_in.recalled.items():
            actions.decide(session, action_id, decision, today)
        if not check_in.says_something or check_in.mode is None:
            return
        manager, employee = people.pair(session, row.manager_id, row.employee_id)
        cycle = pilots.current(session, employee.key, today)
        account = people.account_of(session, manager.key)
        words = partial(self.catalog.text, account.locale if account else manager.locale, n=employee.name)
        note = records.create(
            session,
            records.DraftNote(
                check_in_id=row.id,
                kind=row.kind,
                mode=check_in.mode,
                manager_id=manager.key,
                employee_id=employee.key,
                met_on=today,
                cycle_id=cycle.id if cycle else None,
                partial=check_in.step is Step.CLOSED_PARTIAL,
                blocks=draft_blocks(check_in, manager.name, employee.name, words),
                actions=draft_actions(check_in, manager.key, employee.key),
                review_ends_at=self.review_ends(session, employee.key),
            ),
            self.clock.now(),
        )
        payload = {"note_id": note.id, "version": note.version}
        self.outbox.post(
            session, key=f"note:{note.id}:v1:manager", kind="records.kept", payload=payload, to=manager.key
        )
        if note.status == records.IN_REVIEW:
            self.outbox.post(
                session,
                key=f"note:{note.id}:v1:review",
                kind="records.to_review",
                payload=payload,
                to=employee.key,
            )
