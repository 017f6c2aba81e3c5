"""Try a model, check what it says, tell it once what was wrong, and otherwise leave it: the extract is shown."""

from __future__ import annotations

from contextlib import aclosing
from typing import TYPE_CHECKING, Protocol

import structlog

from bot.language import meters, requests
from bot.language.checking import Checker, Fault, RefusedError, check
from bot.language.disguise import Disguise
from bot.language.model import ModelAwayError, Reply
from bot.language.replies import ClaimReader, read_claims, read_question
from bot.language.rewording import is_rewording
from bot.language.writer import Composed, Quoted, Sentence

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Sequence

    from bot.language.checking import Claim
    from bot.language.disguise import Directory
    from bot.language.model import Model
    from bot.language.requests import Message

log = structlog.get_logger(__name__)

TRIES = 2
CHARACTERS_A_TOKEN = 2
"""For guessing tokens: Chinese has about one a character, English one in four. A guess is too high rather than low."""


class Allowance(Protocol):
    """What one person may still use of a model today."""

    async def take(self, tokens: int) -> bool:
        """Take one request of so many tokens, or return False when that is more than is left."""
        ...

    async def settle(self, taken: int, spent: Reply) -> None:
        """Say what a request that took `taken` tokens really used; `spent` counts both directions."""
        ...


class OverBudgetError(Exception):
    """Nothing is left of today's allowance."""


class CheckedAnswerer:
    """Satisfies `Answerer` with a model nobody trusts. For one person, or one conversation of theirs."""

    def __init__(self, model: Model, allowance: Allowance, directory: Directory) -> None:
        self._model = model
        self._allowance = allowance
        self._directory = directory

    async def rewrite(self, question: str, earlier: Sequence[str], language: str) -> str:
        """Return the question with what it needs of the earlier ones; itself when the model is no help."""
        if not earlier:
            return question
        disguise = Disguise(self._directory)
        asked = requests.to_rewrite(
            disguise.hide(question), [disguise.hide(each) for each in earlier], language
        )
        try:
            found = disguise.show(read_question(await self._complete(asked)))
        except (ModelAwayError, OverBudgetError) as problem:
            _note("rewrite", problem)
            return question
        return found if is_rewording(found, question, earlier) else question

    async def compose(self, question: str, passages: Sequence[Quoted], language: str) -> Composed | None:
        """Return the checked answer, or None: show the extract."""
        attempt = _Attempt(self._directory, question, passages, language)
        for _ in range(TRIES):
            try:
                answer = await self._complete(attempt.messages)
                claims = read_claims(answer)
                composed = check(attempt.shown(claims), passages, language) if claims is not None else None
            except RefusedError as problem:
                attempt.refused(problem.fault, answer)
            except (ModelAwayError, OverBudgetError) as problem:
                _note("compose", problem)
                break
            else:
                _count(composed)
                return composed
        _count(None)
        return None

    async def compose_stream(
        self, question: str, passages: Sequence[Quoted], language: str
    ) -> AsyncGenerator[Sentence, None]:
        """Give the answer sentence by sentence, each checked before it is given; none at all: show the extract.

        What is given stands: a later sentence that may not be shown only ends the answer.
        """
        attempt = _Attempt(self._directory, question, passages, language)
        given = []
        for _ in range(TRIES):
            reader = ClaimReader()
            try:
                async with aclosing(self._stream(attempt, reader, passages, language)) as sentences:
                    async for sentence in sentences:
                        given.append(sentence)
                        yield sentence
            except RefusedError as problem:
                attempt.refused(problem.fault, reader.text)
                if given:
                    break
            except (ModelAwayError, OverBudgetError) as problem:
                _note("compose", problem)
                break
            else:
                break
        _count(Composed(tuple(given)) if given else None)

    async def _stream(
        self, attempt: _Attempt, reader: ClaimReader, passages: Sequence[Quoted], language: str
    ) -> AsyncGenerator[Sentence, None]:
        checker = Checker(passages, language)
        taken = await self._take(attempt.messages)
        counted = Reply("")
        try:
            async with aclosing(self._model.stream(attempt.messages)) as pieces:
                async for piece in pieces:
                    counted = _later(counted, piece)
                    for claim in reader.feed(piece.text):
                        yield checker.next(*attempt.shown([claim]))
            meters.REQUESTS.labels("answered").inc()
        except ModelAwayError:
            meters.REQUESTS.labels("away").inc()
            raise
        finally:
            await self._allowance.settle(taken, _guessed(counted, attempt.messages, reader.text))
        if not reader.not_covered:
            reader.finish()

    async def _complete(self, messages: Sequence[Message]) -> str:
        taken = await self._take(messages)
        reply = Reply("")
        try:
            reply = await self._model.complete(messages)
            meters.REQUESTS.labels("answered").inc()
        except ModelAwayError:
            meters.REQUESTS.labels("away").inc()
            raise
        finally:
            await self._allowance.settle(taken, _guessed(reply, messages, reply.text))
        return reply.text

    async def _take(self, messages: Sequence[Message]) -> int:
        tokens = _tokens(messages) + requests.MOST_TOKENS
        if not await self._allowance.take(tokens):
            meters.REQUESTS.labels("over_budget").inc()
            raise OverBudgetError
        return tokens


class _Attempt:
    """One question on its way to a checked answer: what is sent, and what comes back in real names."""

    def __init__(
        self, directory: Directory, question: str, passages: Sequence[Quoted], language: str
    ) -> None:
        self._disguise = Disguise(directory)
        self._language = language
        hidden = [
            Quoted(passage.clause, passage.version, self._disguise.hide(passage.text), passage.likely)
            for passage in passages
        ]
        self.messages = requests.to_compose(self._disguise.hide(question), hidden, language)

    def shown(self, claims: Sequence[Claim]) -> list[Claim]:
        """Return the claims with what the tokens of this request stand for."""
        show = self._disguise.show
        return [
            type(claim)(show(claim.text), tuple((clause, show(quote)) for clause, quote in claim.quotes))
            for claim in claims
        ]

    def refused(self, fault: Fault, answer: str) -> None:
        """Tell the model what was wrong with its answer, which is sent back as it came: still without names."""
        meters.REFUSED.labels(fault.value).inc()
        log.info("an answer of the model is not shown", fault=fault.value)
        said_again = answer[: requests.MOST_SAID_AGAIN]
        self.messages = [*self.messages, *requests.once_more(said_again, fault.value, self._language)]


def _later(counted: Reply, piece: Reply) -> Reply:
    if piece.input_tokens is None:
        return counted
    return Reply("", piece.input_tokens, piece.output_tokens)


def _guessed(reply: Reply, messages: Sequence[Message], text: str) -> Reply:
    """Return what a request used; guessed where the endpoint did not say, or never answered."""
    if reply.input_tokens is not None:
        return Reply("", reply.input_tokens, reply.output_tokens or 0)
    return Reply("", _tokens(messages), len(text) // CHARACTERS_A_TOKEN)


def _tokens(messages: Sequence[Message]) -> int:
    return sum(len(message.text) for message in messages) // CHARACTERS_A_TOKEN


def _note(what: str, problem: Exception) -> None:
    log.info("the model was no help", asked_to=what, reason=str(problem) or type(problem).__name__)


def _count(composed: Composed | None) -> None:
    if composed is None:
        shown = "extract"
    else:
        shown = "sentences" if any(sentence.text for sentence in composed.sentences) else "quotations"
    meters.ANSWERS.labels(shown).inc()
