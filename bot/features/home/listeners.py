"""Opening App Home, and asking for help."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from bot.features.home import blocks, rules

if TYPE_CHECKING:
    from bot.features.home.service import Home
    from bot.language.wishes import Wishes
    from bot.slack.calls import Call
    from bot.slack.identity import Speaker
    from bot.slack.surface import Surface
    from bot.transactions import Transactions
    from prompts.catalog import Catalog


class Publisher(Protocol):
    """The one thing of Slack's Web API that Home needs."""

    async def views_publish(self, *, user_id: str, view: dict[str, Any]) -> object:
        """Show a view as somebody's App Home."""
        ...


class HomePage:
    """Shows people their App Home."""

    def __init__(
        self, service: Home, catalog: Catalog, transactions: Transactions, publisher: Publisher
    ) -> None:
        self._service = service
        self._catalog = catalog
        self._transactions = transactions
        self._publisher = publisher

    async def publish(self, speaker: Speaker) -> None:
        """Show a person their Home as things stand now; other features call this after a change."""
        view = await self._transactions.read(self._service.view, _reader(speaker))
        drawn = blocks.home(view, self._catalog, speaker.locale)
        await self._publisher.views_publish(user_id=speaker.user_id, view=drawn)


def register(surface: Surface, service: Home, catalog: Catalog, page: HomePage, wishes: Wishes) -> None:
    """Hang up what comes before all other features: their words and messages are asked after these.

    The first word registered also takes `/touchbase` with an unknown word or none.
    """

    async def opened(call: Call) -> None:
        if (call.body.get("event") or {}).get("tab") == "home":
            await page.publish(call.speaker)

    async def asked(call: Call) -> None:
        await call.do(service.help, call.speaker.person_id, _question(call))

    async def asked_in_words(call: Call) -> bool:
        if not wishes.asks("help", call.value) and call.value.strip() not in rules.QUESTION_MARKS:
            return False
        await asked(call)
        return True

    async def pressed(call: Call) -> None:
        frame = await call.look(service.frame, call.speaker.person_id)
        await call.open(blocks.help_window(frame, catalog, call.speaker.locale))

    surface.event("app_home_opened", opened)
    surface.word(rules.HELP_WORDS, asked)
    surface.message(asked_in_words)
    surface.action(blocks.SHOW_HELP, pressed)


def register_last(surface: Surface, service: Home, catalog: Catalog, wishes: Wishes) -> None:
    """Hang up what answers a direct message that no feature took."""

    async def not_taken(call: Call) -> bool:
        if wishes.asks("thanks", call.value):
            await call.whisper(catalog.text(call.speaker.locale, "home-welcome"))
            return True
        greeted = wishes.asks("greeting", call.value)
        await call.do(service.help, call.speaker.person_id, _question(call), understood=greeted)
        return True

    surface.message(not_taken)


def _question(call: Call) -> str:
    return call.key or f"{call.channel}:{call.ts}"


def _reader(speaker: Speaker) -> rules.Reader:
    return rules.Reader(
        person_id=speaker.person_id,
        name=speaker.name,
        role=speaker.role,
        locale=speaker.locale,
        timezone=speaker.timezone,
    )
