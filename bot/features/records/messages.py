"""Draws the messages a note causes, at the moment they are sent and for the person who gets them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.delivery.drafts import Drawn
from bot.errors import NoteNotFound
from bot.features.records import blocks, mail
from bot.features.records.notes import Status

if TYPE_CHECKING:
    from bot.delivery.drafts import Draft, Renderer
    from bot.features.records.notes import NoteView
    from bot.features.records.service import RecordsService
    from bot.slack.blocks import Drawn as Drawing
    from bot.transactions import Transactions
    from prompts.catalog import Catalog


def renderers(transactions: Transactions, service: RecordsService, catalog: Catalog) -> dict[str, Renderer]:
    """Return what draws each kind of message about a note."""
    pen = NoteMessages(transactions, service, catalog)
    return {
        mail.TO_REVIEW: pen.to_review,
        mail.CORRECTED: pen.corrected,
        mail.REPLACED: pen.replaced,
        mail.KEPT: pen.kept,
        mail.REMINDER: pen.reminder,
        mail.REMINDED: pen.reminded,
        **dict.fromkeys(mail.ANSWERED.values(), pen.answered),
    }


class NoteMessages:
    """One method per kind. None: the message has been overtaken, or is not for this person to read."""

    def __init__(self, transactions: Transactions, service: RecordsService, catalog: Catalog) -> None:
        self._transactions = transactions
        self._service = service
        self._catalog = catalog

    async def to_review(self, draft: Draft) -> Drawn | None:
        """Draw the employee's copy of their first edition."""
        view = await self._newest(draft)
        return _finished(blocks.to_review(view, self._catalog, draft.locale)) if view else None

    async def corrected(self, draft: Draft) -> Drawn | None:
        """Draw the employee's copy of a later edition."""
        view = await self._newest(draft)
        return _finished(blocks.corrected(view, self._catalog, draft.locale)) if view else None

    async def replaced(self, draft: Draft) -> Drawn | None:
        """Draw the employee's copy of an edition that is not the newest any more."""
        view = await self._view(draft)
        if view is None or view.version <= draft.payload["version"]:
            return None
        shown = view.read_as(draft.payload["version"])
        return _finished(blocks.replaced(view, shown, self._catalog, draft.locale))

    async def kept(self, draft: Draft) -> Drawn | None:
        """Draw the manager's copy."""
        view = await self._view(draft)
        if view is None or not view.is_managers:
            return None
        return _finished(blocks.kept(view, self._catalog, draft.locale))

    async def answered(self, draft: Draft) -> Drawn | None:
        """Draw what the manager hears of an answer."""
        view = await self._view(draft)
        if view is None:
            return None
        response = view.response(draft.payload["response_id"])
        return _finished(blocks.answered(view, response, self._catalog, draft.locale))

    async def reminder(self, draft: Draft) -> Drawn | None:
        """Draw the reminder, unless the answer came first."""
        view = await self._newest(draft)
        if view is None or view.status is not Status.IN_REVIEW:
            return None
        return _finished(blocks.reminder(view, self._catalog, draft.locale, waiting=True))

    async def reminded(self, draft: Draft) -> Drawn | None:
        """Draw the reminder as it stays behind."""
        view = await self._view(draft)
        return _finished(blocks.reminder(view, self._catalog, draft.locale, waiting=False)) if view else None

    async def _newest(self, draft: Draft) -> NoteView | None:
        view = await self._view(draft)
        return view if view and view.version == draft.payload["version"] else None

    async def _view(self, draft: Draft) -> NoteView | None:
        if draft.person_id is None:
            return None
        try:
            return await self._transactions.read(
                self._service.view, draft.payload["note_id"], draft.person_id
            )
        except NoteNotFound:
            return None


def _finished(drawing: Drawing) -> Drawn:
    return Drawn(text=drawing.text, blocks=drawing.blocks)
