"""One country's calendar of the `holidays` library, without those of the 250 others.

The library is asked for a country through a package that imports every country: a tenth of a second of each start
and eight megabytes that stay. Here the package stands empty while the one module is read. Two more packages import
the calendars of every religion for whichever is wanted; what stands in for them imports what is asked for.
"""

from __future__ import annotations

import ast
import sys
import threading
from importlib import import_module
from importlib.abc import SourceLoader
from importlib.machinery import PathFinder
from importlib.util import module_from_spec
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import ModuleType


def _stand_in(name: str) -> None:
    """Let a package of the library, which only gathers names, import each when it is asked for."""
    library = PathFinder.find_spec("holidays")
    found = PathFinder.find_spec(name, library.submodule_search_locations if library else None)
    gathered = found.loader.get_source(name) if found and isinstance(found.loader, SourceLoader) else None
    if found is None or gathered is None or name in sys.modules:
        return
    homes = {
        each.name: statement.module or ""
        for statement in ast.parse(gathered).body
        if isinstance(statement, ast.ImportFrom)
        for each in statement.names
    }

    def give(wanted: str) -> object:
        if wanted not in homes:
            raise AttributeError(wanted)
        return getattr(import_module(homes[wanted]), wanted)

    package: ModuleType = module_from_spec(found)
    vars(package)["__getattr__"] = give
    sys.modules[name] = package


for _gathering in ("holidays.calendars", "holidays.groups"):
    _stand_in(_gathering)

import holidays  # noqa: E402 - after what stands in for parts of it
from holidays.registry import COUNTRIES  # noqa: E402 - as above

_PACKAGE = "holidays.countries"
_reading = threading.Lock()


def calendar_of(country: str, years: Iterable[int] | None = None) -> holidays.HolidayBase:
    """Return the calendar of an ISO 3166 code; raises KeyError for a code the library does not know."""
    for module, (name, *codes) in COUNTRIES.items():
        if country in codes:
            return cast("holidays.HolidayBase", getattr(_module(module), name)(years=years))
    raise KeyError(country)


def _module(name: str) -> object:
    with _reading:
        if _PACKAGE in sys.modules:
            return import_module(f"{_PACKAGE}.{name}")
        found = PathFinder.find_spec(_PACKAGE, holidays.__path__)
        if found is None:
            raise KeyError(name)
        sys.modules[_PACKAGE] = module_from_spec(found)
        try:
            return import_module(f"{_PACKAGE}.{name}")
        finally:
            # Whoever wants all countries later shall get them.
            del sys.modules[_PACKAGE]
