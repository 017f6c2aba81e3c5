"""The verification of the whole log, against keys and checkpoints the database's administrator does not hold.

It streams: memory grows with the number of outside checkpoints only. It runs beside a working bot, because rows
that were there when it began never change; what comes later is left to the next run.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple, cast

from sqlalchemy import bindparam, exists, func, select

from storage import ledger, merkle
from storage.driver_rows import driver_rows, stored_time
from storage.ledger import ENTRY, LEAF, NODE, PENDING, Entry, LedgerCheckpoint, leaf_data, stored_leaf_data
from storage.tampering import MOST_SUSPECTS, Findings, Misfit, Report, Tampering, judge_rows
from storage.tree_audit import BATCH, Hashes, TreeAudit
from storage.tree_heads import OUTSIDE, STORED, TreeHead, TreeHeads

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from sqlmodel import Session

    from storage.checkpoints import Verifier

CONTENT = "content"
"""Where a finding is that the records themselves, and not the log, gave rise to."""


class Content(NamedTuple):
    """A record as it can be read today: the opening of its commitment, its canonical bytes, and its time."""

    opening: bytes
    canonical: bytes
    at: datetime


if TYPE_CHECKING:
    Contents = Callable[[Sequence[Entry]], Mapping[str, Content | None]]
    """Reads the records of some entries, by record id. None for one whose key was destroyed; a record that is
    not there at all is left out."""
    LeafRow = tuple[int, bytes, bytes, int | None, str, bytes, datetime | str, str]
    """A leaf's position, data and hash, and its entry with the time as the driver gives it. All of the entry is
    None when it is gone."""
    Progress = Callable[[int, int], None]
    """Is told how many leaves are verified, and how many there are."""

_CHECKPOINT = ledger.table(LedgerCheckpoint)
_LEAVES = (
    select(LEAF.c.position, LEAF.c.data, LEAF.c.hash, ENTRY.c.id, ENTRY.c.record, ENTRY.c.commitment,
           ENTRY.c.at, ENTRY.c.code)
    .select_from(LEAF.outerjoin(ENTRY, ENTRY.c.id == LEAF.c.entry_id))
    .where(LEAF.c.position >= bindparam("first"), LEAF.c.position < bindparam("end"))
    .order_by(LEAF.c.position)
)  # fmt: skip


def verify_log(
    session: Session,
    trusted: Collection[Verifier],
    outside: Iterable[str] = (),
    *,
    contents: Contents | None = None,
    progress: Progress | None = None,
) -> Report:
    """Verify every entry, leaf, node and checkpoint, and all outside checkpoints; return what was found.

    `trusted` are the keys that may have signed; `outside` are signed notes in the order they were written down,
    as `read_outside` gives them. They are read first: what was signed while this runs is no alarm.
    """
    notes = list(outside)
    newest = ledger.newest_checkpoint(session)
    size = 0 if newest is None else newest.size
    findings = Findings()
    heads = TreeHeads(session, trusted, findings)
    entries = _Entries(findings, contents)
    audit = TreeAudit(session, findings)
    roots = _Roots(heads.in_order(notes, size), findings)
    roots.compare(0, lambda _: merkle.EMPTY_ROOT)
    for start in range(0, size, BATCH):
        end = min(start + BATCH, size)
        found = driver_rows(session, _LEAVES, {"first": start, "end": end})
        rows = cast("Sequence[LeafRow]", found)
        audit.take(start, entries.check(rows, start, end))
        roots.compare(end, audit.root_at)
        if progress is not None:
            progress(end, size)
    audit.finish()
    entries.finish()
    roots.finish()
    _check_rest(session, findings)
    pending = session.connection().execute(select(func.count()).select_from(PENDING)).scalar_one()
    return Report(
        leaves=size,
        checkpoints=heads.stored,
        outside=heads.outside,
        pending=pending,
        unreadable=entries.unreadable,
        findings=tuple(findings.kept),
        counts=dict(findings.counts),
    )


@dataclass
class _Roots:
    """Compares the tree with the signed tree heads, in the order of their sizes."""

    heads: Iterator[TreeHead]
    findings: Findings
    stored: int = -1

    def __post_init__(self) -> None:
        self._next = next(self.heads, None)

    def compare(self, reached: int, root_at: Callable[[int], bytes | None]) -> None:
        """Compare all heads up to the size that is `reached`."""
        while self._next is not None and self._next.size <= reached:
            self._compare(self._next, root_at(self._next.size))
            self._next = next(self.heads, None)

    def finish(self) -> None:
        """Judge the heads of sizes the database has not."""
        while self._next is not None:
            self.findings.add(Tampering.BACKUP_RESTORED, OUTSIDE, self._next.size)
            self._next = next(self.heads, None)

    def _compare(self, head: TreeHead, root: bytes | None) -> None:
        if not head.is_outside:
            self.stored = head.size
        fits = root is None or head.root in {b"", root}
        if not fits and head.is_outside:
            self.findings.add(Tampering.TAIL_REWRITTEN, OUTSIDE, head.size)
        elif not fits:
            self.findings.add(Tampering.TREE_REWRITTEN, STORED, head.size)
        elif head.is_outside and head.size not in {0, self.stored}:
            self.findings.add(Tampering.ROW_DELETED, STORED, head.size)


class _Entries:
    """Compares leaves with their entries, and entries with the records' contents."""

    def __init__(self, findings: Findings, contents: Contents | None) -> None:
        self.unreadable = 0
        self._findings, self._contents = findings, contents
        self._misfits: dict[str, list[Misfit]] = {"ledger_entry": [], CONTENT: []}

    def check(self, rows: Sequence[LeafRow], start: int, end: int) -> Hashes:
        """Check the leaves from `start` to `end`; return their stored hashes, None for those that are gone."""
        hashes: Hashes = [row[2] for row in rows]
        if not _fit(rows, hashes, start, end):
            self._look_closer(rows, start, end)
            known = {row[0]: row[2] for row in rows}
            hashes = [known.get(position) for position in range(start, end)]
        if self._contents is not None:
            entries = [
                Entry(number, record, commitment, stored_time(at).replace(tzinfo=UTC), code)
                for _, _, _, number, record, commitment, at, code in rows
                if number is not None
            ]
            self._compare_contents(self._contents, entries)
        return hashes

    def finish(self) -> None:
        """Name what was done to the rows that did not fit."""
        for where, misfits in self._misfits.items():
            self._findings.extend(judge_rows(where, misfits))

    def _look_closer(self, rows: Sequence[LeafRow], start: int, end: int) -> None:
        missing = set(range(start, end)) - {row[0] for row in rows}
        for position in sorted(missing):
            self._findings.add(Tampering.ROW_DELETED, "ledger_leaf", position)
        for position, data, value, number, record, commitment, at, code in rows:
            if merkle.leaf_hash(data) != value:
                self._findings.add(Tampering.ROW_EDITED, "ledger_leaf", position)
            if number is None:
                self._findings.add(Tampering.ROW_DELETED, "ledger_entry", position)
                continue
            has = stored_leaf_data(record, commitment, stored_time(at))
            if has != data:
                self._suspect("ledger_entry", Misfit(position, has, data))
            elif ledger.code_of(value) != code:
                self._findings.add(Tampering.ROW_EDITED, "ledger_entry", position)

    def _compare_contents(self, contents: Contents, entries: Sequence[Entry]) -> None:
        read = contents(entries)
        for entry in entries:
            content = read.get(entry.record)
            if content is not None:
                # Records that changed places keep their ids: only what was committed, and when, moves.
                has = leaf_data("", ledger.committed(content.opening, content.canonical), content.at)
                had = leaf_data("", entry.commitment, entry.at)
                if has != had:
                    self._suspect(CONTENT, Misfit(entry.record, has, had))
            elif entry.record in read:
                self.unreadable += 1
            else:
                self._findings.add(Tampering.ROW_DELETED, CONTENT, entry.record)

    def _suspect(self, where: str, misfit: Misfit) -> None:
        if len(self._misfits[where]) < MOST_SUSPECTS:
            self._misfits[where].append(misfit)
        else:
            self._findings.extend(judge_rows(where, [misfit]))


def _fit(rows: Sequence[LeafRow], hashes: Hashes, start: int, end: int) -> bool:
    """Return whether these are all the leaves of a span, each as its entry says. The path every leaf takes."""
    # As many different positions as fit into the span are all there are.
    if len(rows) != end - start or None in [row[3] for row in rows]:
        return False
    return (
        [sha256(b"\x00" + row[1]).digest() for row in rows] == hashes
        and [stored_leaf_data(row[4], row[5], stored_time(row[6])) for row in rows]
        == [row[1] for row in rows]
        and [ledger.code_of(row[2]) for row in rows] == [row[7] for row in rows]
    )


def _check_rest(session: Session, findings: Findings) -> None:
    """Check what no leaf leads to. Each question is one statement, so that a sequencer at work is no alarm."""
    connection = session.connection()
    size = select(func.coalesce(func.max(_CHECKPOINT.c.size), 0)).scalar_subquery()
    leaves = select(func.coalesce(func.max(LEAF.c.position) + 1, 0)).scalar_subquery()
    counts = [select(func.count()).select_from(each).scalar_subquery() for each in (ENTRY, LEAF, PENDING)]
    signed, placed, entered, made, waiting = connection.execute(select(size, leaves, *counts)).one()
    if placed > signed:
        findings.add(Tampering.ROW_DELETED, STORED, placed)
    in_log = exists().where(LEAF.c.entry_id == ENTRY.c.id)
    in_line = exists().where(PENDING.c.entry_id == ENTRY.c.id)
    if entered != made + waiting:
        lost = select(ENTRY.c.id).where(~in_log, ~in_line).limit(MOST_SUSPECTS)
        for number in connection.execute(lost).scalars():
            findings.add(Tampering.ROW_DELETED, "ledger_pending", number)
    twice = select(PENDING.c.entry_id).where(exists().where(LEAF.c.entry_id == PENDING.c.entry_id))
    for number in connection.execute(twice.limit(MOST_SUSPECTS)).scalars():
        findings.add(Tampering.ROW_ADDED, "ledger_pending", number)
    nameless = select(PENDING.c.entry_id).where(~exists().where(ENTRY.c.id == PENDING.c.entry_id))
    for number in connection.execute(nameless.limit(MOST_SUSPECTS)).scalars():
        findings.add(Tampering.ROW_DELETED, "ledger_entry", number)
    levels = select(NODE.c.level, func.count(), size).group_by(NODE.c.level)
    for level, count, whole in connection.execute(levels):
        if count > whole >> level:
            findings.add(Tampering.ROW_ADDED, "ledger_node", level)
