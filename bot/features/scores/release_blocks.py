"""Releases, drawn: what one would do, what HR decides first, and what the employee is told."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, Any

from bot.features.scores.blocks import APPEAL, OPEN, button_value
from bot.features.scores.formats import Formats
from bot.features.scores.intents import Intent
from bot.features.scores.paragraph_blocks import paragraph_of, without_marks
from bot.features.scores.release_rules import DUE, Preview, Standing
from bot.features.scores.speaking import Speaker, cycle_name
from bot.language.names import spoken_name
from bot.slack import blocks
from bot.slack.blocks import Drawn

if TYPE_CHECKING:
    from collections.abc import Sequence
    from zoneinfo import ZoneInfo

    from bot.features.scores.release_rules import Flag
    from bot.features.scores.result_notices import Notice
    from bot.features.scores.silence import SilentView
    from bot.slack.blocks import Block
    from prompts.catalog import Catalog

RELEASE, ASK, ASKED = "scores.release", "scores.release_which", "scores.release_asked"
DECIDE, DECIDED = "scores.flag", "scores.flag_decided"
RECEIVED = "scores.received"
TALLY = "scores.tally"
"""Opens how questions and appeals went."""
OUT, HOLD = "out", "hold"
EVERYBODY = "*"
_FLAGS = 10
_CHOICES = 100


def which_form(
    cycles: Sequence[str], units: Sequence[tuple[str, str]], chosen: str, catalog: Catalog, locale: str
) -> dict[str, Any]:
    """Draw the form that asks which unit's results of which cycle; `units` are names and codes."""
    everybody = (catalog.text(locale, "release-everybody"), EVERYBODY)
    named = [(cycle_name(cycle, catalog, locale), cycle) for cycle in cycles[:_CHOICES]]
    label = catalog.text(locale, "release-which-unit")
    return blocks.modal(
        ASKED,
        catalog.text(locale, "release-which-title"),
        [
            blocks.field(
                "cycle",
                catalog.text(locale, "release-which-cycle"),
                blocks.select("cycle", catalog.text(locale, "release-which-cycle"), named, chosen),
            ),
            blocks.field(
                "unit", label, blocks.select("unit", label, [everybody, *units[: _CHOICES - 1]], EVERYBODY)
            ),
        ],
        submit=catalog.text(locale, "release-which-send"),
        close=catalog.text(locale, "button-cancel"),
    )


def preview(found: Preview, asked: str, zone: ZoneInfo, catalog: Catalog, locale: str) -> Drawn:
    """Draw what a release would do: how many go out, how many not and why, and what HR decides first."""
    language = catalog.language_of(locale)
    unit = found.unit_names.get(language, found.unit) or catalog.text(locale, "release-everybody")
    cycle = cycle_name(found.cycle, catalog, locale)
    by_itself = "yes" if asked.startswith(DUE) else "no"
    lead = catalog.text(locale, "release-preview", cycle=cycle, unit=blocks.escape(unit), by_itself=by_itself)
    day = Formats(language, zone).day(found.visible_on)
    counts = [
        catalog.text(locale, "release-count", stands=stands.value, count=found.counts[stands], day=day)
        for stands in Standing
        if found.counts[stands]
    ]
    said = "\n".join(counts) or catalog.text(locale, "release-nobody")
    drawn = [blocks.section(lead), blocks.section(said)]
    if found.flags:
        drawn.append(blocks.section(catalog.text(locale, "release-flags")))
    drawn += [_flag(flag, found.cycle, asked, catalog, locale) for flag in found.flags[:_FLAGS]]
    if len(found.flags) > _FLAGS:
        drawn.append(
            blocks.context(catalog.text(locale, "release-more-flags", count=len(found.flags) - _FLAGS))
        )
    if found.ready:
        drawn.append(_release_button(found, asked, catalog, locale))
    return Drawn(text=lead, blocks=drawn)


def decide_form(value: str, flag: Flag, catalog: Catalog, locale: str) -> dict[str, Any]:
    """Draw the form in which HR decides about a flag. `value` comes back with it."""
    choices = [
        (catalog.text(locale, "release-decide-hold"), HOLD),
        (catalog.text(locale, "release-decide-out"), OUT),
    ]
    return blocks.modal(
        DECIDED,
        catalog.text(locale, "release-decide-title"),
        [
            blocks.section(_flag_line(flag, catalog, locale)),
            blocks.section(catalog.text(locale, "release-decide-about")),
            blocks.field(
                "decision",
                catalog.text(locale, "release-decide-field"),
                blocks.radio("decision", choices, HOLD),
            ),
            blocks.field(
                "reason",
                catalog.text(locale, "release-decide-reason"),
                blocks.text_input("reason", lines=True, limit=1500),
            ),
        ],
        submit=catalog.text(locale, "release-decide-send"),
        close=catalog.text(locale, "button-cancel"),
        remember=value,
    )


def result(notice: Notice, catalog: Catalog, locale: str) -> Drawn:
    """Draw A-11: the result is there, or what changed in it; the receipt says seen and nothing else."""
    cycle = cycle_name(notice.cycle, catalog, locale)
    lead = catalog.text(locale, "release-result", cycle=cycle, again=notice.again)
    drawn: list[Block] = [blocks.section(lead)]
    if notice.before is not None:
        lead = _changed(notice, catalog, locale)
        drawn = [paragraph_of(lead)]
    if notice.again:
        contact = blocks.escape(spoken_name(notice.contact, locale)) or catalog.text(locale, "hr-team")
        drawn.append(blocks.context(catalog.text(locale, "release-result-help", name=contact)))
    value = button_value(notice.person_id, notice.cycle, Intent.EXPLAIN)
    buttons = [
        blocks.button(catalog.text(locale, "release-open-button"), f"{OPEN}.0", value, style="primary")
    ]
    if notice.received_at is None:
        label = catalog.text(locale, "release-received-button")
        buttons.append(blocks.button(label, RECEIVED, notice.score_id))
    drawn.append(blocks.actions(buttons))
    if notice.received_at is not None:
        moment = Speaker(notice.after.around, catalog, locale).formats.moment(notice.received_at)
        drawn.append(blocks.context(catalog.text(locale, "release-received", moment=moment)))
    return Drawn(text=without_marks(lead), blocks=drawn)


def lowering(notice: Notice, catalog: Catalog, locale: str) -> Drawn:
    """Draw what is said before a correction lowers a result."""
    speaker = Speaker(notice.after.around, catalog, locale)
    said = catalog.text(
        locale,
        "release-lowering",
        cycle=cycle_name(notice.cycle, catalog, locale),
        points="–" if notice.points is None else speaker.formats.signed(notice.points),
        causes=speaker.together(notice.causes(speaker)) or catalog.text(locale, "release-cause-other"),
    )
    return Drawn(text=without_marks(said), blocks=[paragraph_of(said)])


def silent(found: SilentView, catalog: Catalog, locale: str) -> Drawn:
    """Draw what HR is told of those who gave no receipt: how many, and the first of them by name."""
    named = [blocks.escape(spoken_name(name, locale)) for name in found.names]
    together = reduce(
        lambda first, second: catalog.text(locale, "scores-comma", first=first, second=second), named
    )
    said = catalog.text(
        locale,
        "release-silent",
        cycle=cycle_name(found.cycle, catalog, locale),
        count=found.count,
        names=together,
        more=found.count - len(named),
    )
    return Drawn(text=said, blocks=[blocks.section(said)])


def appeal_notice(notice: Notice, catalog: Catalog, locale: str) -> Drawn:
    """Draw A-12: how to appeal, and until when."""
    formats = Speaker(notice.after.around, catalog, locale).formats
    until = notice.after.around.appeal_until
    day = "" if until is None else formats.day(until)
    said = catalog.text(locale, "release-appeal", day=day, again=notice.again)
    label = catalog.text(locale, "scores-appeal-button")
    button = blocks.button(label, APPEAL, notice.cycle)
    return Drawn(text=without_marks(said), blocks=[paragraph_of(said), blocks.actions([button])])


def home_part(releases_results: bool, catalog: Catalog, locale: str) -> list[Block]:  # noqa: FBT001 - what was read
    """Draw HR's way to a release; nothing for everybody else."""
    if not releases_results:
        return []
    button = blocks.button(catalog.text(locale, "release-home-button"), ASK, "home")
    return [
        blocks.header(catalog.text(locale, "release-home-title")),
        blocks.section(catalog.text(locale, "release-home-about"), accessory=button),
        blocks.actions([blocks.button(catalog.text(locale, "tally-home-button"), TALLY, "home")]),
    ]


def _changed(notice: Notice, catalog: Catalog, locale: str) -> str:
    speaker = Speaker(notice.after.around, catalog, locale)
    final, points = notice.after.result.final, notice.points
    return catalog.text(
        locale,
        "release-changed",
        cycle=cycle_name(notice.cycle, catalog, locale),
        final="–" if final is None else speaker.formats.number(final),
        band=notice.after.result.band or "–",
        version=notice.after.around.version,
        points="–" if points is None else speaker.formats.signed(points),
        causes=speaker.together(notice.causes(speaker)) or catalog.text(locale, "release-cause-other"),
    )


def _flag(flag: Flag, cycle: str, asked: str, catalog: Catalog, locale: str) -> Block:
    said = _flag_line(flag, catalog, locale)
    label = catalog.text(locale, "release-decide-button")
    value = f"{flag.person_id}:{cycle}:{flag.code}:{asked}"
    return blocks.section(said, accessory=blocks.button(label, DECIDE, value))


def _flag_line(flag: Flag, catalog: Catalog, locale: str) -> str:
    decided = {None: "open", True: "out", False: "held"}[flag.decided]
    name = blocks.escape(spoken_name(flag.name, locale))
    return catalog.text(
        locale, "release-flag", name=name, code=flag.code, score=str(flag.score), decided=decided
    )


def _release_button(found: Preview, asked: str, catalog: Catalog, locale: str) -> Block:
    label = catalog.text(locale, "release-button", count=len(found.ready))
    confirm = blocks.confirmation(
        catalog.text(locale, "release-confirm-title"),
        catalog.text(locale, "release-confirm", count=len(found.ready)),
        label,
        catalog.text(locale, "button-cancel"),
    )
    value = f"{found.cycle}:{found.unit}:{asked}"
    return blocks.actions([blocks.button(label, RELEASE, value, style="primary", confirm=confirm)])
