"""What is said of messages that did not arrive, in chat and on the command line alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.features.undelivered.rules import Trouble

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.features.undelivered.rules import Letter, Overview
    from prompts.catalog import Catalog

HOUR, DAY = 60, 24 * 60


def age(minutes: int, catalog: Catalog, locale: str) -> str:
    """Say how long ago something was."""
    if minutes < HOUR:
        return catalog.text(locale, "undelivered-minutes", count=minutes)
    if minutes < DAY:
        return catalog.text(locale, "undelivered-hours", count=minutes // HOUR)
    return catalog.text(locale, "undelivered-days", count=minutes // DAY)


def kind(letter: Letter, catalog: Catalog, locale: str) -> str:
    """Say what a message is about."""
    return catalog.text(locale, f"undelivered-kind-{letter.family}")


def reason(letter: Letter, catalog: Catalog, locale: str) -> str:
    """Say why a message is not there."""
    said = catalog.text(locale, f"undelivered-reason-{letter.reason}")
    return f"{said} ({letter.error})" if letter.error else said


def standing(view: Overview, catalog: Catalog, locale: str) -> str:
    """Say in a line how delivery stands."""
    if view.gate_minutes:
        return catalog.text(locale, "undelivered-gate", minutes=view.gate_minutes, count=view.waiting)
    if not view.waiting:
        return catalog.text(locale, "undelivered-nothing-waits")
    oldest = age(view.oldest_minutes, catalog, locale)
    return catalog.text(locale, "undelivered-waiting", count=view.waiting, age=oldest)


def stuck(found: Mapping[str, Any], catalog: Catalog, locale: str) -> str:
    """Say in one line what is stuck; `found` is what the outgoing message holds."""
    said = {
        Trouble.WAITING: lambda: catalog.text(
            locale,
            "undelivered-stuck-waiting",
            count=found["waiting"],
            age=age(found["oldest"], catalog, locale),
        ),
        Trouble.GATE: lambda: catalog.text(locale, "undelivered-stuck-gate", minutes=found["gate"]),
        Trouble.CLAIMS: lambda: catalog.text(locale, "undelivered-stuck-claims", count=found["claims"]),
        Trouble.JOBS: lambda: catalog.text(
            locale, "undelivered-stuck-jobs", count=len(found["jobs"]), names=", ".join(found["jobs"])
        ),
    }
    joint = catalog.text(locale, "undelivered-joint").strip("|")
    troubles = joint.join(said[Trouble(each)]() for each in found["troubles"])
    return catalog.text(locale, "undelivered-stuck", troubles=troubles)
