"""Words that end a check-in, and answers that say little (specification 1.3). Lists only, no inference."""

from bot.features.check_ins.wording.lexicon import Lexicon
from bot.features.check_ins.wording.sentences import count_characters, count_words, language_of, normalise

_SIGNS = " \t\r\n.,!?;:~…。、()[]\"'“”‘’-"


def is_handoff(text: str, lexicon: Lexicon) -> str | None:
    """Return the category of the first hand-off list a message matches, or None.

    Categories are the keys under ``handoff`` in the word tables, gravest first: ``self_harm``,
    ``violence``, ``harassment_discrimination``, ``workplace_injury``, ``retaliation``, ``legal_claim``,
    ``health_disclosure``. Every language is looked at, whatever the message is mainly written in.
    """
    normalised = normalise(text)
    categories = dict.fromkeys(name for language in lexicon.languages for name in language.section("handoff"))
    for category in categories:
        having = (language for language in lexicon.languages if category in language.section("handoff"))
        if any(language.words(f"handoff.{category}").hits(normalised) for language in having):
            return category
    return None


def is_stop(text: str, lexicon: Lexicon) -> bool:
    """Tell whether a message is one of the words that stop a check-in, and nothing else."""
    return _is_listed(text, lexicon, "stop")


def is_low_information(text: str, lexicon: Lexicon) -> bool:
    """Tell whether an answer says too little: under 4 English words or 8 Chinese characters, or "fine"."""
    if _is_listed(text, lexicon, "low_information"):
        return True
    normalised = normalise(text)
    language = language_of(normalised, lexicon)
    by_words = language.section("length")["counted"] == "words"
    amount = count_words(normalised) if by_words else count_characters(normalised)
    return amount < int(language.section("answers")["fewest"])


def _is_listed(text: str, lexicon: Lexicon, key: str) -> bool:
    said = normalise(text).casefold().strip(_SIGNS)
    return any(said in language.section("answers")[key] for language in lexicon.languages)
