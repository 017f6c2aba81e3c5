"""Answers that appear while a model composes them, in the local workspace, also when a process dies meanwhile."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from bot.delivery.reconciliation import metadata_for
from bot.features.policies.appearing import Watched
from bot.features.policies.lookups import Place, Source
from bot.language.writer import Composed, Quotation, Sentence
from bot.slack.streams import Streams
from bot.workspace.server import running
from bot.workspace.state import Workspace
from storage.outbox import Operation, State
from tests.acceptance.workspace import stage as small
from tests.integration.policies.desk import Desk, actions

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator, Sequence

    from bot.language.writer import Quoted
    from bot.workspace.models import Message
    from bot.workspace.server import Server

ASKED = "Is recognition a score item?"


@dataclass
class Model:
    """Says two sentences that quote the first clause it is offered; stops before the second until `go` is set."""

    go: asyncio.Event = field(default_factory=asyncio.Event)
    said: asyncio.Event = field(default_factory=asyncio.Event)

    async def rewrite(self, question: str, earlier: Sequence[str], language: str) -> str:
        """Return the question."""
        del earlier, language
        return question

    async def compose(self, question: str, passages: Sequence[Quoted], language: str) -> Composed | None:
        """Return the answer at once."""
        return Composed(tuple([each async for each in self.compose_stream(question, passages, language)]))

    async def compose_stream(
        self, question: str, passages: Sequence[Quoted], language: str
    ) -> AsyncGenerator[Sentence, None]:
        """Give the answer sentence by sentence."""
        del question, language
        quotation = Quotation(passages[0], 0, len(passages[0].text))
        yield Sentence("Anyone may recognise anyone.", (quotation,))
        self.said.set()
        await self.go.wait()
        yield Sentence("Recognition is not a score item.", (quotation,))


@dataclass
class Room:
    """A person who asks in the workspace, and whoever answers."""

    server: Server
    channel: str
    asked: Message
    streams: Streams
    model: Model = field(default_factory=Model)

    @property
    def watched(self) -> Watched:
        return Watched(self.channel, self.asked.ts, "T0WORKSPACE", small.ANA)

    @property
    def source(self) -> Source:
        return Source(Place.DIRECT, self.channel, self.asked.ts)

    def replies(self) -> list[Message]:
        """Return what stands under the question."""
        workspace = self.server.workspace
        return workspace.messages(self.channel, thread_ts=self.asked.ts, viewer=small.ANA)[1:]

    def staffed(self, desk: Desk, owner: str = "this") -> Desk:
        """Return a process with the model and the stage."""

        async def answerer_for(_person_id: int) -> Model:
            return self.model

        return Desk(
            desk.database,
            desk.transactions,
            answerer_for,
            clock=desk.clock,
            people=desk.people,
            search=desk.search,
            stage=self.streams,
            owner=owner,
            alone=True,
        )

    async def ask(self, desk: Desk) -> str:
        """Store the question as a listener does, and return its id."""
        return await desk.transactions.write(
            desk.service.take, desk.people["lin"], ASKED, self.source, "en-US"
        )


@pytest.fixture
async def room(desk: Desk) -> AsyncIterator[Room]:
    workspace = Workspace.open(small.seed(), None)
    async with running(workspace) as server:
        channel = workspace.open_dm(small.ANA, small.BOT).id
        asked = await server.acts.say(small.ANA, channel, ASKED)
        slack = small.client(server)
        slack.retry_handlers = []
        yield Room(server, channel, asked, Streams(slack, metadata_for, desk.clock))
    workspace.close()


async def test_an_answer_appears_sentence_by_sentence_and_becomes_the_whole_answer(
    desk: Desk, room: Room
) -> None:
    here = room.staffed(desk)
    question = await room.ask(here)
    answering = asyncio.ensure_future(here.answering.answer(question, room.watched))
    await room.model.said.wait()
    [message] = room.replies()
    assert (message.text, message.streaming) == ("Anyone may recognise anyone. (PM-3.5)", True)
    room.model.go.set()
    await answering
    [message] = room.replies()
    assert message.text.endswith("Recognition is not a score item. (PM-3.5)")
    assert not message.streaming
    stands, whole = here.posted()
    assert (stands.state, stands.channel_id, stands.ts) == (State.SENT, room.channel, message.ts)
    assert message.metadata == metadata_for(stands.delivery_id)
    assert (whole.op, whole.target_key) == (Operation.UPDATE, stands.key)
    drawn = await here.drawn(whole)
    assert {"asking.rate", "asking.hr", "asking.whole"} <= actions(drawn).keys()


async def test_a_plain_post_is_all_there_is_where_nobody_watches_or_there_is_no_room(
    desk: Desk, room: Room
) -> None:
    here = room.staffed(desk)
    room.model.go.set()
    await here.answering.answer(await room.ask(here))
    here.clock.advance(minutes=1)
    room.streams._rests_until = here.clock.now().replace(year=2027)
    await here.answering.answer(await room.ask(here), room.watched)
    assert room.replies() == []
    assert [row.op for row in here.posted()] == [Operation.POST] * 2


async def died(desk: Desk, room: Room, moment: str) -> str:
    """Ask a process that dies at a moment; return the question."""
    here = room.staffed(desk, "dead")
    question = await room.ask(here)
    begin = room.streams._begin

    async def never(*_: object) -> str:
        raise asyncio.CancelledError

    async def unlearnt(*about: object) -> str:
        await begin(*about)  # type: ignore[arg-type]
        raise asyncio.CancelledError

    if moment != "between two sentences":
        room.streams._begin = never if moment == "before Slack is asked" else unlearnt  # type: ignore[method-assign]
    answering = asyncio.ensure_future(here.answering.answer(question, room.watched))
    if moment == "between two sentences":
        await room.model.said.wait()
        answering.cancel()
    with pytest.raises(asyncio.CancelledError):
        await answering
    room.streams._begin = begin  # type: ignore[method-assign]
    return question


@pytest.mark.parametrize(
    ("moment", "stands"),
    [
        ("before Slack is asked", False),
        ("before it learns of the message", True),
        ("between two sentences", True),
    ],
)
async def test_an_answer_whose_process_died_is_finished_once_in_the_message_that_was_begun(
    desk: Desk, room: Room, moment: str, *, stands: bool
) -> None:
    await died(desk, room, moment)
    there = room.staffed(desk, "alive")
    room.model.go.set()
    await there.answering.finish_left()
    await there.answering.finish_left()
    if not stands:
        assert room.replies() == []
        assert [row.op for row in there.posted()] == [Operation.POST]
        return
    [message] = room.replies()
    assert not message.streaming
    adopted, whole = there.posted()
    assert (adopted.state, adopted.ts, whole.target_key) == (State.SENT, message.ts, adopted.key)


async def test_an_answer_is_not_given_twice_when_slacks_reply_to_its_beginning_is_lost(
    desk: Desk, room: Room
) -> None:
    here = room.staffed(desk)
    room.model.go.set()
    question = await room.ask(here)
    begin = room.streams._begin

    async def lost(*about: object) -> str:
        await begin(*about)  # type: ignore[arg-type]
        raise TimeoutError

    room.streams._begin = lost  # type: ignore[method-assign]
    await here.answering.answer(question, room.watched)
    [message] = room.replies()
    adopted, _ = here.posted()
    assert (adopted.state, adopted.ts, message.streaming) == (State.SENT, message.ts, False)


async def test_while_slack_does_not_tell_what_stands_there_the_question_waits(desk: Desk, room: Room) -> None:
    await died(desk, room, "between two sentences")
    there = room.staffed(desk, "alive")
    room.model.go.set()
    room.server.workspace.faults.drop_reply_rate = 1.0
    await there.answering.finish_left()
    assert there.posted() == []
    room.server.workspace.faults.drop_reply_rate = 0.0
    there.clock.advance(minutes=2)
    await there.answering.finish_left()
    [message] = room.replies()
    assert there.posted()[0].ts == message.ts
