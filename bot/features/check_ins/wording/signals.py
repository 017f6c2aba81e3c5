"""What each sentence carries: evidence, wording to check, questions, promises (specification 2.2)."""

import re
from collections.abc import Iterable, Iterator, Sequence

from bot.features.check_ins.wording.lexicon import Language, Lexicon, said_in, usable_names
from bot.features.check_ins.wording.owners import People
from bot.features.check_ins.wording.promises import promises
from bot.features.check_ins.wording.questions import is_question, question_kind
from bot.features.check_ins.wording.quotations import has_quotation, outside_quotations
from bot.features.check_ins.wording.reading import ActionKind, Flag, Reading, Sentence, Signal
from bot.features.check_ins.wording.sentences import languages_in, normalise, split

ELEMENTS = ("T", "B", "I", "N")
# From this many kinds of evidence on, a trait or a vague word is explained by the sentence itself.
_ENOUGH = 2
_PRIVATE = "biased.family_health"


def read(text: str, lexicon: Lexicon, participants: Sequence[str] = ()) -> Reading:
    """Read a text the manager wrote; ``participants`` are the display names of both people."""
    normalised, names = normalise(text), usable_names(participants)
    sentences = tuple(_read_sentence(sentence, lexicon, names) for sentence in split(normalised, lexicon))
    return Reading(normalised, sentences)


def evidence_elements(text: str, lexicon: Lexicon) -> frozenset[str]:
    """Return which of T (time or place), B (behaviour), I (impact), N (number) a whole answer holds."""
    sentences = split(normalise(text), lexicon)
    found = (_elements(sentence, languages_in(sentence, lexicon)) for sentence in sentences)
    return frozenset[str]().union(*found)


def _read_sentence(sentence: str, lexicon: Lexicon, names: tuple[str, ...]) -> Sentence:
    languages, names = languages_in(sentence, lexicon), said_in(sentence, names)
    elements = _elements(sentence, languages)
    flags = (*_always_flagged(sentence, languages, names), *_biased(sentence, languages, elements))
    code = languages[0].code
    if is_question(sentence, lexicon):
        return Sentence(
            sentence, code, "question", elements, flags, question=question_kind(sentence, lexicon)
        )
    voice = _is_voice(sentence, languages, names)
    thin = len(elements) < _ENOUGH
    told = promises(sentence, lexicon, People(employee=names))
    looks_ahead = bool(told) or _is_forward(sentence, languages)
    if told:
        action: ActionKind = "full" if any(promise.full for promise in told) else "partial"
        owners = frozenset(promise.owner for promise in told)
        return Sentence(sentence, code, "action", elements, flags, looks_ahead, voice, action, owners)
    loose = tuple(_loose(sentence, languages))
    if voice and thin and not loose:
        flags = tuple(flag for flag in flags if not _is_theirs(flag, languages))
        return Sentence(sentence, code, "voice", elements, flags, looks_ahead, voice)
    return Sentence(
        sentence, code, "claim", elements, (*loose, *flags) if thin else flags, looks_ahead, voice
    )


def _elements(sentence: str, languages: Iterable[Language]) -> frozenset[str]:
    found: set[str] = set()
    for language in languages:
        # A calendar date is no number (Q1 N).
        undated = language.words("evidence.calendar").pattern.sub(_blank, sentence)
        for element in ELEMENTS:
            if language.words(f"evidence.{element}").hits(undated if element == "N" else sentence):
                found.add(element)
    return frozenset(found)


def _blank(match: re.Match[str]) -> str:
    return "_" * len(match[0])


def _loose(sentence: str, languages: Sequence[Language]) -> Iterator[Flag]:
    """Yield trait and vague wording; it counts only where the evidence is thin (Q2, Q3)."""
    signals: tuple[tuple[Signal, str], ...] = (("bare_trait", "trait"), ("vague", "vague"))
    for signal, table in signals:
        if words := _found(sentence, languages, table):
            yield Flag(signal, words)


def _always_flagged(sentence: str, languages: Sequence[Language], names: tuple[str, ...]) -> Iterator[Flag]:
    own = _own_wording(sentence, languages, names)
    wording: tuple[tuple[Signal, str], ...] = (("absolute", own), ("verdict", own), ("peer", sentence))
    for signal, text in wording:
        if words := _found(text, languages, signal, names):
            yield Flag(signal, words)
    private = (*_found(sentence, languages, "sensitive"), *_found(sentence, languages, _PRIVATE))
    if private:
        yield Flag("sensitive", tuple(dict.fromkeys(private)))


def _own_wording(sentence: str, languages: Sequence[Language], names: tuple[str, ...]) -> str:
    """Return the sentence without what it quotes from a rule (Q10) or from the employee."""
    if not has_quotation(sentence):
        return sentence
    rest = outside_quotations(sentence)
    cited = any(
        language.listed("verdict", "policy_cues").hits(rest) or language.words("voice", names).hits(rest)
        for language in languages
    )
    return rest if cited else sentence


def _biased(sentence: str, languages: Sequence[Language], elements: frozenset[str]) -> Iterator[Flag]:
    categories = dict.fromkeys(name for language in languages for name in language.section("biased"))
    for category in categories:
        sections = [language.section(f"biased.{category}") for language in languages]
        explained = len(elements) >= _ENOUGH and any(section.get("unless_evidence") for section in sections)
        having = [language for language, section in zip(languages, sections, strict=True) if section]
        words = _found(sentence, having, f"biased.{category}")
        if words and not explained:
            yield Flag("biased", words, category)


def _is_theirs(flag: Flag, languages: Sequence[Language]) -> bool:
    """Tell whether a hint asks for evidence the manager cannot give, as the employee said it."""
    sections = (language.section(f"biased.{flag.category}") for language in languages)
    return flag.signal == "biased" and any(section.get("unless_evidence") for section in sections)


def _is_voice(sentence: str, languages: Sequence[Language], names: tuple[str, ...]) -> bool:
    if any(language.words("voice", names).hits(sentence) for language in languages):
        return True
    cited = any(language.listed("verdict", "policy_cues").hits(sentence) for language in languages)
    return has_quotation(sentence) and not cited


def _is_forward(sentence: str, languages: Sequence[Language]) -> bool:
    if any(language.words("forward").hits(sentence) for language in languages):
        return True
    past = any(language.words("past").hits(sentence) for language in languages)
    return not past and any(language.listed("forward", "weak").hits(sentence) for language in languages)


def _found(
    sentence: str, languages: Iterable[Language], table: str, names: tuple[str, ...] = ()
) -> tuple[str, ...]:
    # Only these lists name people, so only they are compiled once per pair.
    mine = names if table in ("peer", "voice") else ()
    found = (word for language in languages for word in language.words(table, mine).found(sentence))
    return tuple(dict.fromkeys(found))
