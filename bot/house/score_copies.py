"""How somebody's result came about, for the copy of their data: the records know no scores."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bot.errors import NothingReleased
from bot.features.scores.service import Scores
from bot.features.scores.telling import told
from bot.features.scores.words import Words
from knowledge import scoring

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from zoneinfo import ZoneInfo

    from sqlmodel import Session

    from bot.clock import Clock
    from bot.outgoing import Outgoing
    from bot.working_days import WorkingDays
    from prompts.catalog import Catalog


def explained(  # noqa: PLR0913, PLR0917 - whose result, for whom, and who explains it
    scores: Scores, catalog: Catalog, session: Session, person_id: int, cycle: str, locale: str
) -> tuple[str, ...]:
    """Return the lines of the explanation as its person reads it, under what a pilot's results say of pay.

    None where nothing is released any more.
    """
    try:
        shown = scores.of_person(session, person_id, cycle)
    except NothingReleased:
        return ()
    pilot = () if shown.linked_to_pay else (catalog.text(locale, "cycles-not-linked-to-pay"),)
    return (*pilot, *(line.replace("**", "") for line in told(shown.explained, catalog, locale)))


def explainer(
    clock: Clock, calendar: WorkingDays, zone: ZoneInfo, outgoing: Outgoing, catalog: Catalog
) -> Callable[[Session, int, str, str], Sequence[str]]:
    """Return the same for who has no house: commands."""
    words = Words(scoring.demo_words())
    service = Scores(clock=clock, calendar=calendar, zone=zone, words=words, outgoing=outgoing)
    return partial(explained, service, catalog)
