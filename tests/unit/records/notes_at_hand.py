"""Notes for tests, made from a few words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from bot.features.records.notes import (
    Answer,
    Block,
    Edition,
    NoteView,
    Party,
    Promise,
    Response,
    Status,
    Visibility,
)

DANA = Party(1, "Dana Li")
CHEN = Party(2, "Chen Wei")
MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def block(name: str, text: str, visibility: Visibility = Visibility.SHARED) -> Block:
    return Block(name, visibility, text)


def edition(version: int, *blocks: Block, reason: str = "") -> Edition:
    return Edition(version, DANA, MONDAY + timedelta(hours=version), reason, blocks)


def note(
    *editions: Edition, reader: Party = CHEN, status: Status = Status.IN_REVIEW, zone: str = "UTC"
) -> NoteView:
    return NoteView(
        note_id="n" * 32,
        kind="one_on_one",
        met_on=date(2026, 3, 2),
        partial=False,
        status=status,
        review_ends_at=datetime(2026, 3, 6, tzinfo=UTC),
        manager=DANA,
        employee=CHEN,
        reader_id=reader.person_id,
        timezone=zone,
        editions=editions,
        responses=(),
        promises=(),
    )


def dispute(number: int, quote: str, text: str, version: int = 1) -> Response:
    return Response(number, version, CHEN, Answer.DISPUTED, text, quote, MONDAY + timedelta(days=1))


def comment(number: int, text: str, version: int = 1) -> Response:
    return Response(number, version, CHEN, Answer.COMMENTED, text, "", MONDAY + timedelta(days=number))


def promise(number: int, what: str, owner: Party | None = DANA, due: date | None = None) -> Promise:
    return Promise(number, what, owner, due, "" if due else "before our next talk", "open", None)


def answered(view: NoteView, *responses: Response) -> NoteView:
    return replace(view, responses=responses)
