"""Looking an answer up: outside any transaction, and finished by somebody else when this process dies."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

import structlog

from bot.features.policies.answers import CLAUSES_MOST, Answer, Citation, Sentence
from bot.features.policies.asking import TRIES, rewritten
from bot.language.writer import Quoted

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.features.policies.asking import Asking, Work
    from bot.features.policies.library import Library
    from bot.language.writer import Answerer, Composed
    from bot.transactions import Transactions
    from knowledge.passages import Passage
    from knowledge.search import Finding

log = structlog.get_logger(__name__)


class Answerers(Protocol):
    """Who puts answers into words for whom: within each person's share of the day, and hiding names."""

    async def answerer_for(self, person_id: int) -> Answerer:
        """Return who does it for a person."""
        ...


class Answering:
    """Looks answers up and has them stored. `hurry` wakes the sender."""

    def __init__(
        self,
        transactions: Transactions,
        service: Asking,
        library: Library,
        hurry: Callable[[], None],
        answerers: Answerers | None = None,
    ) -> None:
        self._transactions = transactions
        self._service = service
        self._library = library
        self._hurry = hurry
        self._answerers = answerers
        self._begun: set[asyncio.Task[bool]] = set()

    async def answer(self, question_id: str) -> bool:
        """Answer a stored question; return whether the answer goes to a channel.

        What goes wrong on the way is tried again by `finish_left`, and in the end answered with whom to ask.
        """
        try:
            work = await self._transactions.read(self._service.work, question_id)
            if work is None:
                return False
            public = await self._transactions.write(
                self._service.conclude, question_id, await self._answer_to(work)
            )
        except Exception as problem:  # noqa: BLE001 - the question is stored; its words may be in the exception
            log.error("a question was not answered", error=type(problem).__name__)  # noqa: TRY400
            return False
        self._hurry()
        return public

    def begin(self, question_id: str) -> None:
        """Answer a stored question in the background."""
        task = asyncio.ensure_future(self.answer(question_id))
        self._begun.add(task)
        task.add_done_callback(self._begun.discard)

    async def speaks_of(self, words: str) -> bool:
        """Return whether the rules for everybody answer a word or two."""
        return (await self._library.ask(words, self._service.public_view())).answered

    async def finds(self, work: Work) -> Finding:
        """Return what the rules say to a question, by the first way to put it that is answered."""
        finding = None
        for view in work.views:
            for text in work.texts:
                finding = await self._library.ask(text, view)
                if finding.answered:
                    return finding
        assert finding is not None  # noqa: S101 - there is always a view and a text
        return finding

    async def finish_left(self) -> None:
        """Answer every question that whoever took it did not. Running it again changes nothing."""
        if not await self._transactions.read(self._service.any_left):
            return
        while (question_id := await self._transactions.write(self._service.claim)) is not None:
            await self.answer(question_id)

    async def _answer_to(self, work: Work) -> Answer:
        try:
            return await self._looked_up(work)
        except Exception as problem:
            if work.attempts < TRIES:
                raise
            log.error("a question was given up", attempts=work.attempts, error=type(problem).__name__)  # noqa: TRY400
            return Answer(failed=True)

    async def _looked_up(self, work: Work) -> Answer:
        answerer = None if self._answerers is None else await self._answerers.answerer_for(work.asker_id)
        if answerer is not None and work.earlier and not work.topic:
            better = await answerer.rewrite(work.words, work.earlier, work.language)
            work = rewritten(work, better) if better.strip() else work
        finding = await self.finds(work)
        answer = drawn_from(finding, work.language)
        if answerer is None or not answer.citations or work.topic:
            return answer
        passages = [Quoted(each.clause, each.version, each.text) for each in _cited(finding, work.language)]
        composed = await answerer.compose(work.texts[0], passages, work.language)
        return answer if composed is None else worded(answer, composed)


def drawn_from(finding: Finding, language: str) -> Answer:
    """Return the answer that what was found gives: at most three clauses, best first, or none at all."""
    if not finding.answered:
        nearest = finding.hits[0].passage.document if finding.hits else ""
        return Answer(confidence=finding.confidence, nearest=nearest)
    cited = _cited(finding, language)
    citations = tuple(
        Citation(
            document=passage.document,
            version=passage.version,
            language=passage.language,
            clause=passage.clause,
            quotes=tuple((span.start, span.end) for each, span in finding.quotes if each.key == passage.key),
        )
        for passage in cited
    )
    return Answer(
        citations=citations,
        confidence=finding.confidence,
        restricted=any(passage.audience != "everyone" for passage in cited),
    )


def worded(answer: Answer, composed: Composed) -> Answer:
    """Return an answer in a model's checked words: the clauses it quotes, in its order, with what it quotes of them."""
    quotes: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for sentence in composed.sentences:
        for each in sentence.quotations:
            found = quotes.setdefault((each.source.clause, each.source.version), [])
            if (each.start, each.end) not in found:
                found.append((each.start, each.end))
    by_clause = {(each.clause, each.version): each for each in answer.citations}
    citations = tuple(
        replace(by_clause[name], quotes=tuple(spans)) for name, spans in quotes.items() if name in by_clause
    )
    sentences = tuple(Sentence(each.text, each.clauses[0]) for each in composed.sentences if each.text)
    return replace(answer, citations=citations, sentences=sentences)


def _cited(finding: Finding, language: str) -> list[Passage]:
    """Return the passages an answer cites: each clause once, in the asker's language where it was found in that."""
    chosen: dict[tuple[str, str, str], Passage] = {}
    for passage, _ in finding.quotes:
        same = (passage.document, passage.version, passage.clause)
        known = chosen.get(same)
        if known is None or (known.language != language and passage.language == language):
            chosen[same] = passage
    return list(chosen.values())[:CLAUSES_MOST]
