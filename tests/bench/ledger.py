"""How fast the log proves and verifies, beside the bare hashes and the bare query that it cannot do without."""

from __future__ import annotations

import random
import time
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING

import psutil
from sqlalchemy import text

from storage import ledger, merkle, sequencer, tree_nodes
from storage.checkpoints import Signer
from storage.database import Database
from storage.receipts import check_receipt, receipt
from storage.verification import verify_log
from tests.bench.findings import Finding, p50, p99

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

LEAVES = 1_000_000
PROOF_MS_MAX = 5
RECEIPTS_PER_SECOND_MIN = 20_000
LEAVES_PER_SECOND_MIN = 100_000
GROWTH_MB_MAX = 32
"""What "flat memory" may grow by while a million leaves go past."""

SIGNER = Signer("touchbase.example/bench", bytes(32))
OPENING, WORDS = b"o" * 32, b"what was said"
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
_MB = 1 << 20


async def proving(folder: Path, *, smoke: bool) -> list[Finding]:
    """Measure proofs, receipts and the verification of everything on a log of a million leaves."""
    leaves = 5_000 if smoke else LEAVES
    database = Database(f"sqlite:///{folder / 'ledger.db'}")
    database.migrate()
    _build(database, leaves, portion=min(leaves, 50_000))
    chosen = [random.Random(leaves).randrange(leaves) for _ in range(50 if smoke else 1000)]
    findings = [_proofs(database, leaves, chosen), _receipts(database, chosen, rounds=1 if smoke else 20)]
    findings += _everything(database, leaves)
    database.close()
    return findings


def _build(database: Database, leaves: int, portion: int) -> None:
    value = ledger.committed(OPENING, WORDS)
    for first in range(0, leaves, portion):
        with database.transaction() as session:
            records = [(f"note:{number:032}", value) for number in range(first, first + portion)]
            ledger.append_all(session, records, NOW)
            sequencer.integrate(session, SIGNER, NOW, limit=portion)


def _proofs(database: Database, leaves: int, chosen: Sequence[int]) -> Finding:
    with database.snapshot() as session:
        query = text("SELECT hash FROM ledger_leaf WHERE position = :position")
        bare = [
            _seconds(lambda at=at: session.connection().execute(query, {"position": at}).one())
            for at in chosen
        ]
        ours = [
            _seconds(lambda at=at: tree_nodes.proof(session, merkle.inclusion_spans(at, leaves)))
            for at in chosen
        ]
    # The pages the budget comes from give means; a machine's hiccup is shown, and does not decide.
    middle = p50(ours) * 1000
    return Finding(
        f"inclusion proof at {leaves:,} leaves, p50 (p99)",
        f"{p50(bare) * 1000:.2f} ms ({p99(bare) * 1000:.2f})",
        f"{middle:.2f} ms ({p99(ours) * 1000:.2f})",
        f"{p50(ours) / p50(bare):.1f}×",
        f"≤ {PROOF_MS_MAX} ms",
        kept=middle <= PROOF_MS_MAX,
    )


def _receipts(database: Database, chosen: Sequence[int], rounds: int) -> Finding:
    with database.snapshot() as session:
        made = [receipt(session, f"note:{number:032}", OPENING, SIGNER.vkey) for number in chosen]
    files = [data for data in made if data is not None] * rounds
    hashes = max(1, (len(files[0]) - 600) // 43)
    bare = len(files) / _seconds(lambda: [_hash(hashes) for _ in files])
    rate = len(files) / _seconds(lambda: [check_receipt(data, SIGNER.verifier, WORDS) for data in files])
    return Finding(
        "receipts verified, words too",
        f"{bare:,.0f}/s",
        f"{rate:,.0f}/s",
        f"{rate / bare:.0%}",
        f"≥ {RECEIPTS_PER_SECOND_MIN:,}/s",
        kept=rate >= RECEIPTS_PER_SECOND_MIN,
    )


def _everything(database: Database, leaves: int) -> list[Finding]:
    bare = leaves / _seconds(lambda: _hash(2 * leaves))
    process = psutil.Process()
    before = most = process.memory_info().rss

    def watch(_done: int, _all: int) -> None:
        nonlocal most
        most = max(most, process.memory_info().rss)

    def verify() -> None:
        with database.snapshot() as session:
            report = verify_log(session, [SIGNER.verifier], progress=watch)
        if not report.sound or report.leaves != leaves:
            raise AssertionError(report)

    rate = leaves / _seconds(verify)
    growth = (most - before) / _MB
    return [
        Finding(
            f"whole log verified, {leaves:,} leaves",
            f"{bare:,.0f}/s",
            f"{rate:,.0f}/s",
            f"{rate / bare:.0%}",
            f"≥ {LEAVES_PER_SECOND_MIN:,}/s",
            kept=rate >= LEAVES_PER_SECOND_MIN,
        ),
        Finding(
            "memory the verification grows by",
            "0 MB",
            f"{growth:.1f} MB",
            "",
            f"≤ {GROWTH_MB_MAX} MB",
            kept=growth <= GROWTH_MB_MAX,
        ),
    ]


def _hash(times: int) -> bytes:
    """Hash two hashes so many times over: what no verification can do without."""
    value = bytes(32)
    for _ in range(times):
        value = sha256(b"\x01" + value + value).digest()
    return value


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
