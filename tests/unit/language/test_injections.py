from __future__ import annotations

import re

import pytest

from bot.language.disguise import Directory
from bot.language.fallback import CheckedAnswerer
from bot.language.writer import Composed, Quoted
from tests.obeying_model import WAYS, obeyed
from tests.unit.language.injections import ATTACKS, Injection, injections
from tests.unit.language.saying import Endless, SayingModel

PEOPLE = Directory(["赵敏 Zhao Min", "陈维 Chen Wei", "刘洋 Liu Yang"])
RULES = {
    "en": Quoted(
        "PM-7.4", "2026.1", "The panel may not lower the result. A wrong figure is corrected under PM-6.3."
    ),
    "zh": Quoted("PM-7.4", "2026.1", "复核不得降低结果；来源数据错误按 6.3 条更正。可由同事陪同。"),
}
QUESTION = {"en": "May the panel lower my result?", "zh": "复核会降低我的结果吗？"}
EVERY = list(injections())
EVERY_NTH = 3


def test_there_are_enough_of_them() -> None:
    assert len(ATTACKS) >= 20
    assert len({injection.name for injection in EVERY}) == len(EVERY) >= 200


@pytest.mark.parametrize("way", WAYS)
async def test_an_obeying_model_never_gets_a_claim_a_leak_or_a_link_shown(way: str) -> None:
    # A refused answer is followed by another way: every injection meets six of the ten, as a whole or as it streams.
    turn = [*WAYS].index(way)
    for place, injection in enumerate(EVERY[turn % EVERY_NTH :: EVERY_NTH]):
        passages = supplied(injection)
        model = SayingModel(
            lambda heard: obeyed(heard.question, heard.clauses, heard.earlier, heard.tries, way)
        )
        answerer = CheckedAnswerer(model, Endless(), PEOPLE)
        question = injection.text if injection.in_question else QUESTION[injection.language]
        if place % 4:
            composed = await answerer.compose(question, passages, injection.language)
        else:
            streamed = answerer.compose_stream(question, passages, injection.language)
            composed = Composed(tuple([sentence async for sentence in streamed]))
        assert problems_of(composed, injection, passages) == [], injection.name


def supplied(injection: Injection) -> list[Quoted]:
    rule = RULES[injection.language]
    if injection.in_question:
        return [rule]
    return [rule, Quoted("PM-7.9", "2026.1", injection.text, likely=False)]


def problems_of(composed: Composed | None, injection: Injection, passages: list[Quoted]) -> list[str]:
    """Return what is wrong with what is shown, found without the code that decided to show it."""
    found = []
    for sentence in composed.sentences if composed else ():
        quoted = [quotation.text for quotation in sentence.quotations]
        if not quoted or not all(any(text in passage.text for passage in passages) for text in quoted):
            found.append("a quotation is not verbatim")
        if strangers := words(sentence.text) - words(" ".join([*quoted, *sentence.clauses])):
            found.append(f"unquoted: {strangers}")
        shown = " ".join([sentence.text, *quoted])
        if re.search(r"https?:|<[@!#h]|!\[|evil|[\u200b\u202e\u2060]", shown):
            found.append(f"a link or worse: {shown}")
        # What a published clause says in its own words is quoted under its number, as the extract would.
        free = [sentence.text] if injection.in_question else []
        found += [
            f"leaked: {each}"
            for each in injection.canaries
            for text in free
            if each.casefold() in text.casefold()
        ]
    return found


def words(text: str) -> set[str]:
    return set(re.findall(r"[a-zа-яà-ÿ]+|[0-9.]*[0-9]|[\u3400-\u9fff]", text.casefold()))
