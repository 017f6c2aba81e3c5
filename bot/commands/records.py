"""The command line's `records`: verifying the whole log, and single receipts."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from bot.commands.door import OPERATION_FAILED, WRONG_USAGE
from bot.settings import SettingsError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.commands.door import Door
    from bot.settings import Settings
    from storage.receipts import Proof
    from storage.tampering import Finding, Report

SHOWN = 20
"""Findings listed one by one; the rest are counted."""

Outside = Annotated[
    list[Path] | None,
    typer.Option("--checkpoints", exists=True, dir_okay=False, help="A file of checkpoints kept elsewhere."),
]
Receipt = Annotated[
    Path, typer.Argument(exists=True, dir_okay=False, help="A receipt, as Touchbase gave it.")
]
Key = Annotated[str | None, typer.Option(help="The log's key from a source you trust: name+id+base64.")]
Words = Annotated[
    Path | None,
    typer.Option(exists=True, dir_okay=False, help="The record's canonical text, to prove these very words."),
]


def register(records: typer.Typer, door: Door) -> None:
    """Add the commands to `touchbase records`."""

    @records.command()
    def verify(outside: Outside = None) -> None:
        """Verify the whole log against the checkpoints kept outside the database."""
        settings = door.settings()
        files = outside or [settings.outside]
        report, strangers = _verified(door, settings, files)
        _tell(door, report, strangers, files)
        if not report.sound or strangers:
            raise typer.Exit(OPERATION_FAILED)

    @records.command()
    def verify_receipt(file: Receipt, *, key: Key = None, words: Words = None) -> None:
        """Say what a receipt proves. It needs no database and no network."""
        from storage.checkpoints import CheckpointError, Verifier  # noqa: PLC0415 - other commands need not load it
        from storage.receipts import ReceiptError, check_receipt  # noqa: PLC0415 - as above

        try:
            verifier = Verifier(key) if key else None
        except CheckpointError as problem:
            sentence = f"--key: {problem}."
            raise door.failure(sentence, WRONG_USAGE) from problem
        try:
            proof = check_receipt(file.read_bytes(), verifier, words.read_bytes() if words else None)
        except ReceiptError as problem:
            sentence = f"{file.name} proves nothing: {problem}."
            raise door.failure(sentence) from problem
        door.console.print(_sentence(proof), markup=False, highlight=False, soft_wrap=True)

    @records.command()
    def key() -> None:
        """Print the log's public key, for everybody who will check receipts."""
        from bot import keys  # noqa: PLC0415 - as above
        from bot.features.records.proofs import LOG_NAME  # noqa: PLC0415 - as above
        from storage.checkpoints import Signer  # noqa: PLC0415 - as above

        try:
            vkey = Signer(LOG_NAME, keys.signing_key(door.settings())).vkey
        except SettingsError as problem:
            raise door.failure(str(problem), WRONG_USAGE) from problem
        door.console.print(vkey, markup=False, highlight=False, soft_wrap=True)


def _verified(door: Door, settings: Settings, files: Sequence[Path]) -> tuple[Report, list[str]]:
    from bot import keys  # noqa: PLC0415 - as above
    from bot.features.records.proofs import LOG_NAME  # noqa: PLC0415 - as above
    from storage import committed  # noqa: PLC0415 - as above
    from storage.checkpoints import Signer  # noqa: PLC0415 - as above
    from storage.outside import by_size, read_outside  # noqa: PLC0415 - as above
    from storage.verification import verify_log  # noqa: PLC0415 - as above

    try:
        verifier = Signer(LOG_NAME, keys.signing_key(settings)).verifier
    except SettingsError as problem:
        raise door.failure(str(problem), WRONG_USAGE) from problem
    database = door.open_database(settings)
    try:
        with door.bar() as bar, database.snapshot() as session:
            task = bar.add_task("Verifying", total=None)
            report = verify_log(
                session,
                [verifier],
                # One file is judged as it is; several are put in order, as no order between them is told.
                read_outside(files[0]) if len(files) == 1 else by_size([verifier], *map(read_outside, files)),
                contents=partial(committed.contents, session),
                progress=lambda done, total: bar.update(task, completed=done, total=total),
            )
            return report, list(committed.not_entered(session))
    finally:
        database.close()


def _tell(door: Door, report: Report, strangers: Sequence[str], files: Sequence[Path]) -> None:
    looked = (
        f"{report.leaves} leaves, {report.checkpoints} checkpoints in the database, {report.outside} outside; "
        f"{report.pending} waiting, {report.unreadable} erased."
    )
    if report.sound and not strangers:
        door.console.print(f"The record is as it was signed. {looked}", highlight=False)
        if not report.outside:
            names = ", ".join(str(file) for file in files)
            door.console.print(
                f"No checkpoint outside was found ({names}): without one, a rewriting of everything goes unseen.",
                style="yellow",
                highlight=False,
                soft_wrap=True,
            )
        return
    door.complaints.print(f"The record is NOT as it was signed. {looked}", style="red", highlight=False)
    table = Table("what", "where", "row")
    for finding in (*report.findings, *_unentered(strangers))[:SHOWN]:
        table.add_row(finding.what.value, finding.where, str(finding.row))
    door.complaints.print(table)
    total = sum(report.counts.values()) + len(strangers)
    if total > SHOWN:
        door.complaints.print(f"{total} in all.", highlight=False)


def _unentered(strangers: Sequence[str]) -> list[Finding]:
    from storage.tampering import Finding, Tampering  # noqa: PLC0415 - as above
    from storage.verification import CONTENT  # noqa: PLC0415 - as above

    return [Finding(Tampering.ROW_ADDED, CONTENT, record) for record in strangers]


def _sentence(proof: Proof) -> str:
    what = {
        "edition": "an edition of a note",
        "acknowledged": "an acknowledgement",
        "commented": "an added view",
        "disputed": "a questioned sentence",
    }.get(proof.kind, f"a record of kind {proof.kind}")
    these = " with exactly the words shown" if proof.words else ""
    trusted = (
        f"the key {proof.vkey}"
        if proof.key_is_trusted
        else f"the key {proof.vkey}, which you should compare with the one your company publishes"
    )
    return (
        f"This proves that {what} of {proof.at:%Y-%m-%d %H:%M:%S} UTC (code {proof.code}){these} was entry "
        f"{proof.index + 1} of {proof.checkpoint.size} in the log {proof.checkpoint.origin} no later than "
        f"{proof.checkpoint.at:%Y-%m-%d %H:%M:%S} UTC, as signed by {trusted}."
    )
