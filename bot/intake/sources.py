"""The sources scores' data are pulled from, as `sources.toml` in the data folder describes them.

```toml
[erp]
kind = "readings"
url = "https://erp.example.com/api/figures"           # or: database = "postgresql://touchbase:${ERP_PASSWORD}@db/erp"
items = "data.rows"                                    # or: query = "SELECT email, kpi, amount FROM figures"
headers = { Authorization = "Bearer ${ERP_TOKEN}" }
columns = { employee = "email", code = "kpi", figure = "amount", value = "amount" }
defaults = { source_system = "ERP sales ledger", metric_id = "erp.net_revenue", metric_version = "2026.1" }
every_minutes = 1440
```

`${NAME}` is a variable of the environment: credentials stand nowhere else, and are never shown or logged.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from bot.features.scores.arriving import Kind, Row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

SOURCES = "sources.toml"
SECONDS = 30.0
EXACT_DIGITS = 15
_VARIABLE = re.compile(r"\$\{([A-Z][A-Z0-9_]*)\}")
_FIELDS = {
    *(
        "kind",
        "url",
        "items",
        "headers",
        "database",
        "query",
        "columns",
        "defaults",
        "cycle",
        "every_minutes",
    ),
    *("seconds", "private_network"),
}


class SourceError(Exception):
    """A source cannot be used; the message says which and why, without any address or credential."""


@dataclass(frozen=True)
class Source:
    """One source. `columns` are ours by theirs; `private_network`: it may stand inside the company's network."""

    name: str
    kind: Kind
    url: str = ""
    items: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    database: str = ""
    query: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    defaults: Mapping[str, str] = field(default_factory=dict)
    cycle: str | None = None
    every_minutes: int | None = None
    seconds: float = SECONDS
    private_network: bool = False


def read(folder: Path) -> dict[str, Source]:
    """Return the sources that are described, by name. Raises SourceError."""
    path = folder / SOURCES
    if not path.exists():
        return {}
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        message = f"{SOURCES}: {problem}"
        raise SourceError(message) from None
    return {name: _source(name, table) for name, table in tables.items()}


def filled(text: str, environment: Mapping[str, str], name: str) -> str:
    """Return a text with the environment's variables in it. Raises SourceError for one that is not set."""

    def value(found: re.Match[str]) -> str:
        variable = found[1]
        if variable not in environment:
            message = f"{name}: the environment variable {variable} is not set"
            raise SourceError(message)
        return environment[variable]

    return _VARIABLE.sub(value, text)


def renamed(source: Source, found: Iterable[Mapping[str, object]]) -> Iterator[Row]:
    """Give what a source said as rows under our columns; `line` counts from 1."""
    for number, given in enumerate(found, start=1):
        cells = {ours: text_of(given.get(theirs)) for ours, theirs in source.columns.items()}
        if not source.columns:
            cells = {str(name).casefold(): text_of(value) for name, value in given.items()}
        yield Row(number, cells)


def text_of(value: object) -> str:
    """Return a value of JSON or of a database as text; a binary number to the digits it is exact to."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case float():
            return format(Decimal(f"{value:.{EXACT_DIGITS}g}"), "f")
        case Decimal():
            return format(value, "f")
        case datetime() | date():
            return value.isoformat()
        case _:
            return " ".join(str(value).split())


def _source(name: str, table: object) -> Source:
    if not isinstance(table, dict):
        message = f"{SOURCES}: {name} must be a table, [{name}]"
        raise SourceError(message)
    wrong = sorted(set(table) - _FIELDS)
    if wrong:
        message = f"{SOURCES}: {name} has no field {', '.join(wrong)}"
        raise SourceError(message)
    if table.get("kind", "readings") not in set(Kind) - {Kind.GOAL_SHEETS}:
        message = f"{SOURCES}: {name}.kind is '{table['kind']}', and must be one of {', '.join(Kind)}"
        raise SourceError(message)
    if bool(table.get("url")) == bool(table.get("database")):
        message = f"{SOURCES}: {name} needs either a url or a database"
        raise SourceError(message)
    if table.get("database") and not table.get("query"):
        message = f"{SOURCES}: {name} needs a query"
        raise SourceError(message)
    return Source(**{**table, "name": name, "kind": Kind(table.get("kind", "readings"))})
