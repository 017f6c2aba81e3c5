"""The real client against a real server on loopback that behaves as badly as it is told to."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from pydantic import SecretStr

from bot.language.disguise import Directory
from bot.language.fallback import CheckedAnswerer
from bot.language.model import ModelTerms, OpenAIModel
from bot.language.writer import Quoted
from tests.model_provider import BREAKING, Provider, running_provider
from tests.unit.language.injections import injections
from tests.unit.language.saying import Endless
from tests.unit.language.test_injections import PEOPLE, QUESTION, problems_of, supplied

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

WINDOW = Quoted(
    "PM-7.3", "2026.1", "You may appeal within 10 working days from the day the result is visible."
)
ASKED = "Until when can Chen Wei (chen.wei@demo.example, <@U0CHENWEI9>, +86 138 0013 8000) appeal?"


@pytest.fixture
async def provider() -> AsyncIterator[Provider]:
    async with running_provider() as running:
        yield running


@pytest.fixture
async def model(provider: Provider, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[OpenAIModel]:
    # Whatever the machine's environment says about proxies and tracing: the first must not, the second may not matter.
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    opened = OpenAIModel(ModelTerms("fake", SecretStr("sk-test"), provider.url, seconds=10))
    yield opened
    await opened.close()


def answerer(model: OpenAIModel, allowance: Endless | None = None) -> CheckedAnswerer:
    return CheckedAnswerer(model, allowance or Endless(), PEOPLE)


async def test_an_answer_comes_back_whole_and_as_a_stream(model: OpenAIModel) -> None:
    allowance = Endless()
    composed = await answerer(model, allowance).compose(ASKED, [WINDOW], "en")
    assert composed is not None
    streamed = [sentence async for sentence in answerer(model).compose_stream(ASKED, [WINDOW], "en")]
    assert tuple(streamed) == composed.sentences
    assert composed.sentences[0].text == WINDOW.text
    assert (allowance.spent[0].input_tokens or 0) > 0, "the endpoint's own count"


async def test_what_is_asked_for_is_json_at_temperature_0_without_tools(
    provider: Provider, model: OpenAIModel
) -> None:
    await answerer(model).compose(ASKED, [WINDOW], "en")
    (body,) = provider.requests
    assert body["temperature"] == 0
    assert body["response_format"] == {"type": "json_object"}
    assert body["max_completion_tokens"] > 0
    assert {"tools", "functions", "tool_choice", "user", "metadata"}.isdisjoint(body)
    assert [message["role"] for message in body["messages"]] == ["system", "user"]


async def test_no_name_address_mention_or_number_of_a_person_leaves(
    provider: Provider, model: OpenAIModel
) -> None:
    clause = Quoted("PM-1.9", "2026.1", "Ask 赵敏 or zhao.min@demo.example about Liu Yang.")
    await answerer(model).compose(ASKED, [WINDOW, clause], "en")
    await answerer(model).rewrite("陈维呢？", [ASKED], "zh")
    assert len(provider.requests) == 2
    for secret in (
        "Chen",
        "Wei",
        "chen.wei",
        "demo.example",
        "U0CHENWEI9",
        "138",
        "8000",
        "赵敏",
        "Yang",
        "陈维",
    ):
        assert secret not in provider.everything_sent
    assert "PERSON" in provider.everything_sent


@pytest.mark.parametrize("mode", BREAKING)
async def test_a_provider_that_breaks_leaves_the_extract(provider: Provider, mode: str) -> None:
    provider.mode = mode
    hasty = OpenAIModel(
        ModelTerms("fake", SecretStr("sk-test"), provider.url, seconds=0.3 if mode == "silent" else 10)
    )
    assert await answerer(hasty).compose(ASKED, [WINDOW], "en") is None
    assert len(provider.requests) == 1, "neither the library nor we try again where nobody answers properly"
    assert [sentence async for sentence in answerer(hasty).compose_stream(ASKED, [WINDOW], "en")] == []
    assert await answerer(hasty).rewrite("And then?", [ASKED], "en") == "And then?"
    assert provider.strays == [], "no redirect is followed"
    await hasty.close()


async def test_nothing_is_sent_to_a_tracing_service(
    model: OpenAIModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    from langchain_core.tracers.langchain import LangChainTracer  # noqa: PLC0415 - seconds, for this test only

    made: list[object] = []
    monkeypatch.setattr(LangChainTracer, "__init__", lambda tracer, *_args, **_kwargs: made.append(tracer))
    monkeypatch.setattr("langsmith.utils.get_env_var", lambda *_args, **_kwargs: "true")
    assert await answerer(model).compose(ASKED, [WINDOW], "en") is not None
    assert [sentence async for sentence in answerer(model).compose_stream(ASKED, [WINDOW], "en")] != []
    assert made == []


@pytest.mark.parametrize("place", range(0, 600, 60))
async def test_injections_fail_over_http_too(provider: Provider, model: OpenAIModel, place: int) -> None:
    provider.mode = "obeying"
    injection = list(injections())[place]
    passages = supplied(injection)
    question = injection.text if injection.in_question else QUESTION[injection.language]
    composed = await answerer(model).compose(question, passages, injection.language)
    assert problems_of(composed, injection, passages) == []
    assert json.dumps(provider.requests)


async def test_a_refused_answer_is_told_so_over_http(provider: Provider, model: OpenAIModel) -> None:
    provider.mode = "inventing"
    assert await CheckedAnswerer(model, Endless(), Directory(())).compose(ASKED, [WINDOW], "en") is None
    first, second = provider.requests
    assert [message["role"] for message in second["messages"]] == ["system", "user", "assistant", "user"]
    assert second["messages"][:2] == first["messages"]
