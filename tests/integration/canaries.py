"""Two hundred words that exist nowhere else, planted wherever a person's words and names can be."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from bot.delivery.outbox import Outbox
from bot.features.records.note_ref import NoteRef
from bot.features.records.service import RecordsService
from bot.working_days import WorkingDays
from storage import check_ins, hr_questions, inbox, legal_holds, model_use, note_reads, questions, records
from storage.actions import DraftAction
from storage.check_ins import Conversation, Turn
from storage.one_on_ones import OneOnOneSeries
from storage.people import Person, SlackAccount
from storage.records import DraftBlock
from storage.reporting_lines import ReportingLine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sqlmodel import Session

    from storage.database import Database
    from tests.clock import MovableClock

BLOCKS = ("focus", "evidence", "voice", "options", "summary")
AUDIENCES = (records.PRIVATE, records.SHARED, records.SHARED_HR, records.RECIPIENT)
NAME_HAN, NAME_LATIN = "翟楚翘", "Qwyllian Zephyrine"
EMAIL, TITLE, SHOWN, USER = "qwyll.zephyr@example.com", "Xylograph Keeper", "qwyzzie", "U0QWYLL"


@dataclass
class Planted:
    """Everybody in place, and what was said. `words` must die with the leaver, `others` and `rules` must not.

    `rules` is what others asked about the rules and were answered.
    """

    database: Database
    clock: MovableClock
    service: RecordsService
    manager: int = 0
    leaver: int = 0
    report: int = 0
    colleague: int = 0
    words: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)
    theirs: list[NoteRef] = field(default_factory=list)
    untouched: list[NoteRef] = field(default_factory=list)

    def word(self, where: str) -> str:
        """Return a sentence that is nowhere else, in both scripts, and remember that it must die."""
        number = len(self.words)
        sentence = f"kanarie{number:03}x {where} 金丝雀{chr(0x4E00 + 7 * number)}{chr(0x5E00 + 11 * number)}"
        self.words.append(sentence)
        return sentence

    def other(self, where: str) -> str:
        """Return a sentence that must stay readable."""
        self.others.append(f"nachtigall{len(self.others):03} {where}")
        return self.others[-1]

    def rule(self, where: str) -> str:
        """Return a sentence about the rules that must stay readable."""
        self.rules.append(f"rotkehlchen{len(self.rules):03} {where}")
        return self.rules[-1]


def plant(database: Database, clock: MovableClock) -> Planted:
    """Fill a database: notes on both sides, conversations, messages, deliveries, accounts."""
    found = Planted(database, clock, RecordsService(clock, Outbox(clock), WorkingDays("CN")))
    with database.transaction() as session:
        _people(session, found)
        for round_ in range(5):
            for audience in AUDIENCES:
                blocks = tuple(DraftBlock(name, audience, found.word(name)) for name in BLOCKS)
                found.theirs.append(_note(session, found, found.manager, found.leaver, blocks, round_))
        for _ in range(5):
            private = tuple(DraftBlock(name, records.PRIVATE, found.word(name)) for name in BLOCKS)
            found.theirs.append(_note(session, found, found.leaver, found.report, private, 9))
        # What the leaver shared with a report is the report's, and stays.
        shared = tuple(DraftBlock(name, records.SHARED, found.other(name)) for name in BLOCKS)
        found.untouched.append(_note(session, found, found.leaver, found.report, shared, 10, mine=False))
        both = tuple(DraftBlock(name, records.SHARED, found.other(name)) for name in BLOCKS)
        found.untouched.append(_note(session, found, found.manager, found.colleague, both, 11, mine=False))
        _under_way(session, found)
        legal_holds.place(session, found.leaver, found.word("reason of a hold"), None, clock.now())
        legal_holds.release(session, found.leaver, None, clock.now())
    _answers(found)
    _questions(found)
    _delivery(found)
    with database.transaction() as session:
        session.get_one(Person, found.leaver).left_on = clock.now().date()
    return found


def held_bytes(database: Database, folder: Path) -> Iterator[bytes]:
    """Give every value of every table, and every byte of every file of the folder."""
    from storage.schema import METADATA  # noqa: PLC0415 - all tables, those of later features too

    with database.snapshot() as session:
        for table in METADATA.sorted_tables:
            for row in session.connection().execute(table.select()):
                yield from map(_as_bytes, row)
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.read_bytes()


def disguises(text: str) -> set[bytes]:
    """Return the ways a text, or a part of it, may lie somewhere."""
    pieces = {text, *(piece for piece in text.split() if piece.startswith(("kanarie", "金丝雀")))}
    return {
        form
        for piece in pieces
        for form in (piece.encode(), piece.encode("utf-16-le"), json.dumps(piece)[1:-1].encode())
    }


def _people(session: Session, found: Planted) -> None:
    def hire(name: str, email: str, manager: int | None = None, title: str = "") -> int:
        person = Person(name=name, email=email, title=title, manager_id=manager, start_date=date(2020, 1, 1))
        session.add(person)
        session.flush()
        return person.key

    found.manager = hire("Dana Li", "dana@example.com")
    found.leaver = hire(f"{NAME_HAN} {NAME_LATIN}", EMAIL, found.manager, TITLE)
    found.report = hire("Chen Wei", "chen@example.com", found.leaver)
    found.colleague = hire("Sam Roe", "sam@example.com", found.manager)
    found.words += [NAME_HAN, NAME_LATIN, EMAIL, TITLE, SHOWN]
    session.add(
        SlackAccount(
            team_id="T1", user_id=USER, person_id=found.leaver, display_name=SHOWN, checked_at=found.clock.now()
        )
    )  # fmt: skip
    session.add(ReportingLine(employee_id=found.leaver, manager_id=found.manager))
    session.flush()


def _note(  # noqa: PLR0913, PLR0917 - whose it is and what it says
    session: Session,
    found: Planted,
    manager: int,
    employee: int,
    blocks: tuple[DraftBlock, ...],
    minutes: int,
    *,
    mine: bool = True,
) -> NoteRef:
    words = found.word if mine else found.other
    draft = records.DraftNote(
        check_in_id=None,
        kind="one_on_one",
        mode="debrief",
        manager_id=manager,
        employee_id=employee,
        met_on=found.clock.now().date(),
        cycle_id=None,
        partial=False,
        blocks=(*blocks, DraftBlock("actions", blocks[0].visibility, words("step block"))),
        actions=(DraftAction(words("promise"), manager, None, words("due")),),
        review_ends_at=found.clock.now() + timedelta(days=3),
    )
    now = found.clock.now() + timedelta(minutes=minutes)
    note = records.create(session, draft, now)
    note_reads.keep(session, note.id, employee, version=1, as_relation="self", at=now)
    return NoteRef(note.id, 1)


def _under_way(session: Session, found: Planted) -> None:
    now = found.clock.now()
    for number, (manager, employee) in enumerate(
        ((found.manager, found.leaver), (found.leaver, found.report))
    ):
        state = {
            "slots": {name: found.word(f"slot {name}") for name in BLOCKS},
            "hints": [found.word("hint")],
        }
        talk = Conversation(
            id=f"c{number}", manager_id=manager, employee_id=employee, kind="one_on_one", step="voice", turn=1,
            state=json.dumps(state), started_at=now, touched_at=now,
        )  # fmt: skip
        check_ins.add(session, talk)
        for turn in range(4):
            check_ins.log(session, talk, Turn(turn, "voice", "said", "", found.word("turn"), now))
        session.add(
            OneOnOneSeries(
                manager_id=manager, employee_id=employee, wall_time="14:00", timezone="UTC",
                next_on=now.date(), next_at=now, due_at=now,
            )
        )  # fmt: skip
    outbox = Outbox(found.clock)
    for to in (found.leaver, found.manager):
        outbox.post(
            session,
            key=f"note:{to}",
            kind="records.kept",
            payload={"note_id": found.theirs[0].note_id},
            to=to,
        )
    outbox.post(session, key="to the user", kind="slack.sentence", payload={"key": "x"}, to=USER)


def _answers(found: Planted) -> None:
    """Correct, comment and dispute, as the service does."""
    shared = found.theirs[1]
    with found.database.transaction() as session:
        texts = {"focus": found.word("second edition")}
        found.service.correct(session, found.manager, shared, texts, found.word("reason"))
    now = NoteRef(shared.note_id, 2)
    with found.database.transaction() as session:
        found.service.acknowledge(session, found.leaver, now)
        found.service.add_view(session, found.leaver, now, found.word("view"))
        found.service.question(session, found.leaver, now, "focus:0", found.word("dispute"))


def _questions(found: Planted) -> None:
    """Ask about the rules, ask HR, answer as HR: the leaver asks and the report answers, then the other way round."""
    for asker, author, say in (
        (found.leaver, found.report, found.word),
        (found.report, found.leaver, found.rule),
    ):
        with found.database.transaction() as session:
            _asked_and_answered(session, found, asker, author, say)


def _asked_and_answered(
    session: Session, found: Planted, asker: int, author: int, say: Callable[[str], str]
) -> None:
    now = found.clock.now()
    sentence = {"text": say("sentence of an answer"), "clause": "PM-3.4"}
    question = questions.Question(
        id=f"q{asker}", asker_id=asker, place="direct", language="en", state=questions.State.ASKED,
        asked=json.dumps({"words": say("question"), "understood": say("understood")}), asked_at=now,
    )  # fmt: skip
    questions.add(session, question)
    question.state = questions.State.ANSWERED
    question.answer = json.dumps(
        {
            "citations": [], "sentences": [sentence], "confidence": 0.9, "restricted": False, "nearest": "",
            "failed": False,
        }
    )  # fmt: skip
    questions.conclude(session, question, now=now)
    questions.rate(session, question.id, "down", now)
    sent = hr_questions.Sent(f"h{asker}", question.id, asker, "en", say("sent to HR"), now)
    hr_questions.add(session, sent)
    # The draft names nobody and is its author's: it lives and dies with them, not with who asked.
    draft = found.word if author == found.leaver else found.rule
    entry = json.dumps({"question": draft("wording"), "answer": draft("entry")})
    hr_questions.answer(session, sent, author, answered=say("answer of HR"), draft=entry, now=now)
    waiting = hr_questions.Sent(f"w{asker}", None, asker, "en", say("still waits"), now)
    hr_questions.add(session, waiting)
    limits = model_use.Limits(9, 999, 9, 999)
    model_use.take(session, asker, now.date(), "m", tokens=1, limits=limits)


def _delivery(found: Planted) -> None:
    """Store deliveries of theirs that have not taken effect, where deliveries are stored, and one of somebody else."""
    intake = found.database.intake()
    if intake is not found.database:
        inbox.prepare(intake)
    for number, (user, words) in enumerate(
        (
            (USER, found.word("delivery")),
            (USER, found.word("delivery")),
            ("U0SAM", found.other("delivery")),
        )
    ):
        body = {"event": {"user": user, "text": words}, "event_id": f"E{number}"}
        inbox.receive(intake, f"T1:E{number}", body, datetime(2026, 3, 2, tzinfo=UTC), timedelta(seconds=20))
    if intake is not found.database:
        intake.close()


def _as_bytes(value: object) -> bytes:
    if isinstance(value, bytes | memoryview):
        return bytes(value)
    return (
        json.dumps(value, ensure_ascii=False).encode()
        if isinstance(value, dict | list)
        else str(value).encode()
    )
