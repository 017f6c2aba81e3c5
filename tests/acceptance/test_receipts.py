"""Receipts as people and auditors use them: from a button in Slack to a command that needs no database."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from typing import TYPE_CHECKING

from tests.acceptance.debrief import APPROVAL, DEBRIEF, OPENING, SHARING
from tests.acceptance.employee import until

if TYPE_CHECKING:
    from pathlib import Path

    from bot.workspace.models import File
    from tests.acceptance.company import Company
    from tests.acceptance.employee import Employee


async def test_both_get_receipts_that_a_stranger_can_check(company: Company, tmp_path: Path) -> None:
    helen, chen = company.person("Helen Moore"), company.person("Chen Wei")
    for act in (OPENING, *DEBRIEF, APPROVAL, *SHARING):
        await act.played(company)
    await chen.sees("Receipt ")
    for reader in (chen, helen):
        await _asks(reader)
        files = [file for file in _receipts(reader) if "edition" in file.name]
        assert files, "everybody gets the receipt of the note itself"
        content = company.server.workspace.files.read(files[0].id)
        assert content is not None
        (tmp_path / "receipt.json").write_bytes(content)
        told = await _command(company, "records", "verify-receipt", str(tmp_path / "receipt.json"))
        assert told.returncode == 0, told.stderr
        assert "This proves that an edition of a note" in told.stdout
    forged = content.replace(b'"index": 0', b'"index": 1')
    (tmp_path / "receipt.json").write_bytes(forged)
    refused = await _command(company, "records", "verify-receipt", str(tmp_path / "receipt.json"))
    assert refused.returncode == 1
    assert "proves nothing" in refused.stderr
    whole = await _command(company, "records", "verify")
    assert whole.returncode == 0, whole.stderr
    assert "The record is as it was signed." in whole.stdout
    assert " 0 outside" not in whole.stdout


async def _asks(reader: Employee) -> None:
    """Press the button until the receipts have reached the log."""
    while not _receipts(reader):
        before = len(reader.messages())
        await reader.presses("records.receipts")
        await until(lambda before=before: len(reader.messages()) > before, "an answer to the button")
        if not _receipts(reader):
            assert reader.reads("The receipt is being made")


def _receipts(reader: Employee) -> list[File]:
    return [file for said in reader.messages() for file in said.files or ()]


async def _command(company: Company, *words: str) -> subprocess.CompletedProcess[str]:
    settings = {name.upper(): str(value) for name, value in company.settings.items() if value is not None}
    return await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-m", "bot", *words],
        env={**os.environ, **settings, "COLUMNS": "400"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
