"""An answer that appears to its asker while it is composed, sentence by checked sentence."""

from __future__ import annotations

from contextlib import aclosing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from bot.language.writer import Composed

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable

    from bot.language.writer import Sentence


@dataclass(frozen=True)
class Watched:
    """Where somebody waits for an answer: the thread of their own message."""

    channel: str
    thread_ts: str
    team_id: str
    user_id: str


class Stage(Protocol):
    """What can show an answer while it is composed."""

    @property
    def has_room(self) -> bool:
        """Whether another answer may appear now; otherwise it is one post."""
        ...

    async def show(self, where: Watched, pieces: AsyncIterator[str], answer_id: str) -> str:
        """Show the pieces as they come; return the message's `ts`, empty where `standing` has to tell."""
        ...

    async def standing(self, channel: str, thread_ts: str, answer_id: str) -> str:
        """Return the `ts` of what was begun for an answer, closed now; empty when nothing was. May raise."""
        ...


class Appearance:
    """One answer on its way to its asker's eyes. `begin` stores that it appears, and says whether it still may."""

    def __init__(
        self, stage: Stage, where: Watched, question_id: str, begin: Callable[[], Awaitable[bool]]
    ) -> None:
        self._stage = stage
        self._where = where
        self._question_id = question_id
        self._begin = begin
        self._begun = False
        self._ts = ""

    async def compose(self, sentences: AsyncGenerator[Sentence, None]) -> Composed | None:
        """Show the sentences as they come, and return all of them; None when there was none."""
        given: list[Sentence] = []
        self._ts = await self._stage.show(self._where, self._pieces(sentences, given), self._question_id)
        return Composed(tuple(given)) if given else None

    async def settled(self) -> str:
        """Return the `ts` of the message that stands there, closed; empty when there is none. May raise."""
        if not self._begun:
            return ""
        return self._ts or await self._stage.standing(
            self._where.channel, self._where.thread_ts, self._question_id
        )

    async def _pieces(
        self, sentences: AsyncGenerator[Sentence, None], given: list[Sentence]
    ) -> AsyncIterator[str]:
        async with aclosing(sentences):
            async for sentence in sentences:
                # Stored before anything is shown: whoever takes over then looks for it.
                if not given:
                    self._begun = await self._begin()
                given.append(sentence)
                if self._begun:
                    yield piece(sentence)


def piece(sentence: Sentence) -> str:
    """Return a sentence as it appears: its words, or what it quotes, and the clauses it stands on."""
    words = sentence.text or " ".join(f"“{quotation.text}”" for quotation in sentence.quotations)
    return f"{words} ({', '.join(sentence.clauses)})"
