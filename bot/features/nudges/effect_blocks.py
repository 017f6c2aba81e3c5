"""What nudges do, in words: for HR's window, for the command line's table and for the picture."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.drawing.pictures import Range
from bot.features.nudges.effect import Verdict
from bot.slack import blocks

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from bot.features.nudges.effect import Effect
    from bot.features.nudges.effect_report import EffectReport, KindReport
    from bot.features.nudges.guardrails import Watched
    from bot.features.nudges.kinds import Kind
    from prompts.catalog import Catalog

WINDOW = "nudges.effects"
NONE = "–"
COLUMNS = ("kind", "sent", "withheld", "delta", "interval", "verdict", "acts", "mutes", "minutes", "needed")
_SURE = frozenset({Verdict.PROVEN, Verdict.HARMFUL, Verdict.RETIRE})


def window(report: EffectReport, catalog: Catalog, locale: str) -> dict[str, Any]:
    """Draw the report as a window."""
    drawn = [blocks.section(_paragraph(each, catalog, locale)) for each in report.kinds]
    if not drawn:
        drawn.append(blocks.section(catalog.text(locale, "effects-none")))
    drawn += [blocks.context(line) for line in closing(report, catalog, locale)]
    return blocks.modal(
        WINDOW,
        catalog.text(locale, "effects-title"),
        drawn,
        submit=None,
        close=catalog.text(locale, "button-close"),
    )


def closing(report: EffectReport, catalog: Catalog, locale: str) -> list[str]:
    """Say what is true of all kinds together."""
    lines = [catalog.text(locale, "effects-honest"), catalog.text(locale, "effects-evidence-how")]
    if limits := _limits(report.together, catalog, locale):
        lines.insert(0, catalog.text(locale, "effects-together-stop", limits=limits))
    return lines


def stops(each: KindReport, catalog: Catalog, locale: str) -> str:
    """Say that a kind is to be turned off, and why; empty when it is not."""
    if limits := _limits(each.guardrails, catalog, locale):
        return catalog.text(locale, "effects-stop", limits=limits)
    return catalog.text(locale, "effects-turn-off") if each.stops else ""


def evidence(each: KindReport, catalog: Catalog, locale: str) -> str:
    """Say how many of the notes have an example of what was seen, in both arms; empty while there are too few."""
    found = each.evidence
    if found is None:
        return ""
    return catalog.text(
        locale,
        "effects-evidence",
        sent=_percent(found.arms.sent.share),
        withheld=_percent(found.arms.withheld.share),
        delta=_points(found.arms.difference),
        low=_points(found.deciding.low),
        high=_points(found.deciding.high),
    )


def row(each: KindReport, catalog: Catalog, locale: str) -> list[str]:
    """Return the line of a table, in the order of COLUMNS."""
    found = each.effect
    if found is None:
        too_few = catalog.text(locale, "effects-verdict-too-few")
        return [name(each.kind, catalog, locale), NONE, NONE, NONE, NONE, too_few, NONE, NONE, NONE, NONE]
    sent, withheld = found.arms.sent, found.arms.withheld
    return [
        name(each.kind, catalog, locale),
        f"{sent.acts}/{sent.decisions} = {_percent(sent.share)}",
        f"{withheld.acts}/{withheld.decisions} = {_percent(withheld.share)}",
        _points(found.arms.difference),
        f"[{_points(found.deciding.low)}, {_points(found.deciding.high)}]",
        _verdict(found, catalog, locale),
        _figure(each.acts_per_100),
        _figure(each.mutes_per_100),
        _figure(each.minutes),
        f"{found.needed or NONE} / {found.arms.fewest}",
    ]


def headings(catalog: Catalog, locale: str) -> list[str]:
    """Return the table's first line."""
    return [catalog.text(locale, f"effects-column-{column}") for column in COLUMNS]


def ranges(report: EffectReport, catalog: Catalog, locale: str) -> list[Range]:
    """Return what the picture shows: each kind's difference and its interval, in percentage points."""
    return [
        Range(
            name(each.kind, catalog, locale),
            float(each.effect.deciding.low * 100),
            float(each.effect.arms.difference * 100),
            float(each.effect.deciding.high * 100),
            _points(each.effect.arms.difference),
            sure=each.effect.verdict in _SURE,
        )
        for each in report.kinds
        if each.effect is not None
    ]


def name(kind: Kind, catalog: Catalog, locale: str) -> str:
    """Say what a kind is called."""
    return catalog.text(locale, f"effects-name-{kind.replace('_', '-')}")


def _paragraph(each: KindReport, catalog: Catalog, locale: str) -> str:
    called, found = name(each.kind, catalog, locale), each.effect
    if found is None:
        lines = [catalog.text(locale, "effects-too-few", kind=called)]
    else:
        lines = [
            catalog.text(
                locale,
                "effects-kind",
                kind=called,
                verdict=_verdict(found, catalog, locale),
                sent=_percent(found.arms.sent.share),
                withheld=_percent(found.arms.withheld.share),
                delta=_points(found.arms.difference),
                low=_points(found.deciding.low),
                high=_points(found.deciding.high),
            ),
            catalog.text(
                locale,
                "effects-cost",
                acts=_figure(each.acts_per_100),
                mutes=_figure(each.mutes_per_100),
                minutes=_figure(each.minutes),
            ),
            catalog.text(
                locale,
                "effects-needed",
                needed=str(found.needed or NONE),
                worth=str(found.needed_for_worth),
                have=str(found.arms.fewest),
            ),
        ]
    return "\n".join(filter(None, [*lines, evidence(each, catalog, locale), stops(each, catalog, locale)]))


def _limits(watched: Iterable[Watched], catalog: Catalog, locale: str) -> str:
    broken = [each.guardrail for each in watched if each.stops]
    return ", ".join(catalog.text(locale, f"effects-limit-{each}") for each in broken)


def _verdict(found: Effect, catalog: Catalog, locale: str) -> str:
    return catalog.text(locale, f"effects-verdict-{found.verdict}")


def _percent(share: Decimal) -> str:
    return f"{share * 100:.2f}%"


def _points(share: Decimal) -> str:
    return f"{share * 100:+.2f}"


def _figure(value: Decimal | None) -> str:
    return NONE if value is None else f"{value:.1f}"
