"""What kind of question a sentence asks (specification 2.2, Q5)."""

import functools
import re
from dataclasses import dataclass
from typing import Literal

from bot.features.check_ins.wording.lexicon import Language, Lexicon, Words
from bot.features.check_ins.wording.sentences import language_of

QuestionKind = Literal["open", "open_why", "leading", "closed"]
_QUESTION_MARK = re.compile(r"\?[!?\"'”’」』)\s]{0,4}$")


@dataclass(frozen=True)
class _Forms:
    ends: re.Pattern[str] | None
    leading: Words
    yes_no: Words
    except_: Words
    why: re.Pattern[str]
    opening: re.Pattern[str]


def is_question(sentence: str, lexicon: Lexicon) -> bool:
    """Tell whether a normalised sentence is a question: it ends with "?", or in Chinese with 吗 or 呢."""
    if _QUESTION_MARK.search(sentence[-6:]):
        return True
    ends = _forms(language_of(sentence, lexicon)).ends
    return ends is not None and ends.search(sentence[-6:]) is not None


def question_kind(sentence: str, lexicon: Lexicon) -> QuestionKind:
    """Return how much room the question leaves; whoever asks it is not looked at.

    ``open_why`` is open as well, but "what" and "how" are kinder in an interview and in support talks.
    """
    forms = _forms(language_of(sentence, lexicon))
    if forms.leading.hits(sentence):
        return "leading"
    if forms.yes_no.hits(sentence):
        return "closed"
    if forms.why.search(sentence):
        return "open_why"
    asked = forms.except_.pattern.sub("", sentence)
    return "open" if forms.opening.search(asked) else "closed"


@functools.lru_cache(maxsize=64)
def _forms(language: Language) -> _Forms:
    table = language.section("question")
    clause = ""
    if table["open_starts_clause"]:
        clause = rf"(?:^|[,;:–—-])[\s\"'“‘]{{0,4}}(?:{language.fragment(table['lead_in'])}){{0,2}}"
    return _Forms(
        ends=re.compile("|".join(table["ends"])) if table["ends"] else None,
        leading=language.listed("question", "leading"),
        yes_no=language.listed("question", "yes_no"),
        except_=language.listed("question", "except"),
        why=re.compile(clause + language.bounded(language.any_of(table["why"])), re.IGNORECASE),
        opening=re.compile(clause + language.bounded(language.any_of(table["open"])), re.IGNORECASE),
    )
