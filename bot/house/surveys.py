"""How the question of a pilot is put together: asked by the rules for reminders, told by the rule of the boards."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bot.features.announcements import suppression
from bot.features.announcements.suppression import Line
from bot.features.check_ins.wording import is_handoff
from bot.features.scores.absences import on_leave
from bot.features.surveys.digest import Digests
from bot.features.surveys.jobs import SurveyJobs
from bot.features.surveys.listeners import SurveyListeners
from bot.features.surveys.messages import Messages
from bot.features.surveys.rules import Groups
from bot.features.surveys.service import Surveys
from bot.slack.uploads import SentFile, Uploads
from storage import people

if TYPE_CHECKING:
    from collections.abc import Mapping
    from zoneinfo import ZoneInfo

    from bot.clock import Clock
    from bot.features.check_ins.wording import Lexicon
    from bot.features.surveys.views import Picture
    from bot.house.frame import House
    from bot.outgoing import Outgoing
    from bot.working_days import WorkingDays


def surveys(house: House) -> None:
    """Build the question of a fortnight, and HR's digest of it."""
    handoff = partial(needs_a_human, house.lexicon)
    service = Surveys(house.clock, house.zone, house.outbox, on_leave, handoff)
    digests = digests_of(house.clock, house.zone, house.outbox, house.calendar, house.lexicon)
    SurveyListeners(service, digests, house.catalog).register(house.surface)

    async def bring(person_id: int, picture: Picture) -> bool:
        account = await house.transactions.read(people.account_of, person_id)
        if account is None:
            return False
        file = SentFile(picture.name, picture.title, picture.content)
        return await Uploads(house.client).bring(account.user_id, picture.title, [file])

    house.renderers.update(Messages(house.transactions, digests, house.catalog, bring).renderers())
    jobs = SurveyJobs(house.transactions, house.clock, service, digests, house.postman.hurry)
    house.jobs.append(("surveys", jobs))


def digests_of(
    clock: Clock, zone: ZoneInfo, outgoing: Outgoing, calendar: WorkingDays, lexicon: Lexicon
) -> Digests:
    """Return what puts fortnights together, for the bot and the command line alike."""
    return Digests(clock, zone, outgoing, groups, calendar.is_working, partial(needs_a_human, lexicon))


def groups(sizes: Mapping[str, int]) -> Groups:
    """Return which units may be shown, by the rule of the announcements' board."""
    found = suppression.table(Line(unit, count, 0) for unit, count in sizes.items())
    return Groups(tuple(line.unit for line in found.lines), found.others is not None, found.hidden)


def needs_a_human(lexicon: Lexicon, words: str) -> bool:
    """Return whether words are of harm, injury or illness: those go into no summary."""
    return bool(is_handoff(words, lexicon))
