"""How nudges look in Slack: one line each, with a reason and an effort, and a way to say no."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.features.nudges.habits import Snooze
from bot.features.nudges.kinds import LEAST_USEFUL, MANDATORY, MOST_USEFUL, REASONS, Form, Kind
from bot.features.nudges.ladder import CHANGE_AFTER
from bot.features.nudges.wording import Words, sentence
from bot.slack.blocks import Drawn, actions, button, context, date_picker, escape, modal, section, select

if TYPE_CHECKING:
    from typing import Any

    from slackblocks import Element

    from bot.features.nudges.shown import Coming, Line, Said, Slots, Week, Why
    from bot.slack.blocks import Block
    from prompts.catalog import Catalog

BEGIN = "check_ins.begin"
"""Taken by the check-in feature; has a mode after it and the value `EMPLOYEE:MODE`."""
STEP_DONE, STEP_DROP, STEP_DAY = "records.done", "records.drop", "records.due"
"""Taken by the records; the first two with a step's number, the last in a block named after it."""
GOALS = "goals.open"
"""Taken by the goals; has the employee and a cycle, which is today's when it is empty."""
SURVEY_RATE, SURVEY_WORDS = "surveys.rate", "surveys.words"
SURVEY_SKIP, SURVEY_STOP = "surveys.skip", "surveys.stop"
"""Taken by the surveys; the first has a value after it and again behind a decision's number."""
SNOOZE, NOT_NEEDED, WHY, SLOTS, ROUND = (
    "nudges.snooze",
    "nudges.not_needed",
    "nudges.why",
    "nudges.slots",
    "nudges.round",
)
AGENDA = "nudges.agenda"
"""Opens the form for the one line about a coming 1:1; its value is the manager's number."""
RATE, REASON, COACH, SUPPORT = "nudges.rate", "nudges.reason", "nudges.coach", "nudges.support"
SUPPORT_REASONS = ("no_time", "unsure", "agreed", "away")
SHOWN_DAYS = 30


def said(message: Said, catalog: Catalog, locale: str) -> Drawn:
    """Draw one message: its lines, each with its buttons, and how many more there are."""
    words = Words(catalog, locale)
    heading = words(f"nudges-form-{message.form}")
    drawn: list[Block] = []
    many = len(message.lines) > 1
    if many or message.form is Form.WRAP_UP:
        drawn.append(context(heading))
    for line in message.lines:
        drawn += _line(line, words)
    if message.more:
        drawn.append(context(words("nudges-more", count=message.more)))
    if message.plan_round:
        first = str(message.lines[0].decision_id)
        drawn.append(actions([button(words("nudges-round-button"), ROUND, first)]))
    text = heading if many else sentence(message.lines[0], words)
    return Drawn(text=text, blocks=drawn)


def why_window(found: Why, catalog: Catalog, locale: str) -> dict[str, Any]:
    """Draw why something was said, in plain words."""
    words = Words(catalog, locale)
    return modal(
        WHY,
        words("nudges-why-title"),
        [section(why_text(found, words)), context(words("nudges-why-change"))],
        submit=None,
        close=words("button-close"),
    )


def why_text(found: Why, words: Words) -> str:
    """Say why something was said: what, when, and by which rule."""
    return words(
        "nudges-why",
        kind=words.kind(found.kind),
        at=words("nudges-moment", at=found.at),
        reason=rule_text(found.rule, words),
    )


def rule_text(rule: str, words: Words) -> str:
    """Say a rule in plain words, with its number."""
    return words("nudges-rule", reason=words(f"nudges-rule-{rule.lower().replace('-', '')}"), rule=rule)


def week(found: Week, catalog: Catalog, locale: str) -> Drawn:
    """Draw what will come in a week, each with its rule, and what will not."""
    words = Words(catalog, locale)
    title = words("nudges-week-title")
    lines = week_lines(found, words)
    return Drawn(text=title, blocks=[section(f"*{title}*"), *[section(line) for line in lines]])


def week_lines(found: Week, words: Words) -> list[str]:
    """Say what will come in a week, line by line; one line when it is nothing."""
    lines = [_coming(each, words) for each in found.coming[:SHOWN_DAYS]]
    if not lines:
        lines.append(words("nudges-week-nothing"))
    lines += [
        words(
            "nudges-week-not",
            what=_what(each.kind, each.name, words),
            reason=rule_text(each.rule, words),
        )
        for each in found.not_coming[:SHOWN_DAYS]
    ]
    if found.stopped:
        lines.append(words("nudges-week-stopped"))
    if found.withheld:
        lines.append(words("nudges-week-holdout", percent=found.withheld))
    return lines


def slots_window(found: Slots, catalog: Catalog, locale: str) -> dict[str, Any]:
    """Draw free half hours with each person."""
    words = Words(catalog, locale)
    drawn = [
        section(
            words(
                "nudges-slots-line",
                n=words.called(name),
                slots=words("nudges-list-sep").join(words("nudges-moment", at=slot) for slot in free)
                or words("nudges-slots-none"),
            )
        )
        for name, free in found.people
    ] or [section(words("nudges-slots-nobody"))]
    return modal(
        SLOTS,
        words("nudges-slots-title"),
        [*drawn, context(words("nudges-slots-about"))],
        submit=None,
        close=words("button-close"),
    )


def _line(line: Line, words: Words) -> list[Block]:
    drawn = [section(sentence(line, words))]
    if line.agenda:
        drawn.append(
            context(words("nudges-agenda-wish", n=words.called(line.name), words=escape(line.agenda)))
        )
    if line.streak >= CHANGE_AFTER and line.kind in {Kind.DEBRIEF, Kind.PRE_1ON1}:
        drawn.append(context(words("nudges-shorter")))
    if line.kind is Kind.SURVEY:
        drawn.append(context(words("surveys-confidential"), words("cycles-not-linked-to-pay")))
    elements = [*_doing(line, words), *_declining(line, words)]
    block_id = f"step:{line.number}" if line.kind is Kind.ACTION_DUE else None
    return [*drawn, actions(elements, block_id=block_id)]


def _doing(line: Line, words: Words) -> list[Element]:
    if line.kind in {Kind.EMP_PULSE, Kind.SURVEY, Kind.PAUSE, Kind.SUPPORT}:
        return _answering(line, words)
    match line.kind:
        case Kind.PRE_1ON1:
            label = words("nudges-do-prepare")
            return [button(label, f"{BEGIN}.prep", f"{line.about_id}:prep", style="primary")]
        case Kind.DEBRIEF:
            label = words("nudges-do-wrap-up")
            return [button(label, f"{BEGIN}.debrief", f"{line.about_id}:debrief", style="primary")]
        case Kind.GAP_21 | Kind.GAP_28:
            return [button(words("nudges-do-slots"), SLOTS, str(line.decision_id), style="primary")]
        case Kind.GOALS_OPEN:
            return [button(words("nudges-do-goals"), GOALS, f"{line.number}|", style="primary")]
        case Kind.ACTION_DUE:
            step = str(line.number)
            return [
                button(words("nudges-do-done"), STEP_DONE, step, style="primary"),
                date_picker(STEP_DAY, words("nudges-do-move"), line.day),
                button(words("nudges-do-drop"), STEP_DROP, step),
            ]
        case Kind.EMP_AGENDA if line.about_id:
            return [button(words("nudges-agenda-button"), AGENDA, str(line.about_id), style="primary")]
    return []


def _answering(line: Line, words: Words) -> list[Element]:
    """Draw the answers to choose from where a question was asked."""
    number = str(line.decision_id)
    match line.kind:
        case Kind.EMP_PULSE:
            return [
                button(str(value), f"{RATE}.{value}", f"{number}:{value}")
                for value in range(LEAST_USEFUL, MOST_USEFUL + 1)
            ]
        case Kind.SURVEY:
            return [
                *(
                    button(str(value), f"{SURVEY_RATE}.{value}", f"{number}:{value}")
                    for value in range(LEAST_USEFUL, MOST_USEFUL + 1)
                ),
                button(words("surveys-do-words"), SURVEY_WORDS, number),
            ]
        case Kind.PAUSE:
            return [
                button(words(f"nudges-reason-{reason}"), f"{REASON}.{reason}", f"{number}:{reason}")
                for reason in REASONS
            ]
        case Kind.SUPPORT:
            chosen = [
                button(words(f"nudges-support-{reason}"), f"{SUPPORT}.{reason}", f"{number}:{reason}")
                for reason in SUPPORT_REASONS
            ]
            if line.task:
                return [*chosen, button(words("nudges-coach-button"), COACH, "coach")]
            return [button(words("nudges-do-slots"), SLOTS, number, style="primary"), *chosen]
        case _:
            return []


def _declining(line: Line, words: Words) -> list[Element]:
    number = str(line.decision_id)
    drawn: list[Element] = []
    if line.kind is Kind.SURVEY:
        drawn.append(button(words("surveys-do-skip"), SURVEY_SKIP, number))
        drawn.append(button(words("surveys-do-stop"), SURVEY_STOP, number))
    quiet = line.kind in MANDATORY or line.kind in {
        Kind.PAUSE,
        Kind.SUPPORT,
        Kind.EMP_PULSE,
        Kind.SURVEY,
    }
    if not quiet and line.may_snooze:
        choices = [(words(f"nudges-snooze-{choice}"), f"{number}:{choice}") for choice in Snooze]
        drawn.append(select(SNOOZE, words("nudges-snooze"), choices))
    if not quiet:
        drawn.append(button(words("nudges-not-needed"), NOT_NEEDED, number))
    return [*drawn, button(words("nudges-why-button"), WHY, number)]


def _coming(each: Coming, words: Words) -> str:
    return words(
        "nudges-week-line",
        at=words("nudges-moment", at=each.at),
        what=_what(each.kind, each.name, words),
        reason=rule_text(each.rule, words),
    )


def _what(kind: Kind, name: str, words: Words) -> str:
    if not name:
        return words.kind(kind)
    return words("nudges-what", kind=words.kind(kind), n=words.called(name))
