"""The forms of a check-in: whom to talk about, a promise, the summary page, who reads which part. Only draws."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bot.features.check_ins.answers import ANSWER_LIMIT, FOCUS_LIMIT
from bot.features.check_ins.words import Words, value
from bot.language.names import spoken_name
from bot.slack.blocks import (
    checkboxes,
    context,
    date_picker,
    field,
    fit,
    modal,
    quote,
    radio,
    section,
    select,
    text_input,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from typing import Any

    from bot.features.check_ins.views import CheckInView
    from prompts.catalog import Catalog
    from storage.people import Person

CHOICES_MAX = 100
"""What a Slack menu can hold."""
SUMMARY_LIMIT = 600
EVIDENCE_SHOWN = 20
SHAREABLE = ("focus", "evidence", "voice", "options", "actions", "summary")


def choose(reports: Sequence[Person], catalog: Catalog, locale: str) -> dict[str, Any]:
    """Draw the form that starts a check-in: with whom, and before or after the talk."""
    words = Words(catalog, locale)
    shown = reports[:CHOICES_MAX]
    names = Counter(spoken_name(person.name, locale) for person in shown)
    people = [(_told_apart(person, names, locale), str(person.key)) for person in shown]
    modes = [(words(f"check_ins-mode-{mode}"), mode) for mode in ("debrief", "prep")]
    return modal(
        "check_ins.chosen",
        words("check_ins-choose-title"),
        [
            field(
                "person",
                words("check_ins-choose-person"),
                select("person", words("check_ins-choose-person"), people),
            ),
            field("mode", words("check_ins-choose-mode"), radio("mode", modes, "debrief")),
            *(
                [context(words("check_ins-choose-more", count=CHOICES_MAX))]
                if len(reports) > CHOICES_MAX
                else []
            ),
        ],
        submit=words("check_ins-choose-start"),
        close=words("button-cancel"),
    )


def begun(catalog: Catalog, locale: str, employee: str) -> dict[str, Any]:
    """Draw where to go on after a start that was not made in the direct message."""
    words = Words(catalog, locale, employee)
    return modal(
        "check_ins.begun",
        words("check_ins-choose-title"),
        [section(words("check_ins-begun"))],
        submit=None,
        close=words("button-close"),
    )


def promise(view: CheckInView, catalog: Catalog, locale: str, default_due: date) -> dict[str, Any]:
    """Draw the form for one promise; the manager's own is offered first."""
    words = Words(catalog, locale, view.employee, view.manager)
    owners = [
        (words("check_ins-me"), "manager"),
        (words.employee, "employee"),
        (words("check_ins-both"), "both"),
    ]
    return modal(
        "check_ins.promised",
        words("check_ins-promise-title"),
        [
            field("owner", words("check_ins-promise-owner"), radio("owner", owners, "manager")),
            field(
                "what",
                words("check_ins-promise-what"),
                text_input(
                    "what", written=fit(view.state.pending_action, SUMMARY_LIMIT), limit=SUMMARY_LIMIT
                ),
            ),
            field(
                "due",
                words("check_ins-promise-due"),
                date_picker("due", words("check_ins-promise-due"), default_due),
            ),
        ],
        submit=words("button-save"),
        close=words("button-cancel"),
        remember=value(view),
    )


def edit(view: CheckInView, catalog: Catalog, locale: str) -> dict[str, Any]:
    """Draw the summary page as a form; promises are changed with their own form."""
    words = Words(catalog, locale, view.employee, view.manager)
    state = view.state
    fields = (
        ("summary", state.summary, SUMMARY_LIMIT),
        ("focus", state.focus, FOCUS_LIMIT),
        ("evidence", "\n".join(state.evidence), ANSWER_LIMIT),
        ("voice", state.voice, ANSWER_LIMIT),
    )
    return modal(
        "check_ins.edited",
        words("check_ins-edit-title"),
        [
            field(
                name,
                words(f"check_ins-part-{name}"),
                text_input(name, written=fit(text, limit), lines=name != "focus", limit=limit),
                # What was said can be rewritten here, not taken out: Back does that.
                optional=not text,
            )
            for name, text, limit in fields
        ],
        submit=words("button-save"),
        close=words("button-cancel"),
        remember=value(view),
    )


def share_some(view: CheckInView, catalog: Catalog, locale: str) -> dict[str, Any]:
    """Draw the choice of which parts the employee gets."""
    words = Words(catalog, locale, view.employee, view.manager)
    there = parts_of(view)
    choices = [(words(f"check_ins-part-{'steps' if name == 'actions' else name}"), name) for name in there]
    return modal(
        "check_ins.shared",
        words("check_ins-share-title"),
        [
            field(
                "blocks",
                words("check_ins-share-which"),
                checkboxes("blocks", choices, there),
                hint=words("check_ins-share-hint"),
            )
        ],
        submit=words("check_ins-share-all"),
        close=words("button-cancel"),
        remember=value(view),
    )


def evidence(
    found: Sequence[tuple[date, str]], employee: str, catalog: Catalog, locale: str
) -> dict[str, Any]:
    """Draw the list of dated evidence a manager can build on."""
    words = Words(catalog, locale, employee)
    drawn = [
        section(f"*{words.day(day)}*\n{quote(fit(text, SUMMARY_LIMIT))}")
        for day, text in found[:EVIDENCE_SHOWN]
    ]
    return modal(
        "check_ins.evidence",
        words("check_ins-evidence-title"),
        [context(words("check_ins-evidence-note")), *(drawn or [section(words("check_ins-evidence-none"))])],
        submit=None,
        close=words("button-close"),
    )


def _told_apart(person: Person, names: Counter[str], locale: str) -> str:
    name = spoken_name(person.name, locale)
    return f"{name} \u00b7 {person.title}" if names[name] > 1 and person.title else name


def parts_of(view: CheckInView) -> tuple[str, ...]:
    """Return the names of the parts this talk's note will have."""
    state = view.state
    there = {
        "focus": state.has_focus,
        "evidence": bool(state.evidence),
        "voice": state.has_voice,
        "options": bool(state.options),
        "actions": state.has_commitment,
        "summary": bool(state.summary),
    }
    return tuple(name for name in SHAREABLE if there[name])
