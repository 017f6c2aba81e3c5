"""Looking an answer up: outside any transaction, and finished by somebody else when this process dies."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import structlog

from bot.features.policies.answers import CLAUSES_MOST, Answer, Citation, Sentence
from bot.features.policies.appearing import Appearance
from bot.features.policies.asking import TRIES
from bot.features.policies.lookups import rewritten
from bot.language.writer import Quoted

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.features.policies.appearing import Stage, Watched
    from bot.features.policies.asking import Asking
    from bot.features.policies.library import Library
    from bot.features.policies.lookups import Work
    from bot.language.writer import Answerer, Composed
    from bot.transactions import Transactions
    from knowledge.evidence import Finding
    from knowledge.passages import Passage

log = structlog.get_logger(__name__)


class Answering:
    """Looks answers up and has them stored. `hurry` wakes the sender.

    `answerer_for` finds who puts answers into words for a person; without it the rules speak for themselves.
    `stage` shows an answer while it is composed.
    """

    def __init__(  # noqa: PLR0913 - the parts of one way
        self,
        transactions: Transactions,
        service: Asking,
        library: Library,
        hurry: Callable[[], None],
        *,
        answerer_for: Callable[[int], Awaitable[Answerer]] | None = None,
        stage: Stage | None = None,
    ) -> None:
        self._transactions = transactions
        self._service = service
        self._library = library
        self._hurry = hurry
        self._answerer_for = answerer_for
        self._stage = stage
        self._begun: set[asyncio.Task[bool]] = set()

    async def answer(self, question_id: str, watched: Watched | None = None) -> bool:
        """Answer a stored question; return whether the answer goes to a channel.

        `watched` is where the asker waits for it and may see it appear, as far as a model composes it. What goes
        wrong on the way is tried again by `finish_left`, and in the end answered with whom to ask.
        """
        try:
            work = await self._transactions.read(self._service.work, question_id)
            if work is None:
                return False
            appearance = self._appearance(work, watched)
            answer = await self._answer_to(work, appearance)
            ts = await self._standing(work, appearance)
            public = await self._transactions.write(self._service.conclude, question_id, answer, ts)
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
        return await self._library.speaks_of(words, self._service.public_view())

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

    def _appearance(self, work: Work, watched: Watched | None) -> Appearance | None:
        if watched is None or work.appeared or self._stage is None or not self._stage.has_room:
            return None
        begin = partial(self._transactions.write, self._service.appears, work.question_id)
        return Appearance(self._stage, watched, work.question_id, begin)

    async def _standing(self, work: Work, appearance: Appearance | None) -> str:
        """Return the `ts` of the message in which the answer appeared; raises while Slack does not tell."""
        if appearance is not None:
            return await appearance.settled()
        if work.appeared and self._stage is not None:
            return await self._stage.standing(work.channel, work.thread_ts, work.question_id)
        return ""

    async def _answer_to(self, work: Work, appearance: Appearance | None) -> Answer:
        try:
            return await self._looked_up(work, appearance)
        except Exception as problem:
            if work.attempts < TRIES:
                raise
            log.error("a question was given up", attempts=work.attempts, error=type(problem).__name__)  # noqa: TRY400
            return Answer(failed=True)

    async def _looked_up(self, work: Work, appearance: Appearance | None) -> Answer:
        answerer = None
        if self._answerer_for is not None and not work.topic:
            answerer = await self._answerer_for(work.asker_id)
            if work.earlier:
                better = await answerer.rewrite(work.words, work.earlier, work.language)
                work = rewritten(work, better) if better.strip() else work
        finding = await self.finds(work)
        answer = drawn_from(finding, work.language)
        if answerer is None or not answer.citations:
            return answer
        offered = _offered(finding, work.language)
        if appearance is None:
            composed = await answerer.compose(work.texts[0], list(offered), work.language)
        else:
            composed = await appearance.compose(
                answerer.compose_stream(work.texts[0], list(offered), work.language)
            )
        return answer if composed is None else _said(composed, offered, answer)


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


def _cited(finding: Finding, language: str) -> list[Passage]:
    """Return the passages an answer cites: each clause once, in the asker's language where it was found in that."""
    chosen: dict[tuple[str, str, str], Passage] = {}
    for passage, _ in finding.quotes:
        same = (passage.document, passage.version, passage.clause)
        known = chosen.get(same)
        if known is None or (known.language != language and passage.language == language):
            chosen[same] = passage
    return list(chosen.values())[:CLAUSES_MOST]


def _offered(finding: Finding, language: str) -> dict[Quoted, Passage]:
    """Return the clauses an answer may be made from: those that answer first, then the others that were found."""
    likely = _cited(finding, language)
    clauses = {(each.document, each.version, each.clause) for each in likely}
    others = [
        hit.passage
        for hit in finding.hits
        if (hit.passage.document, hit.passage.version, hit.passage.clause) not in clauses
    ]
    found = {Quoted(each.clause, each.version, each.text): each for each in likely}
    return found | {Quoted(each.clause, each.version, each.text, likely=False): each for each in others}


def _said(composed: Composed, offered: dict[Quoted, Passage], answer: Answer) -> Answer:
    """Return a composed answer as it is stored: its sentences, and the clauses they stand on."""
    spans: dict[Quoted, list[tuple[int, int]]] = {}
    for sentence in composed.sentences:
        for quotation in sentence.quotations:
            spans.setdefault(quotation.source, []).append((quotation.start, quotation.end))
    citations = tuple(
        Citation(passage.document, passage.version, passage.language, passage.clause, tuple(spans[source]))
        for source, passage in ((source, offered[source]) for source in list(spans)[:CLAUSES_MOST])
    )
    sentences = tuple(
        Sentence(each.text, ", ".join(each.clauses)) for each in composed.sentences if each.text.strip()
    )
    restricted = any(offered[source].audience != "everyone" for source in spans)
    return replace(answer, citations=citations, sentences=sentences, restricted=restricted)
