"""Setting a cadence, linking a calendar, and saying whether a title is a talk."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import PurePath
from typing import TYPE_CHECKING

from bot.errors import CadenceNotUnderstood, CalendarsAreManagers, StepIsOver
from bot.features.one_on_ones import calendar_blocks, planning_blocks
from bot.features.one_on_ones.planning import Next, Plan
from bot.features.one_on_ones.rhythm_blocks import RHYTHM
from bot.files.calendars import ENDINGS

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.features.one_on_ones.calendar_reading import CalendarDesk, Fetching
    from bot.features.one_on_ones.calendars import Calendars
    from bot.features.one_on_ones.planning import Planning
    from bot.slack.calls import Call
    from bot.slack.surface import Surface
    from prompts.catalog import Catalog

    Refresh = Callable[[Call], Awaitable[None]]


def register_planning(surface: Surface, planning: Planning, catalog: Catalog, refresh_home: Refresh) -> None:
    """Hang up the form for a pair's cadence."""

    async def opened(call: Call) -> None:
        standing = await call.look(planning.standing, call.speaker.person_id, _number(call.value))
        await call.open(planning_blocks.form(standing, catalog, call.speaker.locale))

    async def sent(call: Call) -> None:
        await call.do(planning.change, call.speaker.person_id, _number(call.remembered), _plan(call))
        await refresh_home(call)

    surface.action(RHYTHM, opened)
    surface.form(RHYTHM, sent)


class CalendarListeners:
    """The ways to bring a calendar and to take it away."""

    def __init__(
        self,
        service: Calendars,
        desk: CalendarDesk,
        files: Fetching,
        catalog: Catalog,
        refresh_home: Refresh,
    ) -> None:
        self._service = service
        self._desk = desk
        self._files = files
        self._catalog = catalog
        self._refresh_home = refresh_home

    def register(self, surface: Surface) -> None:
        """Hang them up."""
        surface.file(self.file_sent)
        surface.action(calendar_blocks.LINK, self.opened)
        surface.form(calendar_blocks.LINK, self.linked)
        surface.action(calendar_blocks.REMOVE, self.removed)
        surface.action(calendar_blocks.IS_TALK, self.confirmed)
        surface.action(calendar_blocks.IS_NONE, self.denied)

    async def opened(self, call: Call) -> None:
        """Open the form an address is pasted into."""
        await call.open(calendar_blocks.form(self._catalog, call.speaker.locale))

    async def linked(self, call: Call) -> None:
        """Keep an address, and fetch it at once."""
        await call.do(self._service.link, call.speaker.person_id, call.typed("address"))
        await self._desk.start_due()
        await self._refresh_home(call)

    async def removed(self, call: Call) -> None:
        """Forget the calendar."""
        await call.do(self._service.unlink, call.speaker.person_id)
        await self._refresh_home(call)

    async def file_sent(self, call: Call) -> bool:
        """Take a calendar file; leave any other to others."""
        files = [file for file in call.files if PurePath(file.name).suffix.lower() in ENDINGS]
        if not files:
            return False
        if not await call.look(self._service.may_link, call.speaker.person_id):
            raise CalendarsAreManagers
        self._files.check(files[0].size)
        person_id, file_id = call.speaker.person_id, files[0].file_id
        fetched = await self._files.fetch(file_id)
        await self._desk.take_file(person_id, file_id, fetched.content, call.speaker.timezone)
        await self._refresh_home(call)
        return True

    async def confirmed(self, call: Call) -> None:
        """Take a title for a talk from now on."""
        await self._answered(call, is_talk=True)

    async def denied(self, call: Call) -> None:
        """Take a title for none."""
        await self._answered(call, is_talk=False)

    async def _answered(self, call: Call, *, is_talk: bool) -> None:
        await call.do(self._service.answer, call.speaker.person_id, _number(call.value), is_talk=is_talk)
        await self._desk.start_due()


def _plan(call: Call) -> Plan:
    weekday = call.chosen("weekday")
    chosen = Next(call.chosen("next") or Next.AS_PLANNED)
    return Plan(
        every_days=_count(call, "every"),
        weekday=int(weekday) if weekday.isdecimal() else None,
        at=_time(call, "at"),
        zone=call.typed("zone"),
        minutes=_count(call, "minutes"),
        warn_days=_count(call, "warn"),
        hard_days=_count(call, "hard"),
        next=chosen,
        move_to=_moment(call) if chosen is Next.MOVE else None,
        paused_until=_day(call, "paused"),
    )


def _moment(call: Call) -> datetime | None:
    day = _day(call, "move_on")
    if day is None:
        return None
    return datetime.combine(day, _time(call, "move_at" if call.typed("move_at") else "at"))


def _day(call: Call, field: str) -> date | None:
    chosen = call.chosen(field)
    return date.fromisoformat(chosen) if chosen else None


def _time(call: Call, field: str) -> time:
    # People type 9:30 and 9：30.
    hour, _, minute = call.typed(field).replace("：", ":").partition(":")
    if not (hour.isdecimal() and minute.isdecimal() and int(hour) < 24 and int(minute) < 60):  # noqa: PLR2004 - a clock
        raise CadenceNotUnderstood(field=field)
    return time(int(hour), int(minute))


def _count(call: Call, field: str) -> int:
    typed = call.typed(field)
    if not typed.isdecimal() or len(typed) > 4:  # noqa: PLR2004 - more days than anybody works
        raise CadenceNotUnderstood(field=field)
    return int(typed)


def _number(carried: str) -> int:
    if not carried.isdecimal():
        raise StepIsOver
    return int(carried)
