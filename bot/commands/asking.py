"""The commands that ask the rule book: `touchbase knowledge search`, `ask`, `evaluate` and `digest`."""

from __future__ import annotations

import json
import sys
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from bot.commands.door import OPERATION_FAILED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.commands.door import Door
    from bot.commands.rule_answers import AskedLine, RuleAnswers
    from bot.drawing.pictures import Row
    from bot.features.policies.digest import Digest
    from bot.features.policies.library import RuleSearch
    from bot.settings import Settings
    from knowledge.evaluation import Report, Scores

    Opener = Callable[[Settings], Callable[[], RuleSearch]]

AsJson = Annotated[
    bool, typer.Option("--json", help="Questions as JSON lines on standard input, answers as JSON lines.")
]
Words = Annotated[str | None, typer.Argument(metavar="QUESTION", help="One question; without it, --json.")]
Depth = Annotated[int, typer.Option("-k", min=1, max=100, help="So many clauses at most.")]
As = Annotated[
    str | None,
    typer.Option("--as", help="Whose eyes to read with, by e-mail address; otherwise everybody's."),
]
QuestionFile = Annotated[
    Path,
    typer.Argument(
        metavar="FILE.jsonl", exists=True, dir_okay=False, help="Questions with the clauses expected."
    ),
]
Picture = Annotated[
    Path | None,
    typer.Option("--picture", dir_okay=False, help="Where the picture goes; beside the file otherwise."),
]
Until = Annotated[
    datetime | None,
    typer.Option(
        "--until", formats=["%Y-%m-%d"], help="The first day that is not in it; the last Monday otherwise."
    ),
]
SHARES = (
    ("recall_1", "r@1"),
    ("recall_3", "r@3"),
    ("recall_5", "r@5"),
    ("mrr", "MRR"),
    ("answered", "answered"),
    ("abstention_precision", "abst. P"),
    ("abstention_recall", "abst. R"),
    ("abstention_auroc", "AUROC"),
    ("wrong_citations", "wrong cit."),
)
DRAWN = ("recall_1", "recall_5", "answered", "abstention_recall")
"""What the picture shows of each group."""
NOTE = "Of all questions of a group; 1 is all of them."
NO_FONT = "There is no font here that has Chinese, so nothing was drawn."


def register(knowledge: typer.Typer, door: Door, open_search: Opener | None = None) -> None:
    """Add the commands to `touchbase knowledge`; `open_search` is what finds, as the settings say unless given."""

    @knowledge.command()
    def search(question: Words = None, *, as_json: AsJson = False, k: Depth = 5) -> None:
        """Find the clauses nearest to a question."""
        with _answers(door, open_search) as answers:
            view = answers.view()
            if as_json:
                _stream(door, lambda asked: answers.hits(asked, view, k))
                return
            found = answers.search.search(_given(door, question), view, k)
        table = Table("clause", "version", "score", "title")
        for hit in found:
            table.add_row(hit.passage.clause, hit.passage.version, f"{hit.score:.3f}", hit.passage.title)
        door.console.print(table, markup=False)

    @knowledge.command()
    def ask(question: Words = None, *, as_json: AsJson = False, reader: As = None) -> None:
        """Answer a question with the clauses quoted, or say that the rules do not cover it."""
        from bot.commands.rule_answers import AskedLine, NobodyByThatAddressError  # noqa: PLC0415 - other commands need not load it

        with _answers(door, open_search) as answers:
            try:
                view = answers.view(reader)
            except NobodyByThatAddressError as problem:
                raise _refused(door, problem) from problem
            if as_json:
                _stream(door, lambda asked: answers.answer(asked, view))
                return
            answer = answers.answer(AskedLine(1, 1, _given(door, question), ""), view)
        door.say(answer["answer"])
        for each in answer["citations"]:
            door.say(f"  {each['clause']} ({each['doc']} {each['version']}): {each['quote']}")

    _register_measures(knowledge, door, open_search)


def _register_measures(knowledge: typer.Typer, door: Door, open_search: Opener | None) -> None:
    @knowledge.command()
    def evaluate(file: QuestionFile, *, picture: Picture = None, reader: As = None) -> None:
        """Measure how well a file of questions with known answers is answered, as a table and a picture."""
        from bot.commands.rule_answers import NobodyByThatAddressError  # noqa: PLC0415 - as above
        from knowledge.evaluation import QuestionsError, read_questions  # noqa: PLC0415 - as above
        from knowledge.evaluation import evaluate as measure  # noqa: PLC0415 - as above

        try:
            questions = read_questions(file.read_text(encoding="utf-8").splitlines())
        except (QuestionsError, UnicodeDecodeError) as problem:
            raise _refused(door, problem, file.name) from problem
        if not questions:
            sentence = f"{file.name}: there are no questions."
            raise door.failure(sentence)
        with _answers(door, open_search) as answers, door.bar() as bar:
            task = bar.add_task("Asking", total=len(questions))
            try:
                view = answers.view(reader)
            except NobodyByThatAddressError as problem:
                raise _refused(door, problem) from problem
            report = measure(
                answers.search,
                view,
                questions,
                lambda done, total: bar.update(task, completed=done, total=total),
            )
        _show(door, report)
        drawn = picture or file.with_suffix(".png")
        _draw(door, drawn, file.name, report)
        door.complaints.print(f"The picture is {drawn}.", markup=False, highlight=False, soft_wrap=True)

    @knowledge.command()
    def digest(*, until: Until = None) -> None:
        """Show HR's digest of a week: what the rules did not cover, what did not help, which clauses were used."""
        from bot.commands.rule_digest import digest_of  # noqa: PLC0415 - as above

        with door.database() as (database, settings):
            found = digest_of(database, settings, until.date() if until else None)
        _show_digest(door, found)


@contextmanager
def _answers(door: Door, open_search: Opener | None) -> Iterator[RuleAnswers]:
    """Open the database and the index for one command, the index brought up to date with progress."""
    from bot.clock import SystemClock  # noqa: PLC0415 - as above
    from bot.commands.rule_answers import RuleAnswers  # noqa: PLC0415 - as above
    from bot.house.rule_search import COMMANDS_INDEX, opener  # noqa: PLC0415 - as above
    from prompts.catalog import Catalog  # noqa: PLC0415 - as above

    with door.database() as (database, settings):
        # An index of its own: a bot that runs beside the command owns the other one.
        opened = open_search(settings) if open_search else opener(settings, database, COMMANDS_INDEX)
        with closing(opened()) as search:
            answers = RuleAnswers(database, settings, SystemClock(), search, Catalog.load())
            with door.bar() as bar:
                task = bar.add_task("Indexing", total=None)
                answers.refresh(lambda done, total: bar.update(task, completed=done, total=total))
            yield answers


def _stream(door: Door, answer: Callable[[AskedLine], dict[str, object]]) -> None:
    """Answer line by line as questions come; lines that are none are complained of, and the exit code says so."""
    from bot.commands.rule_answers import read_lines  # noqa: PLC0415 - as above

    wrong = 0
    for asked in read_lines(sys.stdin):
        if asked.problem:
            wrong += 1
            door.complaints.print(
                f"line {asked.number}: {asked.problem}", style="red", markup=False, highlight=False
            )
            continue
        sys.stdout.write(json.dumps(answer(asked), ensure_ascii=False) + "\n")
        sys.stdout.flush()
    if wrong:
        raise typer.Exit(OPERATION_FAILED)


def _refused(door: Door, problem: Exception, about: str = "") -> typer.Exit:
    sentence = f"{about}: {problem}." if about else f"{problem}."
    return door.failure(sentence)


def _given(door: Door, question: str | None) -> str:
    if not question or not question.strip():
        sentence = "Give a question, or --json and questions on standard input."
        raise door.failure(sentence, 2)
    return question


def groups(report: Report) -> list[tuple[str, Scores]]:
    """Return every group of a report by name: all questions, each language, each kind."""
    return [
        ("all", report.overall),
        *((f"language {name}", scores) for name, scores in report.by_language.items()),
        *((f"kind {name}", scores) for name, scores in report.by_kind.items()),
    ]


def _draw(door: Door, file: Path, title: str, report: Report) -> None:
    from bot.drawing import pictures  # noqa: PLC0415 - as above

    try:
        file.write_bytes(pictures.bars(title, NOTE, drawn_rows(report)))
    except pictures.NoFontError as problem:
        raise door.failure(NO_FONT) from problem


def drawn_rows(report: Report) -> list[Row]:
    """Return what the picture of a report shows."""
    from bot.drawing.pictures import Bar, Row  # noqa: PLC0415 - as above

    labels = dict(SHARES)
    return [
        Row(
            f"{group} ({scores.questions})",
            tuple(
                Bar(labels[each], value, f"{value:.3f}")
                for each in DRAWN
                if (value := getattr(scores, each)) is not None
            ),
        )
        for group, scores in groups(report)
    ]


def _show(door: Door, report: Report) -> None:
    table = Table("questions", "n", *(label for _, label in SHARES), "p50 ms", "p95 ms")
    for name, scores in groups(report):
        shares = [getattr(scores, each) for each, _ in SHARES]
        table.add_row(
            name,
            str(scores.questions),
            *("–" if share is None else f"{share:.3f}" for share in shares),
            f"{scores.p50 * 1000:.1f}",
            f"{scores.p95 * 1000:.1f}",
        )
    door.console.print(table, markup=False)


def _show_digest(door: Door, digest: Digest) -> None:
    last = digest.until - timedelta(days=1)
    door.say(
        f"{digest.since} to {last}: {digest.asked} asked, {digest.answered} answered, "
        f"{digest.absent} not covered, {digest.refused} refused."
    )
    parts = {
        "not covered": [(each.words, str(each.times), each.unit) for each in digest.uncovered],
        "did not help": [(each.words, "", ", ".join(each.clauses)) for each in digest.disliked],
        "asked about most": [(f"{each.clause} {each.title}", str(each.times), "") for each in digest.most],
        "not quoted in 90 days": [(f"{each.clause} {each.title}", "", "") for each in digest.unused],
    }
    table = Table("what", "question or clause", "times", "unit or clauses")
    for what, lines in parts.items():
        for line in lines:
            table.add_row(what, *line)
    if table.row_count:
        door.console.print(table, markup=False)
    left = digest.unused_count - len(digest.unused)
    if left > 0:
        door.say(f"{left} more clauses were not quoted.")
