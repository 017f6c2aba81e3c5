"""Where nudges are used in Slack: their buttons, Home, and words in the direct message."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar
from zoneinfo import ZoneInfo

from bot.errors import StepIsOver
from bot.features.nudges import blocks, home
from bot.features.nudges.habits import Snooze
from bot.features.nudges.kinds import LEAST_USEFUL, MOST_USEFUL, REASONS, Kind
from bot.features.nudges.wording import Words

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime

    from bot.features.nudges.answers import Answers
    from bot.features.nudges.asking import Asking
    from bot.features.nudges.seeing import Seeing
    from bot.features.nudges.service import Nudges
    from bot.features.nudges.tasks import Tasks
    from bot.language.wishes import Wishes
    from bot.slack.calls import Call
    from bot.slack.surface import Surface
    from prompts.catalog import Catalog

E = TypeVar("E", bound=StrEnum)


class NudgeDesk:
    """One method per way in. `refresh_home` shows the speaker's App Home anew."""

    def __init__(  # noqa: PLR0913, PLR0917 - what a desk needs
        self,
        answers: Answers,
        seeing: Seeing,
        asking: Asking,
        wishes: Wishes,
        catalog: Catalog,
        refresh_home: Callable[[Call], Awaitable[None]],
    ) -> None:
        self._answers = answers
        self._seeing = seeing
        self._asking = asking
        self._wishes = wishes
        self._catalog = catalog
        self._refresh = refresh_home

    def register_first(self, surface: Surface) -> None:
        """Hang up what plainly speaks of reminders, asked before an open question takes it for its answer."""
        surface.message(self.told_plainly)

    def register(self, surface: Surface) -> None:
        """Hang up the rest; a bare "stop" comes after the talks, to which it may belong."""
        surface.action(blocks.SNOOZE, self.snooze)
        surface.action(blocks.NOT_NEEDED, self.not_needed)
        surface.action(blocks.WHY, self.why)
        surface.action(blocks.SLOTS, self.slots)
        surface.action(blocks.ROUND, self.round)
        surface.action(blocks.COACH, self.coach)
        for value in range(LEAST_USEFUL, MOST_USEFUL + 1):
            surface.action(f"{blocks.RATE}.{value}", self.rate)
        for reason in REASONS:
            surface.action(f"{blocks.REASON}.{reason}", self.reason)
        for reason in blocks.SUPPORT_REASONS:
            surface.action(f"{blocks.SUPPORT}.{reason}", self.support)
        for action, handler in (
            (home.STOP, self.stop),
            (home.RESUME, self.resume),
            (home.MUTE, self.mute),
            (home.UNMUTE, self.unmute),
            (home.PROMPTS, self.prompts),
            (home.OPEN, self.open_settings),
        ):
            surface.action(action, handler)
        surface.form(home.SETTINGS, self.settings)
        surface.message(self.told)

    async def snooze(self, call: Call) -> None:
        """Put something off."""
        what, _, choice = call.value.rpartition(":")
        back = await call.do(self._answers.snooze, call.speaker.person_id, what, _choice(Snooze, choice))
        words = Words(self._catalog, call.speaker.locale)
        when = words("nudges-moment", at=_there(back, call.speaker.timezone)) if back else ""
        await call.whisper(words("nudges-put-off", when=when, returns="yes" if back else "no"))

    async def not_needed(self, call: Call) -> None:
        """Let go of something."""
        await call.do(self._answers.not_needed, call.speaker.person_id, _number(call.value))
        await call.whisper(self._catalog.text(call.speaker.locale, "nudges-let-go"))

    async def why(self, call: Call) -> None:
        """Say why something came."""
        found = await call.look(self._seeing.why, call.speaker.person_id, call.value)
        await call.open(blocks.why_window(found, self._catalog, call.speaker.locale))

    async def slots(self, call: Call) -> None:
        """Show two free half hours with the person it is about."""
        number = _number(call.value)
        row = await call.do(self._answers.taken_up, call.speaker.person_id, number)
        about = [row.about_id] if row.about_id is not None else []
        found = await call.look(self._seeing.slots, call.speaker.person_id, about, count=2)
        await call.open(blocks.slots_window(found, self._catalog, call.speaker.locale))

    async def round(self, call: Call) -> None:
        """Show one free half hour with each of those it is about, nobody's twice."""
        about = await call.look(self._seeing.about_of, call.speaker.person_id, _number(call.value))
        found = await call.look(self._seeing.slots, call.speaker.person_id, about, count=1)
        await call.open(blocks.slots_window(found, self._catalog, call.speaker.locale))

    async def rate(self, call: Call) -> None:
        """Take how useful a talk was."""
        number, _, value = call.value.partition(":")
        await call.do(self._answers.rate, call.speaker.person_id, _number(number), _number(value))
        await call.whisper(self._catalog.text(call.speaker.locale, "nudges-rated"))

    async def reason(self, call: Call) -> None:
        """Take why a kind went unused."""
        number, _, reason = call.value.partition(":")
        await call.do(
            self._answers.give_reason, call.speaker.person_id, _number(number), reason, _question(call)
        )

    async def support(self, call: Call) -> None:
        """Take why a talk has not taken place."""
        number, _, reason = call.value.partition(":")
        await call.do(self._asking.explain, call.speaker.person_id, _number(number), reason)
        await call.whisper(self._catalog.text(call.speaker.locale, "nudges-explained"))

    async def coach(self, call: Call) -> None:
        """Ask for a peer coach."""
        await call.do(self._asking.coach, call.speaker.person_id, _question(call))

    async def stop(self, call: Call) -> None:
        """Stop reminders from Home."""
        await call.do(self._answers.stop, call.speaker.person_id, _question(call))
        await self._refresh(call)

    async def resume(self, call: Call) -> None:
        """Take reminders up again."""
        await call.do(self._answers.resume, call.speaker.person_id)
        await self._refresh(call)

    async def mute(self, call: Call) -> None:
        """Mute a kind."""
        await call.do(self._answers.mute, call.speaker.person_id, _choice(Kind, call.value))
        await self._refresh(call)

    async def unmute(self, call: Call) -> None:
        """Hear of a kind again."""
        await call.do(self._answers.unmute, call.speaker.person_id, _choice(Kind, call.value))
        await self._refresh(call)

    async def prompts(self, call: Call) -> None:
        """Choose which prompts of booked 1:1s one gets."""
        await call.do(self._answers.choose_prompts, call.speaker.person_id, call.value)
        await self._refresh(call)

    async def open_settings(self, call: Call) -> None:
        """Open the form for quiet hours and days away."""
        mine = await call.look(self._seeing.mine, call.speaker.person_id)
        await call.open(home.settings(mine, self._catalog, call.speaker.locale))

    async def settings(self, call: Call) -> None:
        """Keep quiet hours and days away."""
        person = call.speaker.person_id
        await call.do(self._answers.choose_hours, person, call.chosen("from"), call.chosen("until"))
        first, last = call.chosen("away_from"), call.chosen("away_until")
        if first and last:
            await call.do(self._answers.be_away, person, date.fromisoformat(first), date.fromisoformat(last))
        await self._refresh(call)

    async def told_plainly(self, call: Call) -> bool:
        """Take a message that plainly speaks of reminders."""
        person, question = call.speaker.person_id, _question(call)
        if self._wishes.asks("week", call.value):
            return await call.take(self._asking.week, person, question)
        if self._wishes.asks("why", call.value):
            return await call.take(self._asking.why, person, question)
        return await self._stops("stop", call)

    async def told(self, call: Call) -> bool:
        """Take a bare "stop" that no talk took."""
        return await self._stops("stop_idle", call)

    async def _stops(self, wish: str, call: Call) -> bool:
        if not self._wishes.asks(wish, call.value):
            return False
        await call.do(self._answers.stop, call.speaker.person_id, _question(call))
        return True


@dataclass(frozen=True)
class NudgeParts:
    """What was built of the nudges, for the features that offer them."""

    nudges: Nudges
    seeing: Seeing
    desk: NudgeDesk
    tasks: Tasks


def _question(call: Call) -> str:
    return call.key or f"{call.channel}:{call.ts}"


def _number(text: str) -> int:
    if not text.isdecimal():
        raise StepIsOver
    return int(text)


def _choice(choices: type[E], text: str) -> E:
    try:
        return choices(text)
    except ValueError as unknown:
        raise StepIsOver from unknown


def _there(instant: datetime, zone: str) -> datetime:
    return instant.astimezone(ZoneInfo(zone))
