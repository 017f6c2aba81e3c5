"""The week's questions as HR sees them: in one message, and in a window before the week is over."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from bot.slack import blocks
from bot.slack.blocks import Drawn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.features.policies.digest import Digest
    from bot.slack.blocks import Block
    from prompts.catalog import Catalog

WINDOW = "desk.week"
HEARD = 160
PART = 2900


def message(digest: Digest, catalog: Catalog, locale: str) -> Drawn:
    """Draw the digest of a week."""
    last = digest.until - timedelta(days=1)
    title = catalog.text(locale, "digest-title", since=digest.since, until=last)
    return Drawn(text=title, blocks=[blocks.header(title), *_parts(digest, catalog, locale)])


def window(digest: Digest, catalog: Catalog, locale: str) -> dict[str, Any]:
    """Draw the week so far."""
    return blocks.modal(
        WINDOW,
        catalog.text(locale, "digest-window"),
        _parts(digest, catalog, locale),
        submit=None,
        close=catalog.text(locale, "button-close"),
    )


def _parts(digest: Digest, catalog: Catalog, locale: str) -> list[Block]:
    counts = catalog.text(
        locale,
        "digest-counts",
        asked=digest.asked,
        answered=digest.answered,
        absent=digest.absent,
        refused=digest.refused,
    )
    uncovered = [
        catalog.text(
            locale,
            "digest-group-unit" if group.unit else "digest-group",
            question=_heard(group.words),
            times=group.times,
            **({"unit": blocks.escape(group.unit)} if group.unit else {}),
        )
        for group in digest.uncovered
    ]
    if digest.more_uncovered:
        uncovered.append(catalog.text(locale, "digest-more", count=digest.more_uncovered))
    disliked = [
        catalog.text(
            locale,
            "digest-disliked-line",
            question=_heard(each.words),
            clauses=blocks.escape(", ".join(each.clauses)) or catalog.text(locale, "digest-no-clause"),
        )
        for each in digest.disliked
    ]
    most = [
        catalog.text(
            locale,
            "digest-most-line",
            clause=blocks.escape(f"{each.clause} {each.title}".strip()),
            times=each.times,
        )
        for each in digest.most
    ]
    unused = [f"• {blocks.escape(f'{each.clause} {each.title}'.strip())}" for each in digest.unused]
    left = digest.unused_count - len(digest.unused)
    if left > 0:
        unused.append(catalog.text(locale, "digest-more", count=left))
    return [
        blocks.section(counts),
        *_part(catalog.text(locale, "digest-uncovered"), uncovered),
        *_part(catalog.text(locale, "digest-disliked"), disliked),
        *_part(catalog.text(locale, "digest-most"), most),
        *_part(catalog.text(locale, "digest-unused"), unused),
        blocks.context(catalog.text(locale, "digest-no-names")),
    ]


def _part(title: str, lines: Sequence[str]) -> list[Block]:
    if not lines:
        return []
    return [blocks.section(blocks.fit(f"*{title}*\n" + "\n".join(lines), PART))]


def _heard(words: str) -> str:
    return blocks.escape(blocks.fit(words, HEARD))
