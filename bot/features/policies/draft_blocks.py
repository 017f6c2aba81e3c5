"""A draft of the rule book as HR sees it: overview, what changes, whom it is for, from when, publish or discard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.delivery.drafts import Drawn
from bot.features.policies import change_blocks
from bot.features.policies.audience_words import audience
from bot.features.policies.dates import Notice
from bot.slack import blocks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from slackblocks import Element

    from bot.features.policies.overview import Overview
    from bot.features.policies.publishing import DraftView
    from bot.slack.blocks import Block
    from prompts.catalog import Catalog

PAGE_BACK, PAGE_ON, CHANGE = "policies.draft.back", "policies.draft.on", "policies.draft.change"
AUDIENCE, DAY = "policies.draft.audience", "policies.draft.day"
PUBLISH, DISCARD = "policies.draft.publish", "policies.draft.discard"
PAGE = 6
"""Changes on one page of the message."""
MOST_UNITS = 96
"""Slack takes 100 choices in a menu."""


def card(view: DraftView, catalog: Catalog, locale: str) -> Drawn:
    """Draw a draft as it stands, from the first look at the file to its end."""
    seen = view.overview
    if seen is None:
        said = _standing(view, catalog, locale)
        return Drawn(text=said, blocks=[blocks.section(said)])
    title = catalog.text(locale, "policies-draft-title", title=blocks.escape(view.title))
    return Drawn(
        text=title,
        blocks=[
            blocks.section(f"*{title}*"),
            blocks.context(*_facts(view, seen, catalog, locale)),
            *(blocks.context(f":warning: {words}") for words in _warnings(seen, catalog, locale)),
            blocks.section(_summary(seen, catalog, locale)),
            *_changes(view, seen, catalog, locale),
            blocks.divider(),
            blocks.actions(_choices(view, seen, catalog, locale), block_id=f"{view.draft_id}:{view.stamp}"),
            blocks.actions(_ends(view, seen, catalog, locale)),
        ],
    )


def _refusal(kept: str, catalog: Catalog, locale: str) -> str:
    """Return in the reader's language why a file was refused; `kept` is `upload_listeners.refusal`, or empty."""
    fault, _, rest = kept.partition(" ")
    line, _, detail = rest.partition(" ")
    return (
        catalog.text(locale, "policies-fault", fault=fault, line=line, detail=blocks.escape(detail))
        if fault
        else ""
    )


def _standing(view: DraftView, catalog: Catalog, locale: str) -> str:
    name = blocks.escape(view.name)
    if view.problem in {"not_fetched", "too_large"}:
        return catalog.text(locale, "policies-draft-not-fetched", problem=view.problem, name=name)
    if view.effective_from is None:
        reason = _refusal(view.problem, catalog, locale)
        return catalog.text(
            locale, "policies-draft-standing", state=view.state.value, name=name, reason=reason
        )
    return catalog.text(
        locale,
        "policies-draft-over",
        state=view.state.value,
        title=blocks.escape(view.title),
        version=blocks.escape(view.version),
        day=view.effective_from,
        audience=audience(view.audience, view.units, catalog, locale),
    )


def _facts(view: DraftView, seen: Overview, catalog: Catalog, locale: str) -> Iterator[str]:
    yield catalog.text(
        locale,
        "policies-draft-facts",
        document=blocks.escape(seen.document_id),
        version=blocks.escape(seen.version),
        name=blocks.escape(view.name),
    )
    for text in seen.texts:
        language = catalog.text(locale, "policies-language", language=text.language)
        yield catalog.text(locale, "policies-draft-text", language=language, count=text.clauses)


def _warnings(seen: Overview, catalog: Catalog, locale: str) -> Iterator[str]:
    if seen.taken:
        yield catalog.text(locale, "policies-warning-taken", version=blocks.escape(seen.version))
    if seen.unchanged:
        yield catalog.text(locale, "policies-warning-unchanged")
    if seen.notice is Notice.BACKWARDS:
        yield catalog.text(locale, "policies-warning-backwards", day=seen.effective_from)
    if seen.notice is Notice.SHORT:
        yield catalog.text(locale, "policies-warning-short", day=seen.in_time)
    if not seen.known_audience:
        yield catalog.text(locale, "policies-warning-audience", audience=blocks.escape(seen.audience))
    if seen.lacking:
        some = blocks.escape(", ".join(seen.lacking[:10]))
        yield catalog.text(locale, "policies-warning-lacking", count=len(seen.lacking), clauses=some)


def _summary(seen: Overview, catalog: Catalog, locale: str) -> str:
    counts = {kind.value: number for kind, number in seen.counts.items()}
    if seen.replaces is None:
        said = catalog.text(locale, "policies-draft-first", count=counts["added"])
    elif not any(counts.values()):
        said = catalog.text(locale, "policies-draft-same", version=blocks.escape(seen.replaces))
    else:
        said = catalog.text(locale, "policies-draft-changes", version=blocks.escape(seen.replaces), **counts)
    if not any(counts.values()):
        return said
    return f"{said}\n{catalog.text(locale, 'policies-draft-told', count=seen.told)}"


def _changes(view: DraftView, seen: Overview, catalog: Catalog, locale: str) -> list[Block]:
    entries = seen.entries
    pages = max((len(entries) + PAGE - 1) // PAGE, 1)
    page = min(view.page, pages - 1)
    drawn: list[Block] = []
    for number, (language, change) in list(enumerate(entries))[page * PAGE : (page + 1) * PAGE]:
        several = len(seen.texts) > 1
        lead = change_blocks.heading(language, change, catalog, locale, several=several)
        words, more = change_blocks.beginning(change)
        label = catalog.text(locale, "policies-change-button")
        button = blocks.button(label, CHANGE, f"{view.draft_id}:{number}") if more else None
        drawn += [blocks.section(f"*{lead}*", accessory=button), *words]
    if pages > 1:
        drawn.append(blocks.context(catalog.text(locale, "policies-page", page=page + 1, pages=pages)))
        drawn.append(blocks.actions(_paging(view.draft_id, page, pages, catalog, locale)))
    return drawn


def _paging(draft_id: str, page: int, pages: int, catalog: Catalog, locale: str) -> list[Element]:
    turns: list[Element] = []
    if page:
        label = catalog.text(locale, "policies-page-back-button")
        turns.append(blocks.button(label, PAGE_BACK, f"{draft_id}:{page - 1}"))
    if page + 1 < pages:
        label = catalog.text(locale, "policies-page-on-button")
        turns.append(blocks.button(label, PAGE_ON, f"{draft_id}:{page + 1}"))
    return turns


def _choices(view: DraftView, seen: Overview, catalog: Catalog, locale: str) -> list[Element]:
    known = ["everyone", "managers", "hr", *(f"unit:{code}" for code in view.units)][:MOST_UNITS]
    choices = [(audience(each, view.units, catalog, locale), each) for each in known]
    return [
        blocks.select(AUDIENCE, catalog.text(locale, "policies-draft-audience"), choices, seen.audience),
        blocks.date_picker(DAY, catalog.text(locale, "policies-draft-day"), seen.effective_from),
    ]


def _ends(view: DraftView, seen: Overview, catalog: Catalog, locale: str) -> list[Element]:
    publish = blocks.button(
        catalog.text(locale, "policies-publish-button"),
        PUBLISH,
        view.draft_id,
        style="primary",
        confirm=blocks.confirmation(
            catalog.text(locale, "policies-publish-title"),
            catalog.text(
                locale,
                "policies-publish-words",
                title=blocks.fit(view.title, 80),
                day=seen.effective_from,
                audience=audience(seen.audience, view.units, catalog, locale),
            ),
            catalog.text(locale, "policies-publish-button"),
            catalog.text(locale, "button-cancel"),
        ),
    )
    discard = blocks.button(catalog.text(locale, "policies-discard-button"), DISCARD, view.draft_id)
    return [discard] if seen.blocked else [publish, discard]
