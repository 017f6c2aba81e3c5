"""How questions and appeals went, drawn: sums, and units with at least five cases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.features.scores.speaking import cycle_name
from bot.slack import blocks

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.features.scores.tally_rules import Group, Tally
    from bot.slack.blocks import Block
    from prompts.catalog import Catalog

WINDOW = "scores.tally_window"
_UNITS = 30


def window(found: Tally, names: Mapping[str, str], catalog: Catalog, locale: str) -> dict[str, Any]:
    """Draw the window; `names` are what units are called, by code."""
    drawn: list[Block] = [blocks.section("\n".join(lines)) for lines in _parts(found, names, catalog, locale)]
    return blocks.modal(
        WINDOW,
        catalog.text(locale, "tally-title"),
        [*drawn, blocks.context(catalog.text(locale, "tally-about"))],
        submit=None,
        close=catalog.text(locale, "button-close"),
    )


def told(found: Tally, names: Mapping[str, str], catalog: Catalog, locale: str) -> list[str]:
    """Return the same in lines, for the command line."""
    return [line.replace("*", "") for lines in _parts(found, names, catalog, locale) for line in lines]


def _parts(found: Tally, names: Mapping[str, str], catalog: Catalog, locale: str) -> Iterator[list[str]]:
    cycle = cycle_name(found.cycle, catalog, locale)
    yield [
        catalog.text(locale, "tally-lead", cycle=cycle),
        _kind("question", found.questions, catalog, locale),
        *_details(found.questions, catalog, locale),
        _kind("appeal", found.appeals, catalog, locale),
        *_details(found.appeals, catalog, locale),
    ]
    if found.per_hundred is not None:
        yield [catalog.text(locale, "tally-per-hundred", rate=str(found.per_hundred))]
    units = [
        catalog.text(locale, "tally-unit", unit=blocks.escape(names.get(code, code)), **_sums(group))
        for code, group in found.units[:_UNITS]
    ]
    if found.others is not None:
        units.append(catalog.text(locale, "tally-others", **_sums(found.others)))
    if found.hidden:
        units.append(catalog.text(locale, "tally-hidden"))
    if units:
        yield units


def _kind(kind: str, group: Group | None, catalog: Catalog, locale: str) -> str:
    if group is None:
        return catalog.text(locale, "tally-few", kind=kind)
    return catalog.text(locale, "tally-kind", kind=kind, **_sums(group))


def _details(group: Group | None, catalog: Catalog, locale: str) -> list[str]:
    if group is None:
        return []
    ends = [
        catalog.text(locale, "tally-end", end=end.value, count=count) for end, count in group.ends.items()
    ]
    grounds = [
        catalog.text(locale, "tally-ground", ground=ground, count=count)
        for ground, count in group.grounds.items()
    ]
    return [f"• {line}" for line in (*ends, *grounds)]


def _sums(group: Group) -> dict[str, object]:
    return {
        "count": group.count,
        "overdue": group.overdue,
        "median": "none" if group.median_days is None else "some",
        "days": "" if group.median_days is None else str(group.median_days),
    }
