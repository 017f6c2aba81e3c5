"""Draws outgoing nudges at the moment they are sent, so that they show things as they stand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING

from bot.delivery.drafts import Draft, Drawn
from bot.features.nudges import blocks
from bot.features.nudges.answers import COACH, LATER, NOTED, STOPPED, WRONG_TIME
from bot.features.nudges.asking import WEEK, WHY
from bot.features.nudges.offers import TOLD_HR
from bot.features.nudges.service import SAID
from bot.features.nudges.tasks import SUBSTITUTE_EMPLOYEE, SUBSTITUTE_HR, SUBSTITUTE_MANAGER
from bot.features.nudges.wording import Words
from bot.slack.blocks import actions, button, section

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.delivery.drafts import Renderer
    from bot.features.nudges.asking import Asking
    from bot.features.nudges.seeing import Seeing
    from bot.features.nudges.shown import Line
    from bot.features.nudges.tasks import Tasks
    from bot.transactions import Transactions
    from prompts.catalog import Catalog

NO_CARDS: Mapping[str, Renderer] = MappingProxyType({})
NAMED = 5
"""So many names of people are written out."""


class Messages:
    """Renderers of the outgoing messages of the nudges."""

    def __init__(  # noqa: PLR0913, PLR0917 - what is drawn comes from these
        self,
        transactions: Transactions,
        seeing: Seeing,
        asking: Asking,
        catalog: Catalog,
        tasks: Tasks | None = None,
        cards: Mapping[str, Renderer] = NO_CARDS,
    ) -> None:
        # Filled by the features that follow; looked at when a notice is drawn.
        self._cards = cards
        self._transactions = transactions
        self._seeing = seeing
        self._asking = asking
        self._catalog = catalog
        self._tasks = tasks

    def renderers(self) -> Mapping[str, Renderer]:
        """Return the renderer of each kind of message."""
        return {
            SAID: self.said,
            STOPPED: self.stopped,
            NOTED: self.noted,
            COACH: self.coach,
            TOLD_HR: self.told_hr,
            WEEK: self.week,
            WHY: self.why,
            SUBSTITUTE_HR: partial(self.substitute, "nudges-substitute-hr"),
            SUBSTITUTE_MANAGER: partial(self.substitute, "nudges-substitute-manager"),
            SUBSTITUTE_EMPLOYEE: self.waits_for_a_substitute,
        }

    async def said(self, draft: Draft) -> Drawn | None:
        """Draw what is said; None when nothing of it is open any more."""
        if draft.person_id is None:
            return None
        found = await self._transactions.read(
            self._seeing.said,
            draft.person_id,
            str(draft.payload["message"]),
            plan_round="round" in draft.payload,
        )
        if found is None:
            return None
        line = found.lines[0]
        if line.card in self._cards:
            return await self._as_its_card(line, draft)
        return blocks.said(found, self._catalog, draft.locale)

    async def _as_its_card(self, line: Line, draft: Draft) -> Drawn | None:
        """Draw a notice as the feature it belongs to draws it, and say why it came."""
        drawn = await self._cards[line.card](Draft(line.card, line.facts, draft.person_id, draft.locale))
        if drawn is None:
            return None
        words = Words(self._catalog, draft.locale)
        why = button(words("nudges-why-button"), blocks.WHY, str(line.decision_id))
        return replace(drawn, blocks=[*drawn.blocks, actions([why])])

    async def stopped(self, draft: Draft) -> Drawn:
        """Say in one line that reminders have stopped."""
        return _line(Words(self._catalog, draft.locale)("nudges-stopped"))

    async def noted(self, draft: Draft) -> Drawn:
        """Say what follows from an answer; who has no time or no idea may ask for a peer coach."""
        reason = str(draft.payload["reason"])
        words = Words(self._catalog, draft.locale)
        text = words(f"nudges-noted-{reason}")
        if reason not in {LATER, WRONG_TIME}:
            return _line(text)
        offer = button(words("nudges-coach-button"), blocks.COACH, "coach")
        return Drawn(text=text, blocks=[section(text), actions([offer])])

    async def coach(self, draft: Draft) -> Drawn:
        """Tell HR that somebody would like a peer coach."""
        name = await self._transactions.read(self._asking.name_of, int(draft.payload["person"]))
        words = Words(self._catalog, draft.locale)
        return _line(words("nudges-coach-wanted", n=words.called(name)))

    async def told_hr(self, draft: Draft) -> Drawn | None:
        """Tell HR task, date and chosen reason, and nothing else."""
        found = await self._transactions.read(self._asking.signal, str(draft.payload["signal"]))
        if found is None:
            return None
        words = Words(self._catalog, draft.locale)
        reason = words(f"nudges-support-{found.reason}") if found.reason else words("nudges-no-reason")
        return _line(
            words(
                "nudges-told-hr",
                n=words.called(found.manager),
                task=words(f"nudges-task-{found.task}"),
                day=words.day(found.due_on),
                reason=reason,
            )
        )

    async def substitute(self, said: str, draft: Draft) -> Drawn | None:
        """Say whose talk somebody else is to hold; nothing once every one was held."""
        if draft.person_id is None or self._tasks is None:
            return None
        facts = draft.payload
        about = (str(facts["cycle"]), str(facts["task"]), int(facts["manager"]))
        names = await self._transactions.read(self._tasks.waiting_for, draft.person_id, *about)
        if not names:
            return None
        manager = await self._transactions.read(self._asking.name_of, about[2])
        words = Words(self._catalog, draft.locale)
        listed = words("nudges-names-sep").join(words.called(each) for each in names[:NAMED])
        if len(names) > NAMED:
            listed = words("nudges-names-more", names=listed, count=len(names) - NAMED)
        return _line(
            words(
                said,
                task=words(f"nudges-task-{about[1]}"),
                day=words.day(date.fromisoformat(str(facts["day"]))),
                n=words.called(manager),
                names=listed,
            )
        )

    async def waits_for_a_substitute(self, draft: Draft) -> Drawn | None:
        """Tell an employee in neutral words that somebody else will hold their talk; nothing once it was held."""
        if draft.person_id is None or self._tasks is None:
            return None
        about = (str(draft.payload["cycle"]), str(draft.payload["task"]))
        if not await self._transactions.read(self._tasks.still_waits, draft.person_id, *about):
            return None
        words = Words(self._catalog, draft.locale)
        return _line(words("nudges-substitute-employee", task=words(f"nudges-task-{about[1]}")))

    async def week(self, draft: Draft) -> Drawn | None:
        """Draw what will come this week."""
        if draft.person_id is None:
            return None
        found = await self._transactions.read(self._seeing.week, draft.person_id)
        return blocks.week(found, self._catalog, draft.locale)

    async def why(self, draft: Draft) -> Drawn | None:
        """Say why the newest nudge came."""
        if draft.person_id is None:
            return None
        found = await self._transactions.read(self._seeing.why_last, draft.person_id)
        words = Words(self._catalog, draft.locale)
        return _line(blocks.why_text(found, words) if found else words("nudges-why-none"))


def _line(text: str) -> Drawn:
    return Drawn(text=text, blocks=[section(text)])
