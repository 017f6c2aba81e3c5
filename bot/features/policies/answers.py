"""What an answer is made of, as it is stored and as it is shown."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

CLAUSES_MOST = 3
"""So many clauses an answer quotes at most."""


@dataclass(frozen=True)
class Asked:
    """What somebody asked: their own words, and the question that was understood, which stands alone."""

    words: str
    understood: str

    def __str__(self) -> str:
        """Return it as it is stored."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def parse(cls, stored: str) -> Asked:
        """Return what was stored."""
        return cls(**json.loads(stored))


@dataclass(frozen=True)
class Citation:
    """One clause of one version that an answer stands on.

    `quotes` are stretches of the clause's text, best first: the sentences that answer.
    """

    document: str
    version: str
    language: str
    clause: str
    quotes: tuple[tuple[int, int], ...] = ()

    @property
    def same(self) -> tuple[str, str, str]:
        """What the citation has in common with the same clause in another language."""
        return self.document, self.version, self.clause


@dataclass(frozen=True)
class Sentence:
    """A sentence a model put together, checked against the clause it names."""

    text: str
    clause: str


@dataclass(frozen=True)
class Answer:
    """An answer as it is stored: nothing but places in the rule book, and checked sentences.

    `restricted`: it stands on a clause that not everybody may read. `nearest` is the document whose owner to ask
    when nothing answers. `failed`: nothing could be looked up.
    """

    citations: tuple[Citation, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    confidence: float = 0.0
    restricted: bool = False
    nearest: str = ""
    failed: bool = False

    def __str__(self) -> str:
        """Return it as it is stored."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def parse(cls, stored: str) -> Answer:
        """Return what was stored."""
        read = json.loads(stored)
        return cls(
            citations=tuple(
                Citation(**{**each, "quotes": tuple((start, end) for start, end in each["quotes"])})
                for each in read["citations"]
            ),
            sentences=tuple(Sentence(**each) for each in read["sentences"]),
            confidence=read["confidence"],
            restricted=read["restricted"],
            nearest=read["nearest"],
            failed=read["failed"],
        )


@dataclass(frozen=True)
class Place:
    """Where a clause stands: enough to look it up again, and what it is called."""

    document: str
    version: str
    language: str
    clause: str
    title: str = ""


@dataclass(frozen=True)
class CitedClause:
    """A clause as an answer shows it.

    `quotes` are the sentences that answer, none when the text is another language's than was searched.
    `other_languages` are those the same clause of the same version exists in too, `contradicting` the clauses that
    say something else. `linked_to_pay`: no cycle runs for its reader on which no pay depends.
    """

    document: str
    document_title: str
    version: str
    language: str
    governing_language: str
    clause: str
    title: str
    text: str
    effective_from: date
    quotes: tuple[str, ...] = ()
    other_languages: tuple[str, ...] = ()
    previous: Place | None = None
    following: Place | None = None
    contradicting: tuple[Contradicting, ...] = ()
    linked_to_pay: bool = True

    @property
    def place(self) -> Place:
        """Where it stands."""
        return Place(self.document, self.version, self.language, self.clause, self.title)


@dataclass(frozen=True)
class Contradicting:
    """A clause that contradicts a cited one. `applies` is the number of the one that does; empty until HR decides.

    `span` is where it stands in its source, as character offsets.
    """

    clause: CitedClause
    applies: str = ""
    span: tuple[int, int] = (0, 0)


@dataclass(frozen=True)
class PersonalWord:
    """What the feature that knows says about the asker's own affair: a message of the catalog, filled in.

    A variable that is a tuple of texts stands in lines of its own, as it was written.
    """

    key: str
    variables: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True)
class AnswerView:
    """An answer as things stand when it is shown. `contact` is whom to ask, by name; empty when nobody is known."""

    question_id: str
    asker_id: int
    words: str
    understood: str
    language: str
    state: str
    topic: str
    contact: str
    clauses: tuple[CitedClause, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    personal: PersonalWord | None = None
    feedback: str = ""
    sent_to_hr: bool = False
    in_public: bool = False
    failed: bool = False
    linked_to_pay: bool = True

    @property
    def continued(self) -> bool:
        """Whether it went on with an earlier question."""
        return self.understood != self.words

    @property
    def documents(self) -> frozenset[str]:
        """The documents it quotes."""
        return frozenset(clause.document for clause in self.clauses)


@dataclass(frozen=True)
class HrAnswerView:
    """HR's answer as the asker sees it."""

    words: str
    answer: str
    author: str
    answered_at: datetime
    language: str
    timezone: str
    clause: str = ""


@dataclass(frozen=True)
class HrQuestionView:
    """A question to HR as HR sees it. `draft` is the wording for the FAQ, empty when there is none to publish."""

    id: str
    asker: str
    words: str
    language: str
    sent_at: datetime
    author: str = ""
    answer: str = ""
    answered_at: datetime | None = None
    draft: Draft | None = None
    draft_state: str = ""
    clause: str = ""
    may_publish: bool = False


@dataclass(frozen=True)
class Draft:
    """An FAQ entry in the making, in words that name nobody."""

    question: str
    answer: str

    def __str__(self) -> str:
        """Return it as it is stored."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def parse(cls, stored: str) -> Draft:
        """Return what was stored."""
        return cls(**json.loads(stored))
