"""The launch checklist as lines: for a window, and for the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.slack import blocks

if TYPE_CHECKING:
    from bot.features.cycles.views import Checklist, Finding
    from prompts.catalog import Catalog

CHECKLIST, LOOK = "cycles.checklist", "cycles.look"


def window(found: Checklist, catalog: Catalog, locale: str) -> dict[str, Any]:
    """Draw the checklist as a window."""
    return blocks.modal(
        CHECKLIST,
        catalog.text(locale, "cycles-checklist-title"),
        [blocks.section(blocks.escape(line)) for line in lines(found, catalog, locale)],
        submit=None,
        close=catalog.text(locale, "button-close"),
    )


def lines(found: Checklist, catalog: Catalog, locale: str) -> list[str]:
    """Return the checklist line by line: the verdict, then each gap with its examples and where to mend it."""
    verdict = "cycles-checklist-ready" if found.ready else "cycles-checklist-blocked"
    said = [catalog.text(locale, verdict, cycle=found.cycle)]
    return said + [_line(finding, catalog, locale) for finding in found.findings]


def _line(finding: Finding, catalog: Catalog, locale: str) -> str:
    mark = "⛔" if finding.blocks else "⚠️"
    what = catalog.text(locale, f"cycles-gap-{finding.kind}", count=finding.count)
    examples = ", ".join(finding.examples)
    such = catalog.text(locale, "cycles-gap-examples", examples=examples) if examples else ""
    fix = catalog.text(locale, f"cycles-mend-{finding.kind}")
    return "\n".join(filter(None, (f"{mark} {what}", such, fix)))
