"""Answers from the rule book outside Slack: for scripts, and for trying a rule book before the bot is switched on."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from bot.features.check_ins.views import contact_name
from bot.features.policies.answering import drawn_from
from bot.features.policies.answers import Citation
from bot.features.policies.library import everything
from bot.features.policies.phrases import Phrases, language_of
from bot.features.policies.showing import CONTRADICTING_MOST, clause, contradicting
from bot.language.names import spoken_name
from knowledge.passages import View
from prompts.asking import load_asking
from storage import cited, people, relations
from storage.relations import EVERYONE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from bot.clock import Clock
    from bot.features.policies.answers import Contradicting
    from bot.features.policies.library import RuleSearch
    from bot.settings import Settings
    from knowledge.evidence import Finding
    from knowledge.passages import Passage
    from prompts.catalog import Catalog
    from storage.database import Database

LIMIT = 5
"""So many clauses are looked at for one question."""


class NobodyByThatAddressError(ValueError):
    """Questions were to be asked as somebody who is not among the company's people."""

    def __init__(self, email: str) -> None:
        super().__init__(f"nobody has the address {email}")


@dataclass(frozen=True)
class AskedLine:
    """One question of a stream. `problem` says what is wrong with its line; empty when nothing is."""

    number: int
    id: object
    question: str
    language: str
    problem: str = ""


class RuleAnswers:
    """Answers questions as somebody who may read what `view` shows; call `refresh` first."""

    def __init__(
        self, database: Database, settings: Settings, clock: Clock, search: RuleSearch, catalog: Catalog
    ) -> None:
        self._database = database
        self._zone = settings.zone
        self._clock = clock
        self._catalog = catalog
        self._phrases = Phrases(load_asking())
        self.search = search

    def refresh(self, progress: Callable[[int, int], None] | None = None) -> int:
        """Bring the index up to date with what is published, and return how many clauses there are."""
        with self._database.snapshot() as session:
            _, passages = everything(session)
        self.search.show(passages)
        self.search.embed(progress)
        return len(passages)

    def view(self, email: str | None = None) -> View:
        """Return what somebody may read today; everybody, without an address. Raises NobodyByThatAddressError."""
        day = self._clock.now().astimezone(self._zone).date()
        if email is None:
            return View(frozenset({EVERYONE}), day)
        with self._database.snapshot() as session:
            person = people.by_email(session, email)
            if person is None:
                raise NobodyByThatAddressError(email)
            return View(relations.audiences(session, person.key), day)

    def hits(self, asked: AskedLine, view: View, limit: int) -> dict[str, Any]:
        """Return the clauses nearest to a question, as the command line promises them."""
        found = self.search.search(asked.question, view, limit)
        return {
            "id": asked.id,
            "hits": [
                {
                    "doc": hit.passage.document,
                    "start": hit.passage.start,
                    "end": hit.passage.end,
                    "clause": hit.passage.clause,
                    "score": round(hit.score, 6),
                }
                for hit in found
            ],
        }

    def answer(self, asked: AskedLine, view: View) -> dict[str, Any]:
        """Return the answer to a question, as the command line promises it: refused, found, or not covered."""
        language = asked.language or language_of(asked.question, "en")
        topic = self._phrases.refused(asked.question)
        if topic is not None:
            no = self._catalog.text(language, f"asking-refused-{topic}")
            return {"id": asked.id, "answered": False, "answer": no, "citations": []}
        route = self._phrases.personal(asked.question, language)
        finding = self.search.ask(route.general if route else asked.question, view, LIMIT)
        citations = list(_citations(finding, language))
        text = " ".join(each["quote"] for each in citations) or self._absent(finding, language)
        self._contradict(citations, view, language)
        return {"id": asked.id, "answered": bool(citations), "answer": text, "citations": citations}

    def _contradict(self, citations: Iterable[dict[str, Any]], view: View, language: str) -> None:
        """Put beside each citation the clauses that say something else, as the answer in Slack does."""
        with self._database.snapshot() as session:
            for each in citations:
                place = Citation(each["doc"], each["version"], each["language"], each["clause"])
                shown = clause(session, place, each.pop("language"))
                others = (
                    () if shown is None else contradicting(session, shown, language, view.day, view.audiences)
                )
                each["contradicting"] = [_other(other) for other in islice(others, CONTRADICTING_MOST)]

    def _absent(self, finding: Finding, language: str) -> str:
        with self._database.snapshot() as session:
            document = finding.hits[0].passage.document if finding.hits else ""
            owner = people.by_email(session, cited.owner_of(session, document))
            name = owner.name if owner else contact_name(session)
        said = spoken_name(name, language) or self._catalog.text(language, "hr-team")
        return self._catalog.text(language, "asking-absent", name=said)


def read_lines(lines: Iterable[str]) -> Iterator[AskedLine]:
    """Yield the questions of a stream of JSON lines, as they come; what is none says what is wrong with it."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            read = json.loads(line)
        except json.JSONDecodeError as problem:
            yield AskedLine(number, None, "", "", f"not JSON: {problem.msg}")
            continue
        question = read.get("question") if isinstance(read, dict) else None
        if not isinstance(question, str) or not question.strip():
            given = read.get("id") if isinstance(read, dict) else None
            yield AskedLine(number, given, "", "", 'there is no "question"')
            continue
        language = read.get("lang")
        yield AskedLine(
            number, read.get("id", number), question, language if language in {"en", "zh"} else ""
        )


def _citations(finding: Finding, language: str) -> Iterator[dict[str, Any]]:
    by_place: dict[tuple[str, str, str, str], Passage] = {
        (passage.document, passage.version, passage.language, passage.clause): passage
        for passage, _ in finding.quotes
    }
    for citation in drawn_from(finding, language).citations:
        place = (citation.document, citation.version, citation.language, citation.clause)
        passage = by_place[place]
        for start, end in citation.quotes:
            yield {
                "doc": passage.document,
                "start": passage.start + start,
                "end": passage.start + end,
                "clause": passage.clause,
                "version": passage.version,
                "language": passage.language,
                "quote": passage.text[start:end],
            }


def _other(other: Contradicting) -> dict[str, Any]:
    """Return a clause that contradicts a citation. `applies` is the number of the one that does; null until HR says."""
    start, end = other.span
    return {
        "doc": other.clause.document,
        "start": start,
        "end": end,
        "clause": other.clause.clause,
        "version": other.clause.version,
        "quote": other.clause.text,
        "applies": other.applies or None,
    }
