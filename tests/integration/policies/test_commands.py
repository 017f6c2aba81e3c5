"""Asking the rule book from the command line: streams, refusals, measurements and the digest."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
import typer
from PIL import Image
from typer.testing import CliRunner

from bot.commands import asking as knowledge_asking
from bot.commands.door import Door
from bot.drawing import pictures
from bot.settings import Settings
from storage.database import Database
from tests.keys import MASTERS
from tests.rule_search import SmallSearch

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

    from bot.drawing.pictures import Row
    from tests.integration.policies.desk import Desk

RUNNER = CliRunner()
BARS = pictures.bars


@pytest.fixture
def commands(desk: Desk) -> typer.Typer:
    """Return the commands over the database of the desk."""
    front = knowledge_asking_door(desk)
    found = typer.Typer()
    knowledge_asking.register(found, front, lambda _settings: SmallSearch)
    return found


def knowledge_asking_door(desk: Desk) -> Door:
    from rich.console import Console  # noqa: PLC0415 - its file is the one the runner listens to

    settings = Settings(
        _env_file=None, database_url=str(desk.database.url), TOUCHBASE_COMPANY_TIMEZONE="Asia/Shanghai"
    )

    def failure(sentence: str, code: int = 1) -> typer.Exit:
        Console(stderr=True).print(sentence, markup=False)
        return typer.Exit(code)

    return Door(
        lambda: settings,
        lambda _settings: Database(str(desk.database.url), MASTERS),
        failure,
        Console(width=200),
        Console(stderr=True, width=200),
    )


def run(commands: typer.Typer, *words: str, lines: str = "") -> Result:
    return RUNNER.invoke(commands, list(words), input=lines)


def answers(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines() if line.startswith("{")]


def test_questions_come_as_lines_and_answers_go_as_lines(commands: typer.Typer, desk: Desk) -> None:
    asked = [
        {"id": "a", "question": "Is recognition a score item?"},
        {"id": "b", "question": "What is the meal allowance?", "lang": "en"},
        {"id": "c", "question": "Who is the best performer?"},
        {"id": "d", "question": "认可计入得分吗？"},
    ]
    result = run(commands, "ask", "--json", lines="\n".join(map(json.dumps, asked)))
    assert result.exit_code == 0, result.output
    found = {each["id"]: each for each in answers(result)}
    assert [found[each]["answered"] for each in "abcd"] == [True, False, False, True]
    assert found["b"]["citations"] == found["c"]["citations"] == []
    assert "Grace Tan" in found["b"]["answer"]
    assert "制度" not in found["c"]["answer"]
    [cited] = found["a"]["citations"]
    assert (cited["doc"], cited["clause"], cited["version"]) == ("PM", "PM-3.5", "2026-1")
    with desk.database.snapshot() as session:
        from storage.policies import PolicyVersion  # noqa: PLC0415 - read once

        source = session.get_one(PolicyVersion, ("PM", "2026-1", "en")).source
    assert source[cited["start"] : cited["end"]] == cited["quote"]


def test_search_gives_as_many_as_asked_for_with_their_places(commands: typer.Typer) -> None:
    asked = json.dumps({"id": 7, "question": "appeal panel decision"})
    result = run(commands, "search", "--json", "-k", "2", lines=asked)
    [found] = answers(result)
    assert found["id"] == 7
    assert len(found["hits"]) == 2
    assert set(found["hits"][0]) == {"doc", "start", "end", "clause", "score"}


@pytest.mark.parametrize(
    "line", ["{not json", '{"id": 1}', '{"id": 1, "question": "  "}', '["question"]', '{"question": 5}']
)
def test_a_line_that_is_no_question_is_complained_of_and_the_others_answered(
    commands: typer.Typer, line: str
) -> None:
    good = json.dumps({"id": "good", "question": "Is recognition a score item?"})
    result = run(commands, "ask", "--json", lines=f"{line}\n{good}\n")
    assert result.exit_code == 1
    assert [each["id"] for each in answers(result)] == ["good"]
    assert "line 1" in result.stderr


def test_a_stranger_may_not_be_asked_as(commands: typer.Typer) -> None:
    result = run(commands, "ask", "--json", "--as", "nobody@demo.example")
    assert result.exit_code == 1
    assert "nobody has the address" in result.stderr


def test_a_question_can_be_typed(commands: typer.Typer) -> None:
    result = run(commands, "ask", "Is recognition a score item?")
    assert "PM-3.5" in result.stdout
    assert run(commands, "ask").exit_code == 2


def test_a_rule_book_is_measured_as_a_table_and_a_picture(
    commands: typer.Typer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "questions.jsonl"
    lines = [
        {"question": "Is recognition a score item?", "expected": ["PM-3.5"], "kind": "direct"},
        {"question": "认可计入得分吗？", "expected": ["PM-3.5"], "kind": "中文"},
        {"question": "What is the meal allowance?", "expected": [], "kind": "near miss"},
    ]
    file.write_text("\n".join(json.dumps(each, ensure_ascii=False) for each in lines), encoding="utf-8")
    drawn: list[Row] = []
    monkeypatch.setattr(
        pictures, "bars", lambda title, note, rows: drawn.extend(rows) or BARS(title, note, rows)
    )
    result = run(commands, "evaluate", str(file))
    assert result.exit_code == 0, result.output
    assert "AUROC" in result.stdout
    assert "kind 中文" in result.stdout
    assert [row.label for row in drawn] == ["all (3)", "language en (2)", "language zh (1)", *_KINDS]
    assert "1.000" in {bar.said for row in drawn for bar in row.bars}
    picture = Image.open(file.with_suffix(".png")).convert("RGB")
    assert len(picture.getcolors(1 << 20) or []) > 10, "bars and letters, not a white sheet"


_KINDS = ["kind direct (1)", "kind near miss (1)", "kind 中文 (1)"]


@pytest.mark.parametrize("text", ["", '{"question": "x"}', "nonsense"])
def test_a_file_without_questions_is_refused(commands: typer.Typer, tmp_path: Path, text: str) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text(text, encoding="utf-8")
    assert run(commands, "evaluate", str(file)).exit_code == 1


async def test_the_digest_of_a_week_is_shown(commands: typer.Typer, desk: Desk) -> None:
    await desk.ask("Is there parking?")
    result = run(commands, "digest", "--until", "2026-03-09")
    assert result.exit_code == 0, result.output
    assert "1 asked" in result.stdout
    assert "Is there parking?" in result.stdout
