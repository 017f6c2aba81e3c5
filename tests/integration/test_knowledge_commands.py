"""The commands about the rule book, as an operator types them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import typer
from rich.console import Console
from typer.testing import CliRunner

from bot.commands import knowledge as knowledge_commands
from bot.commands.door import Door
from bot.settings import Settings
from storage import policies, policy_drafts
from storage.database import Database
from tests.engines import sqlite_in
from tests.keys import MASTERS

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result


WIDE = 300
RULES = """---
id: {document}
version: {version}
effective_from: {day}
language: en
---
# Travel rules
### {document}-1.1 Trains
{words}
### {document}-1.2 Hotels
At most 120 euros.
"""


def rules(document: str = "TR", version: str = "1", day: str = "2026-01-01", words: str = "By train.") -> str:
    return RULES.format(document=document, version=version, day=day, words=words)


class Operator:
    """Types commands, and reads what comes back on one line."""

    def __init__(self, url: str, folder: Path) -> None:
        self.url = url
        self._settings = Settings(_env_file=None, database_url=url, TOUCHBASE_DATA=str(folder))  # type: ignore[call-arg]

    def types(self, *words: str) -> Result:
        commands = typer.Typer()
        failures = Console(stderr=True, width=WIDE)

        def failure(sentence: str) -> typer.Exit:
            failures.print(sentence, markup=False, highlight=False)
            return typer.Exit(1)

        door = Door(
            lambda: self._settings,
            lambda _: Database(self.url, MASTERS),
            failure,
            Console(width=WIDE),
            Console(stderr=True, width=WIDE),
        )
        knowledge_commands.register(commands, door)
        return CliRunner().invoke(commands, list(words))

    def documents(self) -> set[tuple[str, str, str]]:
        """Return every version there is: document, version and audience."""
        database = Database(self.url, MASTERS)
        with database.snapshot() as session:
            found = {(each.document_id, each.version, each.audience) for each in policies.versions(session)}
        database.close()
        return found


@pytest.fixture
def operator(tmp_path: Path) -> Operator:
    return Operator(sqlite_in(tmp_path), tmp_path)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder with two documents, a broken one, and files that are none."""
    made = tmp_path / "rules"
    (made / "more").mkdir(parents=True)
    (made / "travel.md").write_text(rules(), "utf-8")
    (made / "more" / "costs.md").write_text(rules("CO"), "utf-8")
    (made / "broken.md").write_text("---\nid: X\n---\n# X\n", "utf-8")
    (made / "logo.png").write_bytes(b"\x89PNG")
    (made / ".hidden.md").write_text(rules("HI"), "utf-8")
    return made


def test_a_folder_is_taken_file_by_file_and_what_is_broken_is_listed(
    operator: Operator, folder: Path
) -> None:
    done = operator.types("add", str(folder))
    assert done.exit_code == 1
    assert "2 published, 0 there already, 1 rejected; 1 other files in the folders left alone." in done.stdout
    assert "broken.md: line 3: the front matter has no 'version'" in done.stderr
    assert operator.documents() == {("TR", "1", "everyone"), ("CO", "1", "everyone")}


def test_what_is_there_word_for_word_is_no_second_version(operator: Operator, folder: Path) -> None:
    operator.types("add", str(folder / "travel.md"))
    done = operator.types("add", str(folder / "travel.md"))
    assert done.exit_code == 0
    assert "0 published, 1 there already, 0 rejected." in done.stdout


def test_other_words_under_a_published_version_are_rejected(operator: Operator, folder: Path) -> None:
    operator.types("add", str(folder / "travel.md"))
    (folder / "travel.md").write_text(rules(words="By bus."), "utf-8")
    done = operator.types("add", str(folder / "travel.md"))
    assert done.exit_code == 1
    assert "give the changed document a new version" in done.stderr


def test_what_is_said_on_the_command_line_goes_before_the_file(operator: Operator, folder: Path) -> None:
    done = operator.types(
        "add",
        str(folder / "travel.md"),
        "--audience",
        "managers",
        "--version",
        "9",
        "--effective-from",
        "2026-02-01",
    )
    assert done.exit_code == 0, done.output
    assert operator.documents() == {("TR", "9", "managers")}
    assert "2026-02-01" in operator.types("list").stdout


def test_a_document_for_people_nobody_knows_is_rejected(operator: Operator, folder: Path) -> None:
    done = operator.types("add", str(folder / "travel.md"), "--audience", "unit:MOON")
    assert done.exit_code == 1
    assert "nobody is 'unit:MOON'" in done.stderr
    assert operator.documents() == set()


def test_a_draft_is_kept_for_hr_and_nobody_sees_it(operator: Operator, folder: Path) -> None:
    done = operator.types("add", "--draft", str(folder / "travel.md"))
    assert "1 kept as drafts" in done.stdout
    assert operator.documents() == set()
    database = Database(operator.url, MASTERS)
    with database.snapshot() as session:
        (draft,) = policy_drafts.waiting(session)
        assert [document.id for document in policy_drafts.documents_of(draft)] == ["TR"]
    database.close()


def test_a_version_is_withdrawn_or_all_of_a_document(operator: Operator, folder: Path) -> None:
    operator.types("add", str(folder / "travel.md"))
    (folder / "travel.md").write_text(rules(version="2", day="2026-02-01"), "utf-8")
    operator.types("add", str(folder / "travel.md"))
    assert operator.types("withdraw", "TR", "--version", "2").stdout.strip() == "Withdrawn: TR 2."
    assert operator.documents() == {("TR", "1", "everyone")}
    assert operator.types("withdraw", "TR").stdout.strip() == "Withdrawn: TR 1."
    assert operator.types("list").stdout.strip() == "The rule book is empty."
    again = operator.types("withdraw", "TR")
    assert (again.exit_code, again.stderr.strip()) == (1, "TR is withdrawn already.")


@pytest.mark.parametrize("words", [("withdraw", "XX"), ("diff", "XX")])
def test_a_document_nobody_knows_is_named(operator: Operator, words: tuple[str, ...]) -> None:
    done = operator.types(*words)
    assert done.exit_code == 1
    assert "There is no document 'XX' in the rule book" in done.stderr


def test_diff_shows_what_the_newest_version_changed(operator: Operator, folder: Path) -> None:
    operator.types("add", str(folder / "travel.md"))
    (folder / "travel.md").write_text(rules(version="2", day="2026-02-01", words="By bus."), "utf-8")
    operator.types("add", str(folder / "travel.md"))
    done = operator.types("diff", "TR")
    assert "TR version 2, in force from 2026-02-01, against version 1." in done.stdout
    assert "1 changed. 0 people are concerned." in done.stdout
    assert "changed TR-1.1 [en] Trains" in done.stdout
    assert "By [-train-]{+bus+}." in done.stdout


def test_a_file_larger_than_we_read_is_rejected_before_it_is_read(operator: Operator, tmp_path: Path) -> None:
    large = tmp_path / "large.md"
    with large.open("wb") as file:
        file.truncate(50 * 1024 * 1024 + 1)
    done = operator.types("add", str(large))
    assert done.exit_code == 1
    assert "it is larger than 50 MB; split it" in done.stderr
