"""Looking around in the rule book: its windows, a clause's neighbours and languages, and what HR takes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import RulesNotFound
from bot.features.policies import blocks, book_blocks, book_values, clause_values

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.features.policies.book import Book
    from bot.features.policies.clause_views import ClauseView
    from bot.features.policies.publishing import Publishing
    from bot.features.policies.service import Policies
    from bot.slack.calls import Call
    from bot.slack.surface import Surface
    from prompts.catalog import Catalog


class BookDesk:
    """Shows the rule book in windows, and clauses wherever they stand."""

    def __init__(
        self,
        service: Policies,
        book: Book,
        publishing: Publishing,
        catalog: Catalog,
        refresh_home: Callable[[Call], Awaitable[None]],
    ) -> None:
        self._service = service
        self._book = book
        self._publishing = publishing
        self._catalog = catalog
        self._refresh_home = refresh_home

    def register(self, surface: Surface) -> None:
        """Hang up what the windows, Home and a clause offer."""
        surface.action(book_blocks.BOOK, self.opened)
        surface.action(book_blocks.BOOK_DAY, self.dated)
        surface.action(book_blocks.UPLOAD, self.asked_how)
        surface.action(book_blocks.DOCUMENT, self.opened_document)
        surface.action(book_blocks.CONTENTS_BACK, self.turned_page)
        surface.action(book_blocks.CONTENTS_ON, self.turned_page)
        surface.action(book_blocks.READ, self.read)
        surface.action(book_blocks.WITHDRAW, self.withdrew)
        surface.action(book_blocks.OPEN_DRAFT, self.opened_draft)
        for turn in ("previous", "following", "language"):
            surface.action(f"{blocks.TURN}.{turn}", self.turned)
        surface.action(blocks.WHOLE, self.read)
        surface.action(blocks.CONFLICT, self.asked_what_contradicts)
        surface.form(book_blocks.CONFLICT_FORM, self.marked)

    async def opened(self, call: Call) -> None:
        """Show the documents there are."""
        view = await call.look(self._book.view, call.speaker.person_id, self._language(call))
        await call.open(book_blocks.book_window(view, self._catalog, call.speaker.locale))

    async def dated(self, call: Call) -> None:
        """Show the documents of another day."""
        day = book_values.day(call.value)
        view = await call.look(self._book.view, call.speaker.person_id, self._language(call), day)
        await self._update(call, book_blocks.book_window(view, self._catalog, call.speaker.locale))

    async def asked_how(self, call: Call) -> None:
        """Say how a document is brought."""
        await call.open(book_blocks.upload_window(self._catalog, call.speaker.locale))

    async def opened_document(self, call: Call) -> None:
        """Show a document's contents."""
        await call.open(await self._contents(call))

    async def turned_page(self, call: Call) -> None:
        """Show another page of a document's contents."""
        await self._update(call, await self._contents(call))

    async def read(self, call: Call) -> None:
        """Show a whole clause in a window."""
        view = await self._clause(call)
        await call.open(blocks.clause_window(view, self._catalog, call.speaker.locale))

    async def turned(self, call: Call) -> None:
        """Show a neighbour of a clause, or its other language, in its place."""
        view, locale = await self._clause(call), call.speaker.locale
        await call.redraw(
            blocks.clause(view, self._catalog, locale), blocks.clause_window(view, self._catalog, locale)
        )

    async def withdrew(self, call: Call) -> None:
        """Take a version back."""
        target = book_values.target(call.value)
        await call.do(self._publishing.withdraw, call.speaker.person_id, target.document_id, target.version)
        view = await call.look(self._book.view, call.speaker.person_id, self._language(call))
        await self._update(call, book_blocks.book_window(view, self._catalog, call.speaker.locale))
        await self._refresh_home(call)

    async def opened_draft(self, call: Call) -> None:
        """Bring a draft that waits into the direct message."""
        await call.do(self._publishing.show, call.speaker.person_id, call.value)
        await call.open(book_blocks.draft_is_there(self._catalog, call.speaker.locale))

    async def asked_what_contradicts(self, call: Call) -> None:
        """Ask which clause another one contradicts."""
        view = await self._clause(call)
        value = clause_values.read(call.value)
        form = book_blocks.conflict_form(value, view.clause.clause_id, self._catalog, call.speaker.locale)
        await call.open(form)

    async def marked(self, call: Call) -> None:
        """Keep that two clauses contradict each other."""
        value = clause_values.read(call.remembered)
        await call.do(
            self._book.mark_conflict,
            call.speaker.person_id,
            value.ref,
            call.typed("other"),
            call.chosen("applies"),
        )

    async def _clause(self, call: Call) -> ClauseView:
        value = clause_values.read(call.value)
        view = await call.look(
            self._service.clause, call.speaker.person_id, value.ref, value.language, value.day
        )
        if view is None:
            raise RulesNotFound
        return view

    async def _contents(self, call: Call) -> dict[str, object]:
        place = book_values.place(call.value)
        view = await call.look(
            self._book.contents,
            call.speaker.person_id,
            place.document_id,
            self._language(call),
            place.day,
            place.page,
        )
        return book_blocks.contents_window(view, self._catalog, call.speaker.locale)

    @staticmethod
    async def _update(call: Call, view: dict[str, object]) -> None:
        window = call.body.get("view") or {}
        if window.get("type") == "modal":
            await call.client.views_update(view_id=window["id"], view=view)

    def _language(self, call: Call) -> str:
        return self._catalog.language_of(call.speaker.locale)
