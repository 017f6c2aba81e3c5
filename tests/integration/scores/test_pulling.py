"""Sources that are pulled from are taken like a file, and each way to fail is one sentence without secrets."""

from __future__ import annotations

import json
import sqlite3
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest
from structlog.testing import capture_logs

from bot.intake.pulls import Pulls
from bot.intake.sources import SourceError
from bot.intake.turns import Turns
from bot.transactions import Transactions
from tests.integration.scores.company import E1, READING, Company

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.either_engine

SECRET = "s3cret-token"  # noqa: S105 - it is looked for in what is said
COLUMNS = 'columns = { employee = "who", code = "kpi", figure = "amount", value = "shown", captured_at = "read_at" }'
DEFAULTS = "defaults = { " + ", ".join(
    f'{name} = "{READING[name]}"'
    for name in (
        *("unit", "metric_id", "metric_version", "source_system", "source_record", "period_start", "period_end"),
        *("as_of", "clause"),
    )
) + " }"  # fmt: skip
ROW = {"who": E1, "kpi": "K1", "amount": 1308.5, "shown": "1,308.5", "read_at": "2026-07-06T02:10:00+08:00"}


@contextmanager
def answering(status: int, body: bytes, **headers: str) -> Iterator[tuple[str, list[str]]]:
    """Serve one answer on this machine; what was sent as credentials is kept."""
    sent: list[str] = []

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            sent.append(self.headers.get("Authorization", ""))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/figures", sent
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def described(company: Company, *lines: str, columns: str = COLUMNS, defaults: str = DEFAULTS) -> Pulls:
    (company.folder / "sources.toml").write_text("\n".join(["[erp]", columns, defaults, *lines]), "utf-8")
    return Pulls(company.intake, company.folder, company.clock, {"ERP_TOKEN": SECRET})


def refused(pulls: Pulls) -> str:
    with pytest.raises(SourceError) as raised:
        pulls.pull("erp")
    assert SECRET not in str(raised.value)
    assert raised.value.__cause__ is None
    return str(raised.value)


def test_an_http_source_is_taken_like_a_file(company: Company) -> None:
    with answering(200, json.dumps({"data": {"rows": [ROW, {**ROW, "who": "x@demo.example"}]}}).encode()) as (
        url,
        sent,
    ):
        pulls = described(
            company,
            f'url = "{url}"',
            'items = "data.rows"',
            'headers = { Authorization = "Bearer ${ERP_TOKEN}" }',
            "private_network = true",
        )
        assert pulls.pull("erp", dry_run=True).new == 1
        report = pulls.pull("erp")
    assert sent == [f"Bearer {SECRET}"] * 2
    assert (report.new, report.rejected) == (1, 1)
    assert [(each.line, each.column) for each in report.rejections] == [(2, "employee")]


def test_an_inside_address_is_refused_unless_it_is_meant(company: Company) -> None:
    with answering(200, b"[]") as (url, sent):
        assert "inside a private network" in refused(described(company, f'url = "{url}"'))
        named = url.replace("127.0.0.1", "localhost")
        assert "inside a private network" in refused(described(company, f'url = "{named}"'))
    assert sent == []


@pytest.mark.parametrize(
    ("status", "body", "sentence"),
    [
        (302, b"", "erp: it redirects to another address, which is not followed"),
        (401, b"no", "erp: it answered 401"),
        (200, b"<html>", "erp: what it answered is no JSON"),
        (200, b'{"rows": 1}', "erp: under 'data.rows' it must answer a list of objects"),
        (200, b'{"data": {"rows": [[1]]}}', "erp: under 'data.rows' it must answer a list of objects"),
        (200, b'{"data": {"rows": [{"who": "a"}', "erp: what it answered is no JSON"),
        (200, b'{"data": {"rows": []}}]', "erp: what it answered is no JSON"),
        (200, b"", "erp: what it answered is no JSON"),
    ],
)
def test_an_answer_that_is_none_is_said_in_a_sentence(
    company: Company, status: int, body: bytes, sentence: str
) -> None:
    with answering(status, body, Location="http://elsewhere.example/") as (url, _):
        pulls = described(company, f'url = "{url}"', 'items = "data.rows"', "private_network = true")
        assert refused(pulls) == sentence


def test_a_source_that_hangs_is_given_up(company: Company) -> None:
    import socket  # noqa: PLC0415 - used here alone

    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/?token=${{ERP_TOKEN}}"
        pulls = described(company, f'url = "{url}"', "seconds = 0.2", "private_network = true")
        assert refused(pulls) == "erp: it did not answer within 0.2 seconds"


def test_a_database_is_asked_and_never_written_to(company: Company) -> None:
    path = company.folder / "erp.db"
    with sqlite3.connect(path) as made:
        made.execute("CREATE TABLE figures (who, kpi, amount, shown, read_at)")
        made.execute("INSERT INTO figures VALUES (?, ?, ?, ?, ?)", tuple(ROW.values()))
    made.close()
    pulls = described(company, f'database = "sqlite:///{path}"', 'query = "SELECT * FROM figures"')
    assert pulls.pull("erp").new == 1
    pulls = described(company, f'database = "sqlite:///{path}"', 'query = "DELETE FROM figures"')
    assert refused(pulls).startswith("erp: the database does not answer the query (OperationalError)")
    with sqlite3.connect(path) as left:
        assert left.execute("SELECT count(*) FROM figures").fetchone() == (1,)
    left.close()


def test_a_database_that_is_away_is_said_without_its_credentials(company: Company) -> None:
    query = 'query = "SELECT 1"'
    away = described(company, 'database = "postgresql://erp:${ERP_TOKEN}@127.0.0.1:1/erp"', query)
    assert refused(away).startswith("erp: the database does not answer the query (OperationalError)")
    unknown = described(company, 'database = "nothing://${ERP_TOKEN}"', query)
    assert refused(unknown) == "erp: its address is no database address for which there is a driver"


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        (['url = "https://a.example"', 'database = "sqlite://"'], "erp needs either a url or a database"),
        (['database = "sqlite://"'], "erp needs a query"),
        (['url = "https://a.example"', "evry = 5"], "erp has no field evry"),
        (['url = "https://a.example"', 'kind = "sheets"'], "erp.kind is 'sheets'"),
        (['url = "https://a.example?k=${NOT_SET}"'], "the environment variable NOT_SET is not set"),
        (['url = "ftp://a.example"'], "its url must begin with https://"),
        (["url = "], "sources.toml: "),
    ],
)
def test_a_source_described_wrongly_is_said_so(company: Company, lines: list[str], sentence: str) -> None:
    assert sentence in refused(described(company, *lines))


def test_a_source_nobody_described_is_named(company: Company) -> None:
    done = company.types("pull", "crm")
    assert (done.exit_code, "sources.toml describes no source 'crm'; there are none." in done.stderr) == (
        1,
        True,
    )


async def test_a_turn_is_pulled_once_whoever_ticks(company: Company) -> None:
    transactions = Transactions(company.database)
    with answering(200, json.dumps([ROW]).encode()) as (url, sent):
        described(company, f'url = "{url}"', "private_network = true", "every_minutes = 60")
        processes = [Turns(transactions, company.folder, company.clock, {}) for _ in range(2)]
        for tick in range(3):
            for process in processes:
                await process.start_due()
                await process.settle()
            company.clock.advance(minutes=25)
            # 09:00, 09:25 and 09:50 are in one turn.
            assert len(sent) == 1, tick
        await processes[0].start_due()
        await processes[0].settle()
    transactions.close()
    assert len(sent) == 2


async def test_a_source_that_fails_on_its_turn_is_logged_without_what_it_said(
    company: Company, capsys: pytest.CaptureFixture[str]
) -> None:
    transactions = Transactions(company.database)
    with answering(500, SECRET.encode()) as (url, _):
        described(company, f'url = "{url}/{SECRET}"', "private_network = true", "every_minutes = 60")
        turns = Turns(transactions, company.folder, company.clock, {})
        with capture_logs() as logged:
            await turns.start_due()
            await turns.settle()
    transactions.close()
    assert [(each["event"], each["source"], each["error"]) for each in logged] == [
        ("scores.pull_failed", "erp", "SourceError")
    ]
    assert SECRET not in str(logged) + "".join(capsys.readouterr())


async def test_credentials_of_a_database_that_fails_on_its_turn_are_not_logged(
    company: Company, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    transactions = Transactions(company.database)
    address = f'database = "postgresql://erp:{SECRET}@127.0.0.1:1/erp"'
    described(company, address, 'query = "SELECT 1"', "every_minutes = 60")
    turns = Turns(transactions, company.folder, company.clock, {})
    with caplog.at_level("DEBUG"), capture_logs() as logged:
        await turns.start_due()
        await turns.settle()
    transactions.close()
    assert [(each["event"], each["source"]) for each in logged] == [("scores.pull_failed", "erp")]
    assert SECRET not in str(logged) + caplog.text + "".join(capsys.readouterr())
