"""Demo Group 示例集团, the company a newcomer tries Touchbase with.

`people.csv` has exactly the columns of `touchbase people import`; `company.toml` says what that file cannot:
units, channels, regular talks, cycles, and who has left. Nothing here is a real person.
"""

import csv
import tomllib
from dataclasses import dataclass
from datetime import date, time
from functools import cache
from importlib.resources import files
from typing import ClassVar, Literal

from pydantic import ConfigDict, TypeAdapter

Role = Literal["employee", "hr", "hr_admin"]
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday"]

_STRICT = ConfigDict(extra="forbid")


@dataclass(frozen=True)
class SamplePerson:
    """One row of `people.csv`. `unit` is a unit's code; `manager_email` is None for the chief executive."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT
    email: str
    name: str
    title: str
    unit: str
    manager_email: str | None
    role: Role
    locale: Literal["en", "zh"]
    timezone: str
    start_date: date


@dataclass(frozen=True)
class BothLanguages:
    """One name in English and in Chinese."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT
    en: str
    zh: str


@dataclass(frozen=True)
class SampleUnit:
    """A part of the company; `head` is an e-mail address, `parent` the code of the unit it belongs to."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT
    code: str
    name: BothLanguages
    head: str
    parent: str | None = None


@dataclass(frozen=True)
class SampleHrUnit:
    """A unit that an HR partner serves."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT
    email: str
    unit: str


@dataclass(frozen=True)
class SampleLeaver:
    """Somebody in `people.csv` who has left; `left_on` is the first day they are gone."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT
    email: str
    left_on: date


@dataclass(frozen=True)
class SampleChannel:
    """A channel; `members` is "everyone", "managers" or a unit's code. `app`: our bot is in it too."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT
    name: str
    members: str
    topic: BothLanguages
    app: bool = False


@dataclass(frozen=True)
class SampleOneOnOne:
    """A talk that comes round every `interval_days` at `time` on the manager's clock."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT
    manager_email: str
    employee_email: str
    weekday: Weekday
    time: time
    interval_days: int
    minutes: int


@dataclass(frozen=True)
class SamplePhase:
    """One phase of a cycle, first and last day included; `closes_at` where the hour is part of the rule."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT
    id: str
    key: str
    name: BothLanguages
    opens: date
    closes: date
    closes_at: time | None = None


@dataclass(frozen=True)
class SampleCycle:
    """A performance cycle and its phases in the order of the process."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT
    id: str
    name: BothLanguages
    starts: date
    ends: date
    phases: tuple[SamplePhase, ...]


@dataclass(frozen=True)
class SampleCompany:
    """Everything about the demo company but its people."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT
    name: BothLanguages
    country: str
    timezone: str
    hr_contact: str
    units: tuple[SampleUnit, ...]
    hr_units: tuple[SampleHrUnit, ...]
    leavers: tuple[SampleLeaver, ...]
    channels: tuple[SampleChannel, ...]
    one_on_ones: tuple[SampleOneOnOne, ...]
    cycles: tuple[SampleCycle, ...]


def people_csv() -> str:
    """Return the text of `people.csv`, as `touchbase people import` takes it."""
    return (files(__name__) / "people.csv").read_text(encoding="utf-8")


@cache
def people() -> tuple[SamplePerson, ...]:
    """Return everyone in `people.csv`, managers before their reports, leavers included; read once."""
    rows = [
        {**row, "manager_email": row["manager_email"] or None}
        for row in csv.DictReader(people_csv().splitlines())
    ]
    return TypeAdapter(tuple[SamplePerson, ...]).validate_python(rows)


@cache
def company() -> SampleCompany:
    """Return what `company.toml` says; read once."""
    text = (files(__name__) / "company.toml").read_text(encoding="utf-8")
    return TypeAdapter(SampleCompany).validate_python(tomllib.loads(text))


def members_of(channel: SampleChannel) -> tuple[str, ...]:
    """Return the addresses of everyone in a channel today, in the order of `people.csv`."""
    gone = {leaver.email for leaver in company().leavers}
    here = [person for person in people() if person.email not in gone]
    if channel.members == "everyone":
        return tuple(person.email for person in here)
    if channel.members == "managers":
        leading = {person.manager_email for person in here}
        return tuple(person.email for person in here if person.email in leading)
    return tuple(person.email for person in here if person.unit == channel.members)
