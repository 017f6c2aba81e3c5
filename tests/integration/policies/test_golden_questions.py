"""The golden questions of the rule book (domain 7.1), from what is found to what is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from bot.features.policies import answer_blocks
from bot.language.writer import Composed, Quotation, Sentence
from knowledge.search import Finding, Hit
from knowledge.sentences import Span
from tests.integration.policies.desk import Desk, said
from tests.rule_search import SmallSearch

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Sequence

    from bot.language.writer import Quoted
    from knowledge.passages import View

GOLDEN = [
    ("How is collection rate scored?", ("PM-4.2",), ("÷ target × 100", "below 60 percent scores 0", "cap 120"), "pay"),
    ("回款率怎么计分？", ("PM-4.2",), ("÷目标×100", "低于 60% 得 0 分", "120 分封顶"), "薪酬"),
    ("I moved teams in March", ("PM-4.13",), ("calendar days", "under 30 days joins the longer part"), "pay"),
    ("我三月转岗怎么算？", ("PM-4.13",), ("按日历天数加权", "不足 30 天并入较长一段"), "薪酬"),
    (
        "Until when can I appeal?",
        ("PM-7.3", "PM-7.4"),
        ("10 working days from the day the result is visible", "within 5 working days", "within 10"),
        "pay",
    ),
    ("申诉到什么时候？", ("PM-7.3", "PM-7.4"), ("结果可见之日起 10 个工作日", "5 个工作日", "10 个工作日内决定"), "薪酬"),
    ("Who sees my notes?", ("PM-3.4", "PM-6.4"), ("visible to both", "Groups under 5 are not reported"), "everyone"),
    ("谁能看到我的沟通记录？", ("PM-3.4", "PM-6.4"), ("双方可见", "不足 5 人的群体不出报表"), "所有人"),
    (
        "Why was my score changed in calibration?",
        ("PM-5.6",),
        ("±5.0", "reason code, evidence and two approvers"),
        "Helen",
    ),
    ("校准为什么改我的分？", ("PM-5.6",), ("±5.0", "原因、证据和两名审批人"), "海伦"),
]  # fmt: skip


@dataclass
class RightSearch(SmallSearch):
    """Finds what a golden question must be answered with, in both languages, as a good search would."""

    expected: tuple[str, ...] = ()
    language: str = "en"
    found: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def ask(self, question: str, view: View, limit: int = 5) -> Finding:
        """Answer with the clauses expected, best first, each in both languages."""
        self.found.append(question)
        right = [
            each
            for clause in self.expected
            for each in self.passages
            if each.clause == clause and view.shows(each)
        ]
        hits = tuple(Hit(each, 1.0) for each in right[:limit])
        quotes = tuple((each, Span(0, len(each.text))) for each in right)
        return Finding(hits, answered=bool(right), confidence=1.0 if right else 0.0, quotes=quotes)


@pytest.mark.parametrize(("asked", "clauses", "contained", "never"), GOLDEN)
async def test_a_golden_question_is_answered_with_its_clauses(
    desk: Desk, asked: str, clauses: tuple[str, ...], contained: tuple[str, ...], never: str
) -> None:
    desk.search = RightSearch(expected=clauses)
    answer = await desk.answer(asked)
    assert all(clause in answer for clause in clauses)
    assert all(words in answer for words in contained)
    quoted = answer.partition("2026-1")[0]
    assert never not in quoted


@pytest.mark.parametrize(
    ("asked", "sentence"), [("What is the meal allowance?", "not covered"), ("餐补多少？", "制度未涉及")]
)
async def test_the_golden_question_without_an_answer_names_the_owner_and_invents_nothing(
    desk: Desk, asked: str, sentence: str
) -> None:
    answer = await desk.answer(asked)
    assert sentence in answer
    assert "Grace Tan" in answer or "陈雅" in answer
    assert not any(sign.isdigit() for sign in answer)


class Phrasing:
    """A model that says what a clause says, in words of its own, and was checked."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.rewritten: list[tuple[str, tuple[str, ...]]] = []

    async def rewrite(self, question: str, earlier: Sequence[str], language: str) -> str:
        """Return a question that stands alone."""
        del language
        self.rewritten.append((question, tuple(earlier)))
        return f"{earlier[-1]} / {question}"

    async def compose(self, question: str, passages: Sequence[Quoted], language: str) -> Composed | None:
        """Return an answer from the first passage."""
        del question, language
        if not self.text:
            return None
        quotation = Quotation(passages[0], 0, len(passages[0].text))
        return Composed((Sentence(self.text, (quotation,)), Sentence("", (quotation,))))

    async def compose_stream(
        self, question: str, passages: Sequence[Quoted], language: str
    ) -> AsyncGenerator[Sentence, None]:
        """Give the same sentence by sentence."""
        composed = await self.compose(question, passages, language)
        for each in composed.sentences if composed else ():
            yield each


def with_model(desk: Desk, model: Phrasing) -> Desk:
    """Return the same desk with a model."""

    async def answerer_for(_person_id: int) -> Phrasing:
        return model

    return Desk(
        desk.database,
        desk.transactions,
        answerer_for,
        clock=desk.clock,
        people=desk.people,
        search=desk.search,
    )


async def test_what_a_model_said_and_was_checked_stands_above_the_clause(desk: Desk) -> None:
    other = with_model(desk, Phrasing("Points for praise: <none>."))
    answer = await other.answer("Is recognition a score item?")
    assert "Points for praise: &lt;none&gt;. (PM-3.5)" in answer
    assert "Anyone may recognise anyone" in answer


async def test_without_a_word_of_the_model_the_clause_answers_alone(desk: Desk) -> None:
    other = with_model(desk, Phrasing(""))
    assert "The rules say:" in await other.answer("Is recognition a score item?")


async def test_a_model_puts_a_follow_up_into_a_question_that_stands_alone(desk: Desk) -> None:
    model = Phrasing("")
    other = with_model(desk, model)
    await other.ask("Who is limited by red lines?")
    desk.clock.advance(minutes=1)
    await other.ask("and for bribery?")
    assert model.rewritten == [("and for bribery?", ("Who is limited by red lines?",))]
    assert "Who is limited by red lines? / and for bribery?" in desk.search.asked


async def test_a_long_clause_is_quoted_by_its_answer_and_whole_in_a_window(desk: Desk) -> None:
    await desk.ask("Is recognition a score item?")
    view = None
    with desk.database.snapshot() as session:
        from storage import questions  # noqa: PLC0415 - read once

        [question] = questions.of_person(session, desk.people["lin"])
        view = desk.showing.answer(session, question.id)
    assert view is not None
    from dataclasses import replace  # noqa: PLC0415 - used once

    shown = view.clauses[0]
    long = replace(shown, text=f"{'Before. ' * 200}{shown.quotes[0]} {'After. ' * 200}")
    runs = answer_blocks.quoted(long)
    assert [style for _, style in runs] == [None, "bold", None]
    assert runs[1][0] == shown.quotes[0]
    window = answer_blocks.window(long, desk.catalog, "en")
    assert long.text in "".join(
        element["text"]
        for block in window["blocks"]
        if block["type"] == "rich_text"
        for part in block["elements"]
        for element in part["elements"]
    )
    assert said(await desk.drawn(desk.posted()[-1]))
