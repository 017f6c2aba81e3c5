"""The grammar of a promise in one language: who is meant, where the sentence is cut, what is an act."""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from bot.features.check_ins.wording.lexicon import Language, Words, said_in

Owner = Literal["manager", "employee", "both", "unknown"]
# "pair" is two named people, so it is somebody's promise; "group" (we, the team) is nobody's.
Role = Literal["pair", "group", "manager", "employee"]
_ROLES: tuple[Role, ...] = ("pair", "group", "manager", "employee")


@dataclass(frozen=True)
class People:
    """Display names by the part they play; the text is written by the manager."""

    manager: tuple[str, ...] = ()
    employee: tuple[str, ...] = ()

    def named_in(self, sentence: str) -> "People":
        """Return the names that stand in the sentence."""
        return People(said_in(sentence, self.manager), said_in(sentence, self.employee))


@dataclass(frozen=True)
class Act:
    """Somebody named as the one who acts. ``promised``: with "will" or the like."""

    start: int
    end: int
    role: Role
    promised: bool


@dataclass(frozen=True)
class Grammar:
    """One language's compiled patterns for promises."""

    owner: re.Pattern[str]
    alone: re.Pattern[str]
    separators: re.Pattern[str]
    lead_in: re.Pattern[str]
    opening: re.Pattern[str]
    anyone: re.Pattern[str]
    verbs: re.Pattern[str]
    stative: Words
    past: Words
    not_actions: Words
    idle: Words
    forward: Words
    verb_follows: bool
    verb_optional: bool

    def acts(self, sentence: str) -> Iterator[Act]:
        """Yield everybody named as acting, in reading order."""
        for match in self.owner.finditer(sentence):
            role = _role(match)
            if role is None:
                continue
            if not self.verb_follows:
                yield Act(*match.span(role), role, promised=False)
                continue
            promised, verb = match["modal"] is not None, match.start("verb")
            stands = (
                not self.stative.starts_at(sentence, verb) if promised else self.verbs.match(sentence, verb)
            )
            if stands:
                yield Act(*match.span(role), role, promised=promised)

    def named_alone(self, piece: str) -> Role | None:
        """Return whom ``piece`` names if it names somebody and says nothing else."""
        match = self.alone.fullmatch(piece)
        return _role(match) if match else None

    def has_verb(self, piece: str) -> bool:
        """Tell whether a verb of the list stands where this language puts it in a promise without owner."""
        if self.verb_follows:
            return bool(self.opening.match(piece) or self.anyone.search(piece))
        return self.verbs.search(piece) is not None


def _role(match: re.Match[str]) -> Role | None:
    return next((role for role in _ROLES if match[role] is not None), None)


@functools.lru_cache(maxsize=512)
def grammar_of(language: Language, people: People) -> Grammar:
    """Return the patterns of ``language`` with ``people``'s names in them."""
    table = language.section("action")
    names = language.any_name((*people.manager, *people.employee))
    me = f"{language.any_of(table['manager'])}|{language.any_name(people.manager)}"
    them = f"{language.any_of(table['employee'])}|{language.any_name(people.employee)}"
    joined, me_too = language.fragment(table["joined_by"]), language.fragment(table["me_joined"])
    pair = f"{language.any_of(table['pair'])}|(?:{them}){joined}(?:{me_too})|(?:{me_too}){joined}(?:{them})"
    group = language.any_of(table["group"])
    verb = f"(?:{language.any_of(table['verbs'])}){table['verb_ending']}"
    opening = (
        rf"\s{{0,4}}(?:{table['lead_in']})?{language.fragment(table['continues'])}{language.bounded(verb)}"
    )
    return Grammar(
        owner=_owner(language, _roles(pair, group, me, them), names),
        alone=_alone(language, pair, me, them),
        separators=re.compile("|".join(table["separators"]), re.IGNORECASE),
        lead_in=re.compile(table["lead_in"], re.IGNORECASE),
        opening=re.compile(opening, re.IGNORECASE),
        anyone=re.compile(language.bounded(language.fragment(table["anyone"]) + verb), re.IGNORECASE),
        verbs=re.compile(language.bounded(verb), re.IGNORECASE),
        stative=language.listed("action", "stative"),
        past=language.listed("action", "past"),
        not_actions=language.listed("action", "not_actions"),
        idle=language.listed("action", "idle"),
        forward=language.words("forward"),
        verb_follows=bool(table["tail"]),
        verb_optional=bool(table["verb_optional"]),
    )


def _roles(pair: str, group: str, me: str, them: str) -> str:
    return f"(?:(?P<pair>{pair})|(?P<group>{group})|(?P<manager>{me})|(?P<employee>{them}))"


def _owner(language: Language, roles: str, names: str) -> re.Pattern[str]:
    table = language.section("action")
    passed_over = language.bounded(language.any_of(table["except"], names=names))
    tail = language.fragment(table["tail"])
    return re.compile(f"{passed_over}|{language.bounded(roles)}{tail}", re.IGNORECASE)


def _alone(language: Language, pair: str, me: str, them: str) -> re.Pattern[str]:
    table = language.section("action")
    roles = _roles(
        pair,
        "(?!)",
        f"{me}|{language.any_of(table['manager_alone'])}",
        f"{them}|{language.any_of(table['employee_alone'])}",
    )
    return re.compile(rf"[\s,:]{{0,4}}{roles}[\s,:.]{{0,4}}", re.IGNORECASE)
