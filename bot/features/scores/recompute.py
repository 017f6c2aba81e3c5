"""Computing results anew from what is stored. Only a changed trace makes a new version; its hash says so."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.features.scores import canonical
from bot.features.scores.gathering import Gathered, gather
from bot.features.scores.inputs import InputError
from bot.features.scores.rounding import NotExactError
from bot.features.scores.rules import compute
from bot.features.scores.states import State
from storage import cycles, people, scores
from storage.scores import Computed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from sqlmodel import Session

    from bot.features.scores.configuration import Configuration
    from bot.features.scores.results import Result
    from storage.cycles import Cycle
    from storage.people import Person
    from storage.scores import ScoreVersion

NOT_AGREED, UNDECIDED = "E_NOT_AGREED", "E_UNDECIDED"
_BEYOND_CALIBRATION = frozenset({State.CALIBRATED, State.RELEASED, State.UNDER_APPEAL, State.FINAL})


class NothingToComputeError(Exception):
    """There is nothing to compute with: no agreed goal sheet, or lines people must decide about first.

    `code` is for programs, `lines` are the codes it is about.
    """

    def __init__(self, code: str, lines: tuple[str, ...] = ()) -> None:
        super().__init__(f"{code}: {', '.join(lines)}" if lines else code)
        self.code = code
        self.lines = lines


@dataclass(frozen=True)
class Recomputed:
    """One person's computation: the newest version, and whether it is `new`. `problem` is a code where there is none."""

    person_id: int
    version: ScoreVersion | None = None
    new: bool = False
    problem: str = ""
    lines: tuple[str, ...] = ()


def recompute(  # noqa: PLR0913 - whose, why, by which rules, when
    session: Session, person_id: int, cycle: str, why: str, *, rules: Configuration, now: datetime
) -> ScoreVersion:
    """Compute somebody's result from what is stored and return its newest version; a new one only if it changed.

    `why` is a word for programs and at most 200 characters. Raises NothingToComputeError, InputError, NotExactError
    and NoResultFound for a cycle there is not.
    """
    span = session.get_one(cycles.Cycle, cycle)
    person = session.get_one(people.Person, person_id)
    gathered = gather(session, [person], span, state_of(session, cycle)).get(person_id)
    if gathered is None:
        raise NothingToComputeError(NOT_AGREED)
    before = scores.latest(session, person_id, cycle)
    return _kept(session, person_id, gathered, before, why, rules, now)


def recompute_all(  # noqa: PLR0913 - as above
    session: Session,
    everybody: Iterable[Person],
    cycle: Cycle,
    why: str,
    *,
    rules: Configuration,
    now: datetime,
) -> Iterator[Recomputed]:
    """Compute the results of many people; what is wrong with one stops no other."""
    wanted = list(everybody)
    found = gather(session, wanted, cycle, state_of(session, cycle.id))
    there = scores.of_people(session, found, cycle.id)
    for person in wanted:
        key = person.key
        if key not in found:
            yield Recomputed(key, problem=NOT_AGREED)
            continue
        before = next(reversed(there.get(key, [])), None)
        try:
            version = _kept(session, key, found[key], before, why, rules, now)
        except NothingToComputeError as problem:
            yield Recomputed(key, problem=problem.code, lines=problem.lines)
        except InputError as problem:
            yield Recomputed(key, problem=problem.code, lines=(problem.line,) if problem.line else ())
        except NotExactError:
            yield Recomputed(key, problem="E_NOT_EXACT")
        else:
            yield Recomputed(key, version, new=version is not before)


def foreseen(
    session: Session, everybody: Iterable[Person], cycle: Cycle, *, rules: Configuration
) -> Iterator[tuple[int, Result]]:
    """Give what people's results would be were the data frozen now; who cannot be computed is left out."""
    for key, gathered in gather(session, everybody, cycle, State.FROZEN).items():
        with suppress(InputError, NotExactError):
            yield key, compute(gathered.inputs, rules)


def state_of(session: Session, cycle: str) -> State:
    """Return how results of a cycle are computed: provisionally until its data are frozen."""
    return State.PROVISIONAL if scores.frozen(session, cycle) is None else State.FROZEN


def _kept(  # noqa: PLR0913, PLR0917 - as above
    session: Session,
    person_id: int,
    gathered: Gathered,
    before: ScoreVersion | None,
    why: str,
    rules: Configuration,
    now: datetime,
) -> ScoreVersion:
    inputs = gathered.inputs
    if gathered.undecided and inputs.state is not State.PROVISIONAL:
        # After the freeze nothing is left out because two people have not talked yet.
        raise NothingToComputeError(UNDECIDED, tuple(each.code for each in gathered.undecided))
    result = compute(inputs, rules)
    if before is not None and before.computed.trace_hash == result.hash:
        return before
    scores.keep_rules(session, rules.fingerprint, canonical.text(rules), now)
    version = scores.add(
        session,
        person_id,
        inputs.cycle,
        _short(result),
        canonical.text(result),
        configuration=rules.fingerprint,
        state=inputs.state.value,
        why=why,
        now=now,
        after=before.version if before is not None else 0,
    )
    calibrated = inputs.decisions.calibration is not None or (
        before is not None and before.state in _BEYOND_CALIBRATION
    )
    if inputs.state is not State.PROVISIONAL and calibrated:
        scores.enter(session, version.id, State.CALIBRATED, at=now, why=why)
        return scores.latest(session, person_id, inputs.cycle) or version
    return version


def _short(result: Result) -> Computed:
    return Computed(
        status=result.status.value,
        trace_hash=result.hash,
        final=None if result.final is None else str(result.final),
        band=result.band,
    )
