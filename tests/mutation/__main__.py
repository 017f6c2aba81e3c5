"""`make mutants`: the judge and its SQL twin, broken one way at a time; lists what no test noticed.

A mutant is a function with other code, put in place of the right one in a forked process that then runs the
tests, so each costs milliseconds and no start-up. 0: enough were noticed; 1: too many survived.
"""

from __future__ import annotations

import ast
import gc
import importlib
import inspect
import itertools
import os
import signal
import sys
import time
import warnings
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy.pool import StaticPool
from sqlmodel import Session, create_engine

from storage.schema import METADATA
from storage.secrets import VAULT
from storage.vault import Vault
from tests.integration.access.test_sight import everybody
from tests.keys import MASTERS
from tests.mutation.changes import changes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FunctionType, ModuleType

    from sqlalchemy import Engine

TARGETS = {
    "bot.access": ("tests.unit.test_access",),
    "bot.access.scores": ("tests.unit.test_access",),
    "bot.access.goals": ("tests.unit.test_access",),
    "bot.access.announcements": ("tests.unit.test_access",),
    "bot.access.cycles": ("tests.unit.test_access",),
    "storage.sight": ("tests.integration.access.test_sight",),
}
"""What is broken, and the tests that should notice, the quickest first."""
ENOUGH = 0.95
LONGEST_SECONDS = 20
NOBODY = 255
"""The exit status of a process whose mutant no test noticed; any other status is the number of a test."""
FUTURE = 0x1000000  # annotations stay text, as in the modules themselves


@dataclass(frozen=True)
class Mutant:
    """One wrong version of a function or a constant."""

    module: str
    name: str
    tree: ast.AST
    what: str

    def __str__(self) -> str:
        """Return where it is and what is wrong with it."""
        return f"{self.module}:{self.what} (in {self.name})"


def mutants(module: ModuleType) -> Iterator[Mutant]:
    """Give every wrong version of every function, method and plain constant of a module."""

    def members(enum: str) -> list[str]:
        return [member.name for member in vars(module)[enum]]

    for name, definition in _definitions(ast.parse(inspect.getsource(module)).body):
        for tree, what in changes(definition, members):
            yield Mutant(module.__name__, name, tree, what)


def _definitions(body: list[ast.stmt], prefix: str = "") -> Iterator[tuple[str, ast.AST]]:
    for statement in body:
        match statement:
            case ast.FunctionDef(name=name):
                statement.body = statement.body[ast.get_docstring(statement) is not None :]
                yield f"{prefix}{name}", statement
            case ast.ClassDef(name=name):
                methods: list[ast.stmt] = [
                    part for part in statement.body if isinstance(part, ast.FunctionDef)
                ]
                yield from _definitions(methods, f"{name}.")
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Tuple() as value):
                yield name, ast.Expression(value)


def install(mutant: Mutant) -> None:
    """Put a mutant in the place of what it was made from, wherever that has been imported to."""
    module = importlib.import_module(mutant.module)
    names = dict(vars(module))
    if isinstance(mutant.tree, ast.Expression):
        vars(module)[mutant.name] = eval(compile(mutant.tree, mutant.module, "eval"), names)  # noqa: S307 - our own source
        return
    assert isinstance(mutant.tree, ast.FunctionDef)
    mutant.tree.decorator_list = []
    whole = ast.Module([mutant.tree], [])
    exec(compile(whole, mutant.module, "exec", flags=FUTURE), names)  # noqa: S102 - our own source
    found: Any = module
    for part in mutant.name.split("."):
        found = vars(found)[part]
    found = found.__func__ if isinstance(found, classmethod) else found
    right: FunctionType = found.fget if isinstance(found, property) else found
    wrong = names[mutant.tree.name]
    right.__code__, right.__kwdefaults__ = wrong.__code__, wrong.__kwdefaults__


def noticed_by(mutant: Mutant, tests: list[Callable[[], None]], order: list[int]) -> int:
    """Return the number of the first test that fails with the mutant in place; for a process of its own."""
    install(mutant)
    # Of computing, not of waiting for a processor: who is stopped counts as noticed.
    signal.setitimer(signal.ITIMER_PROF, LONGEST_SECONDS)
    for number in order:
        try:
            tests[number]()
        except BaseException:  # noqa: BLE001 - however it fails, it was noticed
            return number
    return NOBODY


def tests_of(module: ModuleType) -> Iterator[Callable[[], None]]:
    """Give a module's tests as functions without arguments, once for each of their parameters."""
    for name, test in vars(module).items():
        if name.startswith("test_"):
            wanted = set(inspect.signature(test).parameters)
            for values in _parameters(test):
                if wanted - set(values) <= {"session", "here"}:
                    yield _bound(test, values, wanted)


def _parameters(test: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - a test of any shape
    marks = [mark for mark in getattr(test, "pytestmark", ()) if mark.name == "parametrize"]
    if not marks:
        return [{}]
    (mark,) = marks
    names, rows = mark.args
    keys = [names] if isinstance(names, str) else list(names)
    return [dict(zip(keys, [row] if len(keys) == 1 else row, strict=True)) for row in rows]


def _bound(test: Callable[..., None], values: dict[str, Any], wanted: set[str]) -> Callable[[], None]:
    def run() -> None:
        if "session" not in wanted:
            test(**values)
            return
        engine, here = _company()
        with Session(engine, expire_on_commit=False, info={VAULT: Vault(MASTERS)}) as session:
            test(session=session, **values, **({"here": here} if "here" in wanted else {}))

    return run


@cache
def _company() -> tuple[Engine, dict[str, int]]:
    """Return the company of the tests in a database in memory.

    It is entered once: what a test changes is rolled back, and a forked process has a copy of its own.
    """
    engine = create_engine("sqlite://", poolclass=StaticPool)
    METADATA.create_all(engine)
    with Session(engine, expire_on_commit=False, info={VAULT: Vault(MASTERS)}) as session:
        here = everybody(session)
        session.commit()
    return engine, here


def survivors(found: list[Mutant], tests: list[Callable[[], None]]) -> list[Mutant]:
    """Return the mutants no test noticed, trying as many at a time as there are processors.

    First come the tests that notice most for the time they take: what one noticed, it is likely to notice again.
    """
    assert len(tests) < NOBODY
    left, running, alive = iter(found), {}, []
    seconds, noticed = [_seconds_of(test) for test in tests], [1] * len(tests)
    gc.freeze()  # a forked process that collects would copy every page it shares
    for mutant in itertools.chain(left, itertools.repeat(None)):
        if mutant is not None:
            order = sorted(range(len(tests)), key=lambda number: seconds[number] / noticed[number])
            process = os.fork()
            if process == 0:
                os._exit(noticed_by(mutant, tests, order))
            running[process] = mutant
        if not running:
            return alive
        if mutant is None or len(running) >= (os.cpu_count() or 1):
            process, status = os.wait()
            ended, number = running.pop(process), os.waitstatus_to_exitcode(status)
            if number == NOBODY:
                alive.append(ended)
            elif number >= 0:
                noticed[number] += 1
    return alive


def _seconds_of(test: Callable[[], None]) -> float:
    began = time.process_time()
    test()
    return time.process_time() - began


def main() -> int:
    """Try every mutant, and say which survived."""
    warnings.simplefilter("error")
    worst = 1.0
    for target, names in TARGETS.items():
        began = time.monotonic()
        tests = [test for name in names for test in tests_of(importlib.import_module(name))]
        found = list(mutants(importlib.import_module(target)))
        alive = survivors(found, tests)
        worst = min(worst, share := 1 - len(alive) / len(found))
        seconds = time.monotonic() - began
        sys.stdout.write(
            f"{target}: {len(found) - len(alive)} of {len(found)} noticed ({share:.1%}), {seconds:.0f} s\n"
        )
        sys.stdout.writelines(f"  survived {mutant}\n" for mutant in alive)
    return 0 if worst >= ENOUGH else 1


if __name__ == "__main__":
    sys.exit(main())
