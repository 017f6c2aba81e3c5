"""Keeping the log: leaves are made and signed every few seconds, and what was signed is written outside."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import structlog

from storage.outside import append_outside, read_outside

if TYPE_CHECKING:
    from pathlib import Path

    from bot.features.records.proofs import Proofs
    from bot.transactions import Transactions

log = structlog.get_logger(__name__)

ROUND_SECONDS = 3.0
"""How often the sequencer looks: with the writing, a receipt is ready well within ten seconds."""
TROUBLE_SECONDS = 60.0
"""How long it rests after a round that failed: a broken log needs a person, not a thousand lines in a log file."""


class Sequencing:
    """Does rounds until it is cancelled. `outside` is the file whose owner should not be the database's."""

    def __init__(self, transactions: Transactions, proofs: Proofs, outside: Path) -> None:
        self._transactions = transactions
        self._proofs = proofs
        self._outside = outside
        self._written: int | None = None

    async def run(self) -> None:
        """Do rounds for ever; one that fails is told and tried again later."""
        await self._transactions.write(self._proofs.enter_old)
        while True:
            pause = ROUND_SECONDS
            try:
                await self.round()
            except Exception as problem:  # noqa: BLE001 - the log goes on when its database is back
                log.error("ledger.not_continued", error=type(problem).__name__)  # noqa: TRY400
                pause = TROUBLE_SECONDS
            await asyncio.sleep(pause)

    async def round(self) -> int:
        """Make leaves of all that waits, sign, and write outside what was signed; return how many checkpoints.

        Written only after the commit that makes them true; what a crash kept from being written is written by the
        next round. Raises LedgerBrokenError and CheckpointError when the log is not the one that was signed.
        """
        while await self._transactions.write(self._proofs.integrate):
            continue
        if self._written is None:
            self._written = await asyncio.to_thread(self._size_outside)
        written = 0
        while signed := await self._transactions.read(self._proofs.signed_after, self._written):
            await asyncio.to_thread(append_outside, self._outside, signed)
            self._written = signed[-1].size
            written += len(signed)
        return written

    def _size_outside(self) -> int:
        self._outside.parent.mkdir(parents=True, exist_ok=True)
        last = ""
        for note in read_outside(self._outside):
            last = note
        return self._proofs.size_signed(last) if last else 0
