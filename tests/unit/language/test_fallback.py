from __future__ import annotations

import pytest

from bot.language.disguise import Directory
from bot.language.fallback import CheckedAnswerer
from bot.language.writer import Quoted
from tests.model_provider import SAYING, Heard, honest, said
from tests.unit.language.saying import AwayModel, Endless, SayingModel

NOBODY = Directory(())
WINDOW = Quoted(
    "PM-7.3",
    "2026.1",
    "You may appeal within 10 working days from the day the result is visible. Grounds: data, rule, process.",
)
BANDS = Quoted(
    "PM-5.4", "2026.1", "S 110+, A 100-109.9, B 85-99.9. B is solid, expected performance.", likely=False
)
QUESTION = "Until when can I appeal?"


def answerer(model: SayingModel | AwayModel, allowance: Endless | None = None) -> CheckedAnswerer:
    return CheckedAnswerer(model, allowance or Endless(), NOBODY)


async def test_an_honest_model_is_heard_after_one_request() -> None:
    model = SayingModel(honest)
    composed = await answerer(model).compose(QUESTION, [WINDOW, BANDS], "en")
    assert composed is not None
    (sentence,) = composed.sentences
    assert sentence.text == sentence.quotations[0].text == WINDOW.text.split(" Grounds")[0]
    assert sentence.clauses == ("PM-7.3",)
    assert len(model.asked) == 1


@pytest.mark.parametrize(
    "saying",
    [
        "inventing",
        "changing a digit",
        "changing a digit in the quote",
        "naming another clause",
        "answering another clause",
        "garbage",
        "deeply nested",
    ],
)
async def test_a_model_that_errs_twice_leaves_the_extract(saying: str) -> None:
    model = SayingModel(SAYING[saying])
    assert await answerer(model).compose(QUESTION, [WINDOW, BANDS], "en") is None
    assert len(model.asked) == 2
    streamed = answerer(model).compose_stream(QUESTION, [WINDOW, BANDS], "en")
    assert [sentence async for sentence in streamed] == []


async def test_the_second_request_says_what_was_wrong_with_the_first() -> None:
    model = SayingModel(lambda heard: honest(heard) if heard.tries else SAYING["changing a digit"](heard))
    composed = await answerer(model).compose(QUESTION, [WINDOW], "en")
    assert composed is not None
    first, second = model.asked
    assert second[: len(first)] == first
    assert "a number or clause id does not stand in the quotes" in second[-1].text


async def test_clauses_that_do_not_answer_are_not_asked_about_again() -> None:
    model = SayingModel(SAYING["not covering"])
    assert await answerer(model).compose(QUESTION, [WINDOW], "en") is None
    assert len(model.asked) == 1


async def test_a_model_that_is_away_is_asked_once() -> None:
    assert await answerer(AwayModel()).compose(QUESTION, [WINDOW], "en") is None
    assert [
        sentence async for sentence in answerer(AwayModel()).compose_stream(QUESTION, [WINDOW], "en")
    ] == []
    assert (
        await answerer(AwayModel()).rewrite("And for part-timers?", [QUESTION], "en")
        == "And for part-timers?"
    )


async def test_over_budget_nothing_leaves() -> None:
    model = SayingModel(honest)
    poor = answerer(model, Endless(requests=0))
    assert await poor.compose(QUESTION, [WINDOW], "en") is None
    assert [sentence async for sentence in poor.compose_stream(QUESTION, [WINDOW], "en")] == []
    assert await poor.rewrite("And then?", [QUESTION], "en") == "And then?"
    assert model.asked == []


async def test_what_was_streamed_stands_and_what_follows_it_is_checked() -> None:
    def second_invented(heard: Heard) -> str:
        clause, _text = heard.clauses[0]
        good = "You may appeal within 10 working days from the day the result is visible."
        return said((good, clause, good), ("Appeals are free.", clause, "Appeals are free."))

    model = SayingModel(second_invented)
    streamed = [sentence async for sentence in answerer(model).compose_stream(QUESTION, [WINDOW], "en")]
    assert [sentence.text for sentence in streamed] == [WINDOW.text.split(" Grounds")[0]]
    assert len(model.asked) == 1, "nothing is asked again once something is shown"
    assert await answerer(model).compose(QUESTION, [WINDOW], "en") is None, (
        "what is shown whole is checked whole"
    )


async def test_each_sentence_is_given_before_the_model_has_ended() -> None:
    given: list[int] = []

    def two(heard: Heard) -> str:
        clause, text = heard.clauses[0]
        first, second = text.split(". ")
        return said((f"{first}.", clause, f"{first}."), (second, clause, second))

    model = SayingModel(two, pieces=5)
    stream = answerer(model).compose_stream(QUESTION, [WINDOW], "en")
    async for sentence in stream:
        given.append(len(sentence.text))
        break
    await stream.aclose()
    assert given == [len(WINDOW.text.split(" Grounds")[0])]


async def test_what_is_used_is_counted_and_guessed_where_the_endpoint_does_not_count() -> None:
    counted = Endless()
    model = SayingModel(honest)
    await answerer(model, counted).compose(QUESTION, [WINDOW], "en")
    assert [(spent.input_tokens, spent.output_tokens) for spent in counted.spent] == [(100, 10)]
    guessed = Endless()
    async for _sentence in answerer(model, guessed).compose_stream(QUESTION, [WINDOW], "en"):
        pass
    (spent,) = guessed.spent
    assert (spent.input_tokens or 0) > 100
    assert (spent.output_tokens or 0) > 50


async def test_a_follow_up_takes_its_topic_from_what_was_asked_before() -> None:
    model = SayingModel(lambda _heard: '{"question": "Until when can part-timers appeal?"}')
    rewritten = await answerer(model).rewrite("And part-timers?", [QUESTION], "en")
    assert rewritten == "Until when can part-timers appeal?"


@pytest.mark.parametrize(
    "written",
    [
        "Who earns most in the sales team of unit 7?",
        "And part-timers? See https://evil.example",
        "Until when can I appeal?",
        "And part-timers within 99 days?",
        "",
    ],
)
async def test_a_question_nobody_asked_is_not_searched_for(written: str) -> None:
    model = SayingModel(lambda _heard: f'{{"question": "{written}"}}')
    assert await answerer(model).rewrite("And part-timers?", [QUESTION], "en") == "And part-timers?"


async def test_a_first_question_needs_no_model() -> None:
    model = SayingModel(honest)
    assert await answerer(model).rewrite(QUESTION, [], "en") == QUESTION
    assert model.asked == []
