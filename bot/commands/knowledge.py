"""The commands about the rule book: `touchbase knowledge add`, `withdraw`, `list` and `diff`."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table
from rich.text import Text

from bot.commands.door import OPERATION_FAILED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.commands.door import Door
    from bot.commands.rule_book import Report, RuleBook
    from bot.features.policies.changes import ClauseChange
    from bot.features.policies.overview import Overview
    from bot.language.differences import Piece

Paths = Annotated[list[Path], typer.Argument(exists=True, help="Files, or folders of files.")]
Audience = Annotated[str | None, typer.Option(help="Whom they are for: everyone, managers, hr or unit:CODE.")]
Day = Annotated[
    datetime | None, typer.Option("--effective-from", formats=["%Y-%m-%d"], help="The first day they apply.")
]
VersionName = Annotated[str | None, typer.Option("--version", help="What the version is called.")]
Language = Annotated[str | None, typer.Option("--lang", help="The language they are in: en or zh.")]
DraftOnly = Annotated[
    bool, typer.Option("--draft", help="Publish nothing: HR looks it over in Slack and publishes it there.")
]
Tell = Annotated[
    bool, typer.Option("--tell", help="Let the bot tell everybody a changed clause concerns, once each.")
]
DocumentId = Annotated[str, typer.Argument(metavar="ID", help="The document, as `list` shows it.")]


def register(knowledge: typer.Typer, door: Door) -> None:
    """Add the commands to `touchbase knowledge`."""

    @knowledge.command()
    def add(  # noqa: PLR0913 - what may be said of a file
        paths: Paths,
        *,
        audience: Audience = None,
        effective_from: Day = None,
        version: VersionName = None,
        lang: Language = None,
        draft: DraftOnly = False,
        tell: Tell = False,
    ) -> None:
        """Take documents into the rule book and publish them at once; each file whole or not at all."""
        from bot.files.rules import Wishes  # noqa: PLC0415 - other commands need not load all of it

        day = effective_from.date() if effective_from else None
        with _rule_book(door) as book, door.bar() as bar:
            task = bar.add_task("Reading", total=None)
            report = book.add(
                paths,
                Wishes(audience, day, version, lang),
                draft=draft,
                tell=tell,
                progress=lambda done, total: bar.update(task, completed=done, total=total),
            )
        _show_added(door, report, draft=draft)
        if report.rejected:
            raise typer.Exit(OPERATION_FAILED)

    @knowledge.command()
    def withdraw(document: DocumentId, *, version: VersionName = None) -> None:
        """Take a document back, or one version of it: from the next question on it is not there."""
        with _rule_book(door) as book:
            names = book.withdraw(document, version)
        door.say(f"Withdrawn: {document} {', '.join(names)}.")

    @knowledge.command(name="list")
    def list_() -> None:
        """List the documents, their versions, and which of them apply today."""
        with _rule_book(door) as book:
            found, today = book.versions(), book.today()
        if not found:
            door.say("The rule book is empty.")
            return
        table = _table("document", "version", "applies", "from", "until", "in", "clauses", "for")
        for each, clauses in found:
            applies = (
                "now" if each.applies_on(today) else "later" if each.effective_from > today else "before"
            )
            table.add_row(
                each.document_id,
                each.version,
                applies,
                each.effective_from.isoformat(),
                each.effective_until.isoformat() if each.effective_until else "",
                ", ".join(text.language for text in each.texts),
                str(clauses),
                each.audience,
            )
        door.console.print(table, markup=False)

    @knowledge.command()
    def diff(document: DocumentId, *, version: VersionName = None) -> None:
        """Show what a document's newest version changed, clause by clause, or what another version did."""
        with _rule_book(door) as book:
            found = book.compare(document, version)
        _show_changes(door, found)


@contextmanager
def _rule_book(door: Door) -> Iterator[RuleBook]:
    """Open the database for one command; rules that are not there become a sentence and the exit code."""
    from bot.clock import SystemClock  # noqa: PLC0415 - as above
    from bot.commands.rule_book import NoSuchRulesError, RuleBook  # noqa: PLC0415 - as above

    with door.database() as (database, settings):
        try:
            yield RuleBook(database, settings, SystemClock())
        except NoSuchRulesError as problem:
            raise door.failure(str(problem)) from problem


def _show_added(door: Door, report: Report, *, draft: bool) -> None:
    if report.added:
        table = _table("document", "version", "from", "in", "clauses", "for", "changes", "to note")
        for added in report.added:
            seen = added.overview
            table.add_row(
                seen.document_id,
                seen.version,
                seen.effective_from.isoformat(),
                ", ".join(text.language for text in seen.texts),
                str(max(text.clauses for text in seen.texts)),
                seen.audience,
                _counts(seen) if added.new else "none: it is there already",
                "; ".join(_remarks(seen)),
            )
        door.console.print(table, markup=False)
    new = sum(added.new for added in report.added)
    done = "kept as drafts" if draft else "published"
    there = len(report.added) - new
    sentence = f"{new} {done}, {there} there already, {len(report.rejected)} rejected"
    if report.left_alone:
        sentence += f"; {report.left_alone} other files in the folders left alone"
    door.say(f"{sentence}.")
    for rejected in report.rejected:
        door.complaints.print(
            f"{rejected.path}: {rejected.reason}", style="red", markup=False, highlight=False, soft_wrap=True
        )


def _table(*columns: str) -> Table:
    """Make a table that folds what is long; a cut version or day would be a wrong one."""
    table = Table()
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _show_changes(door: Door, seen: Overview) -> None:
    against = f"version {seen.replaces}" if seen.replaces else "nothing: it is the first"
    door.say(
        f"{seen.document_id} version {seen.version}, in force from {seen.effective_from}, against {against}."
    )
    door.say(f"{_counts(seen)}. {seen.told} people are concerned.")
    for language, change in seen.entries:
        door.console.print(_drawn(language, change), soft_wrap=True)


def _drawn(language: str, change: ClauseChange) -> Text:
    """Draw one change: what went struck through and red, what came green, both in brackets without colours."""
    was = f" (was {change.was})" if change.was and change.was != change.clause else ""
    drawn = Text(f"\n{change.kind} {change.clause}{was} [{language}] ", style="bold")
    for piece in (*change.heading, None, *change.pieces):
        drawn.append(*_styled(piece))
    return drawn


def _styled(piece: Piece | None) -> tuple[str, str]:
    if piece is None:
        return "\n  ", ""
    match piece.kind:
        case "removed":
            return f"[-{piece.text}-]", "red strike"
        case "added":
            return f"{{+{piece.text}+}}", "green"
        case _:
            return piece.text, "not bold"


def _counts(seen: Overview) -> str:
    found = [f"{number} {kind.value}" for kind, number in seen.counts.items() if number]
    return ", ".join(found) or "none"


def _remarks(seen: Overview) -> Iterator[str]:
    match seen.notice.value:
        case "short":
            yield f"less than 10 working days' notice (full notice: {seen.in_time})"
        case "backwards":
            yield "applies to days that had another version"
    if seen.lacking:
        yield f"{len(seen.lacking)} clauses are not in every language"
