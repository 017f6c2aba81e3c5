"""Steering: preview, send, agree, pause, stop, correct, and the board."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.features.announcements import board_blocks, card_blocks, files, form_blocks
from bot.features.announcements.listeners import by_language
from bot.features.announcements.rules import ROLES
from bot.slack.blocks import Drawn
from bot.slack.uploads import SentFile

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Sequence
    from typing import Any

    from bot.features.announcements.board import Board
    from bot.features.announcements.launching import Launches
    from bot.features.announcements.reminding import Reminding
    from bot.features.announcements.sending import Sending
    from bot.slack.calls import Call
    from bot.slack.surface import Surface
    from prompts.catalog import Catalog

FIRST_ROLE = ROLES[0]


class SteeringListeners:
    """One method per press; what is under way goes on by itself.

    `reason` says what a code of Slack's comes down to, of a message that may be there or not.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - the services of one card
        self,
        launches: Launches,
        sending: Sending,
        board: Board,
        reminding: Reminding,
        feed: Callable[[], None],
        catalog: Catalog,
        refresh: Callable[[Call], Awaitable[None]],
        reason: Callable[[str, bool], str],
    ) -> None:
        self._launches = launches
        self._sending = sending
        self._board = board
        self._reminding = reminding
        self._feed = feed
        self._catalog = catalog
        self._refresh = refresh
        self._reason = reason

    def register(self, surface: Surface) -> None:
        """Hang up all of them."""
        surface.action(card_blocks.PREVIEW, self.previewed)
        surface.action(board_blocks.ROLE, self.previewed_otherwise)
        surface.action(board_blocks.LANGUAGE, self.previewed_otherwise)
        surface.action(board_blocks.LEFT_OUT, self.left_out)
        surface.action(card_blocks.CORRECT, self.about_to_correct)
        surface.form(form_blocks.CORRECTED, self.corrected)
        surface.action(card_blocks.FAILURES, self.failures)
        surface.action(card_blocks.BOARD, self.watched)
        surface.action(board_blocks.REFRESH, self.watched_again)
        surface.action(board_blocks.BOARD_FILE, self.board_file)
        surface.action(board_blocks.SILENT_FILE, self.silent_file)
        deeds: dict[str, Callable[..., object]] = {
            card_blocks.DISCARD: self._launches.discard,
            card_blocks.PAUSE: self._sending.pause,
            card_blocks.RESUME: self._sending.resume,
            card_blocks.STOP: self._sending.stop,
            card_blocks.RETRY: self._sending.retry,
        }
        for action, deed in deeds.items():
            surface.action(action, self._doing(deed))
        asking_whom: dict[str, Callable[..., object]] = {
            card_blocks.LAUNCH: self._launches.launch,
            card_blocks.APPROVE: self._launches.approve,
            card_blocks.SEND_BACK: self._launches.send_back,
        }
        for action, deed in asking_whom.items():
            surface.action(action, self._doing(deed, whom=True))

    async def previewed(self, call: Call) -> None:
        """Show what readers will see."""
        await call.open(
            await self._preview(call, call.value, FIRST_ROLE, self._catalog.language_of(call.speaker.locale))
        )

    async def previewed_otherwise(self, call: Call) -> None:
        """Show the same as another role or in another language."""
        announcement, role, language = [*call.remembered.split(":"), "", ""][:3]
        if call.value in self._catalog.languages:
            language = call.value
        elif call.value in ROLES:
            role = call.value
        await call.redraw(Drawn(""), await self._preview(call, announcement, role, language))

    async def left_out(self, call: Call) -> None:
        """Send the list of those it does not go to."""
        found = await call.look(self._launches.left_out, call.speaker.person_id, call.value)
        await call.do(self._launches.take_list, call.speaker.person_id, call.value, len(found))
        rows = [(name, email, self._why(call, reason)) for name, email, reason in found]
        await self._send(call, "left-out", ("name", "email", "reason"), rows)

    async def about_to_correct(self, call: Call) -> None:
        """Open the words that went out."""
        spec = await call.look(self._sending.words, call.speaker.person_id, call.value)
        locale = call.speaker.locale
        await call.open(form_blocks.words_form(call.value, spec, self._catalog, locale, correcting=True))

    async def corrected(self, call: Call) -> None:
        """Put the words right."""
        await call.do(
            self._sending.correct,
            call.speaker.person_id,
            call.remembered,
            title=by_language(call, "title", self._catalog),
            text=by_language(call, "text", self._catalog),
            changes={role: by_language(call, role, self._catalog) for role in ROLES},
            values=call.typed("values"),
        )
        self._feed()

    async def failures(self, call: Call) -> None:
        """Send the list of those it did not reach."""
        found = await call.do(self._sending.failures, call.speaker.person_id, call.value)
        rows = [
            (
                each.name,
                each.address,
                self._catalog.text(
                    call.speaker.locale, f"undelivered-reason-{self._reason(each.error, each.may_be_there)}"
                ),
                each.error,
            )
            for each in found
        ]
        await self._send(call, "failures", ("name", "email", "reason", "error"), rows)

    async def watched(self, call: Call) -> None:
        """Open the board."""
        await call.open(await self._watch(call, call.value))

    async def watched_again(self, call: Call) -> None:
        """Show the board as it stands now."""
        await call.redraw(Drawn(""), await self._watch(call, call.value))

    async def board_file(self, call: Call) -> None:
        """Send the board as a file."""
        language = self._catalog.language_of(call.speaker.locale)
        lines = await call.do(self._board.file, call.speaker.person_id, call.value, language)
        others = self._catalog.text(call.speaker.locale, "announcing-board-others")
        rows = [(unit or others, readers, received) for unit, readers, received in lines]
        await self._send(call, "board", ("unit", "readers", "received"), rows)

    async def silent_file(self, call: Call) -> None:
        """Send the list of those who have not confirmed."""
        rows = await call.do(self._reminding.silent, call.speaker.person_id, call.value)
        await self._send(call, "silent", ("name", "email", "unit"), rows)

    def _doing(self, deed: Callable[..., object], *, whom: bool = False) -> Callable[[Call], Awaitable[None]]:
        """Return what a press does; `whom`: it wants to know whom the announcement goes to, which is read beforehand."""

        async def pressed(call: Call) -> None:
            looked = [await call.look(self._launches.look, call.value)] if whom else []
            await call.do(deed, call.speaker.person_id, call.value, *looked)
            self._feed()
            await self._refresh(call)

        return pressed

    async def _preview(self, call: Call, announcement: str, role: str, language: str) -> dict[str, Any]:
        view = await call.look(self._launches.preview, call.speaker.person_id, announcement, role, language)
        return board_blocks.preview(view, self._catalog, call.speaker.locale)

    async def _watch(self, call: Call, announcement: str) -> dict[str, Any]:
        language = self._catalog.language_of(call.speaker.locale)
        view = await call.look(self._board.view, call.speaker.person_id, announcement, language)
        return board_blocks.board(view, self._catalog, call.speaker.locale)

    def _why(self, call: Call, reason: str) -> str:
        return self._catalog.text(call.speaker.locale, "announcing-reason", reason=reason)

    async def _send(
        self, call: Call, name: str, columns: Sequence[str], rows: Iterable[Sequence[object]]
    ) -> None:
        locale = call.speaker.locale
        headings = [self._catalog.text(locale, f"announcing-file-{column}") for column in columns]
        comment = self._catalog.text(locale, f"announcing-file-{name}")
        file = SentFile(f"{name}.csv", comment, files.table(headings, rows))
        await call.send_files([file], comment)
