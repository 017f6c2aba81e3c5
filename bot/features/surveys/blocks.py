"""What somebody in a pilot sees after an answer, the form for a few words, and HR's digest of a fortnight."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from bot.features.surveys import rules
from bot.slack import blocks
from bot.slack.blocks import Drawn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.features.surveys.rules import Part, Spread
    from bot.features.surveys.views import Digest, Friction
    from bot.slack.blocks import Block
    from prompts.catalog import Catalog

RATE, WORDS, SKIP, STOP = "surveys.rate", "surveys.words", "surveys.skip", "surveys.stop"
FORM, WRITTEN = "surveys.form", "surveys_written"
PICTURE = "surveys.picture"
QUOTED = 20
PART = 2900


def thanks(decision: str, catalog: Catalog, locale: str) -> Drawn:
    """Draw what follows on a first answer: it was taken, and words are welcome."""
    said = catalog.text(locale, "surveys-thanks")
    buttons = [
        blocks.button(catalog.text(locale, "surveys-do-words"), WORDS, decision),
        blocks.button(catalog.text(locale, "surveys-do-stop"), STOP, decision),
    ]
    about = catalog.text(locale, "surveys-confidential")
    return Drawn(said, [blocks.section(said), blocks.actions(buttons), blocks.context(about)])


def form(decision: str, written: str, catalog: Catalog, locale: str) -> dict[str, Any]:
    """Draw the form for what got in the way."""
    box = blocks.text_input("words", written=written, lines=True, limit=rules.WORDS_LIMIT)
    return blocks.modal(
        FORM,
        catalog.text(locale, "surveys-form-title"),
        [
            blocks.field(WRITTEN, catalog.text(locale, "surveys-form-label"), box),
            blocks.context(catalog.text(locale, "surveys-form-about")),
        ],
        submit=catalog.text(locale, "surveys-form-send"),
        close=catalog.text(locale, "button-close"),
        remember=decision,
    )


def digest(view: Digest, catalog: Catalog, locale: str) -> Drawn:
    """Draw a fortnight for HR."""
    title = heading(view, catalog, locale)
    found = list(lines(view, catalog, locale))
    drawn: list[Block] = [blocks.section(f"*{title}*")]
    if not view.linked_to_pay:
        drawn.append(blocks.context(catalog.text(locale, "cycles-not-linked-to-pay")))
    drawn.append(blocks.section(blocks.fit("\n".join(found), PART)))
    if view.friction:
        listed = "\n".join(f"• {friction_line(each, catalog, locale)}" for each in view.friction)
        drawn.append(blocks.section(f"*{catalog.text(locale, 'surveys-friction')}*\n{listed}"))
    if view.words:
        quoted = "\n".join(blocks.quote(blocks.escape(words)) for words in view.words[:QUOTED])
        drawn.append(blocks.section(blocks.fit(f"*{catalog.text(locale, 'surveys-words')}*\n{quoted}", PART)))
    drawn.append(blocks.context(catalog.text(locale, "surveys-no-names")))
    return Drawn(title, drawn)


def picture_not_taken(view: Digest, catalog: Catalog, locale: str) -> Drawn:
    """Draw the button for a picture that Slack did not take when it was brought."""
    said = catalog.text(locale, "surveys-picture-waits")
    button = blocks.button(catalog.text(locale, "surveys-do-picture"), PICTURE, view.round_id)
    return Drawn(said, [blocks.section(said), blocks.actions([button])])


def heading(view: Digest, catalog: Catalog, locale: str) -> str:
    """Say which fortnight of which pilot this is."""
    name = view.names.get(catalog.language_of(locale), view.cycle)
    return catalog.text(
        locale, "surveys-title", cycle=blocks.escape(name), opens=view.opens, closes=view.closes
    )


def lines(view: Digest, catalog: Catalog, locale: str) -> Iterator[str]:
    """Say what came back: the question, the share that answered, and how the answers are spread."""
    yield catalog.text(
        locale, "surveys-asked", question=catalog.text(locale, f"surveys-question-{view.question}")
    )
    if view.table.asked < rules.FEWEST:
        yield catalog.text(locale, "surveys-too-few")
        return
    yield catalog.text(
        locale,
        "surveys-rate",
        answered=view.table.answered,
        asked=view.table.asked,
        percent=rules.percent(view.table.answered, view.table.asked),
        known="no" if view.rate_before is None else "yes",
        before=view.rate_before or 0,
    )
    if view.table.total is None:
        yield catalog.text(locale, "surveys-too-few")
        return
    yield f"*{catalog.text(locale, 'surveys-all')}*: {spread_text(view.table.total, catalog, locale)}"
    if view.health_before is not None:
        yield catalog.text(
            locale,
            "surveys-before",
            day=view.asked_before,
            before=str(view.health_before),
            change=f"{view.table.total.health - view.health_before:+}",
        )
    for part in view.table.parts:
        name = blocks.escape(part_name(view, part, catalog, locale))
        yield f"{name} · {part.spread.answers}/{part.asked}: {spread_text(part.spread, catalog, locale)}"
    if view.table.hidden or any(not part.unit for part in view.table.parts):
        yield catalog.text(locale, "surveys-hidden")
    if view.running:
        yield catalog.text(locale, "surveys-running", closes=view.closes)


def part_name(view: Digest, part: Part, catalog: Catalog, locale: str) -> str:
    """Return what a unit is called, or the units that are shown together."""
    if not part.unit:
        return catalog.text(locale, "surveys-others")
    return view.units.get(catalog.language_of(locale), {}).get(part.unit, part.unit)


def spread_text(spread: Spread, catalog: Catalog, locale: str) -> str:
    """Say how answers are spread."""
    return catalog.text(
        locale,
        "surveys-spread",
        counts=" · ".join(
            f"{value}: {count}" for value, count in enumerate(spread.counts, start=rules.LOWEST)
        ),
        mean=str(spread.mean),
        health=str(spread.health),
        colour=spread.colour,
        split="yes" if spread.split else "no",
    )


def friction_line(each: Friction, catalog: Catalog, locale: str) -> str:
    """Say how often something got in the way, and how often before."""
    return catalog.text(
        locale,
        f"surveys-friction-{each.kind}",
        count=each.count,
        known="no" if each.before is None else "yes",
        before=each.before or 0,
        parts=_parts(each, catalog, locale),
    )


def _parts(each: Friction, catalog: Catalog, locale: str) -> str:
    """Say in which parts of ours it was; several have one name."""
    named: Counter[str] = Counter()
    for part, count in each.parts:
        named[catalog.text(locale, "surveys-part", part=part)] += count
    return " · ".join(f"{name} {count}" for name, count in named.most_common())
