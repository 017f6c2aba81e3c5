from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

import pytest

from bot.features.home.listeners import HomePage, register, register_last
from bot.features.home.parts import HomeView
from bot.features.home.rules import HomeFrame
from bot.language.wishes import Wishes
from bot.slack.calls import Call
from bot.slack.identity import Speaker
from prompts.catalog import Catalog
from prompts.requests import load_requests

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from bot.features.home.rules import Reader
    from bot.features.home.service import Home
    from bot.slack.surface import Surface
    from bot.transactions import Transactions

CATALOG = Catalog.load()
LIN = Speaker(7, "Lin", "employee", "en-US", "Asia/Shanghai", "T1", "U7")


@dataclass
class World:
    """Everything the listeners touch: the surface, the service, the transactions and Slack, all recording."""

    words: dict[str, Callable[[Call], Awaitable[None]]] = field(default_factory=dict)
    messages: list[Callable[[Call], Awaitable[bool]]] = field(default_factory=list)
    events: dict[str, Callable[[Call], Awaitable[None]]] = field(default_factory=dict)
    actions: dict[str, Callable[[Call], Awaitable[None]]] = field(default_factory=dict)
    helped: list[tuple[int, str, bool]] = field(default_factory=list)
    published: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    opened: list[dict[str, Any]] = field(default_factory=list)
    whispered: list[str] = field(default_factory=list)

    def word(self, words: Sequence[str], handler: Callable[[Call], Awaitable[None]]) -> None:
        """Be the surface."""
        self.words |= dict.fromkeys(words, handler)

    def message(self, handler: Callable[[Call], Awaitable[bool]]) -> None:
        """Be the surface."""
        self.messages.append(handler)

    def event(self, name: str, handler: Callable[[Call], Awaitable[None]]) -> None:
        """Be the surface."""
        self.events[name] = handler

    def action(self, name: str, handler: Callable[[Call], Awaitable[None]]) -> None:
        """Be the surface."""
        self.actions[name] = handler

    def help(self, _session: object, person_id: int, asked_by: str, *, understood: bool = True) -> None:
        """Be the service."""
        self.helped.append((person_id, asked_by, understood))

    def view(self, _session: object, _reader: Reader) -> HomeView:
        """Be the service."""
        return HomeView(HomeFrame("Lin", leads=True), ())

    def frame(self, _session: object, _person_id: int) -> HomeFrame:
        """Be the service."""
        return HomeFrame("Lin", leads=True)

    async def read(self, work: Callable[..., Any], *rest: object) -> object:
        """Be the transactions."""
        return work(None, *rest)

    async def write(self, work: Callable[..., Any], *rest: object) -> object:
        """Be the transactions."""
        return work(None, *rest)

    async def views_publish(self, *, user_id: str, view: dict[str, Any]) -> None:
        """Be Slack."""
        self.published.append((user_id, view))

    async def views_open(self, *, trigger_id: str, view: dict[str, Any]) -> None:
        """Be Slack."""
        assert trigger_id == "now"
        self.opened.append(view)

    async def chat_postEphemeral(self, *, text: str, **_: object) -> None:  # noqa: N802 - as Slack's client has it
        """Be Slack."""
        self.whispered.append(text)

    def hurry(self) -> None:
        """Be the postman."""

    def call(self, words: str = "", **body: object) -> Call:
        """Return what a listener gets."""
        me = cast("Any", self)
        return Call(LIN, None, body, me, me, me, value=words, channel="D1", ts="1.2")

    async def says(self, words: str) -> bool:
        """Offer a direct message to everybody in turn, and return whether it was taken before the last."""
        *earlier, last = self.messages
        for handler in earlier:
            if await handler(self.call(words)):
                return True
        assert await last(self.call(words))
        return False


@pytest.fixture
def world() -> World:
    world = World()
    service, surface = cast("Home", world), cast("Surface", world)
    page = HomePage(service, CATALOG, cast("Transactions", world), world)
    wishes = Wishes(load_requests(), "home")
    register(surface, service, CATALOG, page, wishes)
    register_last(surface, service, CATALOG, wishes)
    return world


async def test_opening_home_publishes_it(world: World) -> None:
    await world.events["app_home_opened"](world.call(event={"tab": "home"}))
    [(user, view)] = world.published
    assert user == "U7"
    assert view["type"] == "home"


async def test_opening_the_messages_tab_publishes_nothing(world: World) -> None:
    await world.events["app_home_opened"](world.call(event={"tab": "messages"}))
    assert world.published == []


@pytest.mark.parametrize("word", ["help", "帮助"])
async def test_the_command_asks_for_help_in_both_languages(world: World, word: str) -> None:
    await world.words[word](world.call())
    assert world.helped == [(7, "D1:1.2", True)]


@pytest.mark.parametrize(
    "words", ["help", "帮助", "?", "？", "Help!", "HELP.", "Who are you?", "你能做什么？"]
)
async def test_a_call_for_help_is_taken_before_any_other_feature(world: World, words: str) -> None:
    assert await world.says(words)
    assert world.helped == [(7, "D1:1.2", True)]


@pytest.mark.parametrize(
    ("words", "understood"),
    [
        ("hello", True),
        ("Good morning!", True),
        ("你好", True),
        ("您好!", True),
        ("lorem ipsum", False),
        ("", False),
        ("hi Lin, I promised", False),
        ("help me plan the talk with Lin", False),
        ("你好吗", False),
    ],
)
async def test_what_nobody_took_is_answered_and_only_a_greeting_counts_as_understood(
    world: World,
    words: str,
    understood: bool,  # noqa: FBT001 - the expected answer
) -> None:
    assert not await world.says(words)
    assert world.helped == [(7, "D1:1.2", understood)]


@pytest.mark.parametrize("words", ["thanks", "Thank you!", "ok", ":+1:", "谢谢", "好的，谢谢", "收到。"])
async def test_thanks_are_answered_in_a_word(world: World, words: str) -> None:
    assert not await world.says(words)
    assert world.helped == []
    assert len(world.whispered) == 1


async def test_the_help_button_on_home_opens_a_window(world: World) -> None:
    await world.actions["home.help"](world.call(trigger_id="now"))
    assert world.opened[0]["title"]["text"] == "What I can do"
