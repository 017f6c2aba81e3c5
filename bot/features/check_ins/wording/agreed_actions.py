"""What manager and employee agreed to do, with the day it is due (specification 1.3 COMMIT, 2.2 Q6)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bot.features.check_ins.wording.due import resolve
from bot.features.check_ins.wording.lexicon import Lexicon, usable_names
from bot.features.check_ins.wording.owners import Owner, People
from bot.features.check_ins.wording.promises import Promise, promises
from bot.features.check_ins.wording.questions import is_question
from bot.features.check_ins.wording.sentences import normalise, split


@dataclass(frozen=True)
class AgreedAction:
    """One promise.

    ``text`` is the clause as written (NFKC form). ``full``: a person owns it, it has an act and a due phrase
    that has not passed. ``due`` is None while the next talk has no date; ``due_text`` keeps the words.
    """

    text: str
    owner: Owner
    due: date | None
    full: bool
    due_text: str = ""


def agreed_actions(  # noqa: PLR0913 - all by name but the text; grouping them would only rename them
    text: str,
    *,
    lexicon: Lexicon,
    manager_names: Iterable[str],
    employee_names: Iterable[str],
    today: date,
    next_talk: date | None,
) -> tuple[AgreedAction, ...]:
    """Return the promises in an answer the manager wrote, full and partial, in reading order.

    I and 我 are the manager; you, he, she, they, 他, 她, 对方 and the employee's names the employee;
    "we" is both, and never full.
    """
    people = People(usable_names(manager_names), usable_names(employee_names))
    return tuple(
        _action(promise, today, next_talk)
        for sentence in split(normalise(text), lexicon)
        if not is_question(sentence, lexicon)
        for promise in promises(sentence, lexicon, people)
    )


def _action(promise: Promise, today: date, next_talk: date | None) -> AgreedAction:
    if promise.due is None:
        return AgreedAction(promise.text, promise.owner, None, full=False)
    day = resolve(promise.due, today, next_talk)
    dated = day is not None or promise.due.kind == "next_talk"
    return AgreedAction(promise.text, promise.owner, day, promise.full and dated, promise.due.text)
