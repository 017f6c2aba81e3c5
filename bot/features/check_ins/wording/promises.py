"""Who does what by when: the promises in one sentence (specification 2.2, Q6)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from bot.features.check_ins.wording.due import Due, find_dues
from bot.features.check_ins.wording.lexicon import Lexicon
from bot.features.check_ins.wording.owners import Act, Grammar, Owner, People, Role, grammar_of
from bot.features.check_ins.wording.quotations import outside_quotations
from bot.features.check_ins.wording.sentences import languages_in

_LIST_MARK = re.compile(r"\s*(?:[-*•·–—]|\d{1,2}[.)、])\s*")
_OWNERS: dict[Role | None, Owner] = {
    None: "unknown",
    "pair": "both",
    "group": "both",
    "manager": "manager",
    "employee": "employee",
}
_OPENING_SIGNS = " \t\r\n,、;&"
_CLOSING_SIGNS = " \t\r\n,、;。.!&"


@dataclass(frozen=True)
class Promise:
    """One clause that says what happens next. ``specific``: its owner is a person, not "we"."""

    text: str
    owner: Owner
    specific: bool
    due: Due | None

    @property
    def full(self) -> bool:
        """Tell whether a person owns it and a due phrase stands in it."""
        return self.specific and self.due is not None


@dataclass(frozen=True)
class _Piece:
    """A stretch of the sentence with its first owner, its due phrases and whether a verb stands in it.

    ``answers``: it only names an owner, as in a reply to "who does it?".
    """

    start: int
    end: int
    act: Act | None = None
    dues: tuple[Due, ...] = field(default=())
    verb: bool = False
    answers: bool = False

    @property
    def stands_alone(self) -> bool:
        return self.act is not None or (self.verb and bool(self.dues))

    def takes_in(self, other: "_Piece") -> "_Piece":
        nobodys = self.act is None or self.act.role == "group"
        act = other.act if other.act is not None and nobodys else self.act
        verb, answers = self.verb or other.verb, self.answers and other.answers
        return replace(self, end=other.end, act=act, dues=self.dues + other.dues, verb=verb, answers=answers)


def promises(sentence: str, lexicon: Lexicon, people: People) -> tuple[Promise, ...]:
    """Return the promises of a normalised sentence that is not a question, in reading order.

    Words between quotation marks promise nothing: their "I" is somebody else.
    """
    own = outside_quotations(sentence)
    languages = languages_in(sentence, lexicon)
    grammar = grammar_of(languages[0], people.named_in(sentence))
    pieces = _pieces(own, grammar, find_dues(own, languages))
    found = (_promise(sentence, own, piece, grammar) for piece in _joined(pieces))
    return tuple(promise for promise in found if promise is not None)


def _pieces(sentence: str, grammar: Grammar, dues: Sequence[Due]) -> Iterator[_Piece]:
    acts = list(grammar.acts(sentence))
    spans = [*((act.start, act.end) for act in acts), *((due.start, due.end) for due in dues)]
    within = {at for start, end in spans for at in range(start + 1, end)}
    cuts = [cut for cut in grammar.separators.finditer(sentence) if cut.start() not in within]
    starts, ends = [0, *(cut.end() for cut in cuts)], [*(cut.start() for cut in cuts), len(sentence)]
    a = d = 0
    for start, end in zip(starts, ends, strict=True):
        mine: list[Due] = []
        while d < len(dues) and dues[d].start < end:
            mine.append(dues[d])
            d += 1
        first = None
        while a < len(acts) and acts[a].start < end:
            first = first or acts[a]
            a += 1
        yield _weighed(sentence, _Piece(start, end, first, tuple(mine)), grammar)


def _weighed(sentence: str, piece: _Piece, grammar: Grammar) -> _Piece:
    rest = _without_dues(sentence, piece)
    named = grammar.named_alone(rest)
    if named is not None:
        return replace(piece, act=Act(piece.start, piece.end, named, promised=False), answers=True)
    if grammar.not_actions.hits(rest):
        return replace(piece, dues=())
    follows = grammar.verb_follows and piece.act is not None
    return replace(piece, verb=follows or grammar.has_verb(sentence[piece.start : piece.end]))


def _without_dues(sentence: str, piece: _Piece) -> str:
    kept, at = [], piece.start
    for due in piece.dues:
        kept.append(sentence[at : due.start])
        at = due.end
    return "".join([*kept, sentence[at : piece.end]])


def _joined(pieces: Iterator[_Piece]) -> Iterator[_Piece]:
    current = next(pieces)
    for piece in pieces:
        if not _starts_anew(current, piece):
            current = current.takes_in(piece)
            continue
        yield current
        # "I will send the list by Friday, call the plant by Monday": the second is mine as well.
        current = piece if piece.act else replace(piece, act=current.act)
    yield current


def _starts_anew(current: _Piece, piece: _Piece) -> bool:
    if not current.stands_alone or current.answers or piece.answers:
        return False
    return piece.act is not None or (piece.verb and bool(piece.dues) and bool(current.dues))


def _promise(sentence: str, own: str, piece: _Piece, grammar: Grammar) -> Promise | None:
    text = own[piece.start : piece.end]
    role = piece.act.role if piece.act else None
    promised = piece.act is not None and piece.act.promised
    if not promised and grammar.past.hits(text):
        return None
    if grammar.idle.hits(text) and (role is None or not piece.verb):
        return None
    if piece.answers and not piece.verb:
        return None
    forward = promised or grammar.forward.hits(text)
    due = next((due for due in piece.dues if forward or not due.needs_future), None)
    if not piece.verb and not (grammar.verb_optional and role and due):
        return None
    if due is None and not grammar.forward.hits(text):
        return None
    written = _verbatim(sentence[piece.start : piece.end], grammar)
    return Promise(written, _OWNERS[role], specific=role not in (None, "group"), due=due)


def _verbatim(text: str, grammar: Grammar) -> str:
    """Return the clause as written, without list marks, a leading "and" and the signs around it."""
    mark = _LIST_MARK.match(text)
    text = text[mark.end() :] if mark else text
    text = text.strip(_OPENING_SIGNS)
    lead_in = grammar.lead_in.match(text)
    text = text[lead_in.end() :] if lead_in else text
    return text.rstrip(_CLOSING_SIGNS)
