"""After one whole check-in through the real bot no file of its data folder holds a word of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.acceptance.bot_process import BotProcess, as_a_fork
from tests.acceptance.company import open_company
from tests.acceptance.debrief import (
    ANSWERING,
    DEBRIEF,
    OPENING,
    REWRITING,
    SAID,
    SHARING,
    settled,
)
from tests.integration.scan import files

if TYPE_CHECKING:
    from pathlib import Path

WHOLE = (OPENING, *DEBRIEF, *REWRITING, *SHARING, *ANSWERING)
CANARIES = ("scrap file came", "two people stayed", "cut-off at", "close waits", "half written", "plant lead")


async def test_no_file_of_the_data_folder_holds_what_was_said(tmp_path: Path) -> None:
    async with open_company(tmp_path, start=False) as company:
        bot = BotProcess(company, as_a_fork)
        await bot.start()
        try:
            for act in WHOLE:
                await act.played(company)
            outcome = await settled(company)
            assert (outcome.notes, set(SAID[:4]) <= set(outcome.said)) == (1, True)
            while_running = whole_in(tmp_path)
            bot.kill()
            await bot.restart()
            await settled(company)
            assert await bot.terminate() == 0
        finally:
            await bot.close()
    assert while_running == []
    assert whole_in(tmp_path) == []
    assert any(bot.log.encode() == held for held in files(tmp_path)), "they were looked at"


def whole_in(folder: Path) -> list[bytes]:
    """Return which phrases, or whole sentences, of the story lie in a folder's files."""
    held = list(files(folder))
    wanted = {words.encode() for words in (*SAID, *CANARIES)}
    return sorted(words for words in wanted if any(words in value for value in held))
