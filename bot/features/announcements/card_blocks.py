"""The card HR steers an announcement from, and what a second person is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo

from bot.features.announcements.spec import GROUP
from bot.language.names import spoken_name
from bot.slack import blocks
from bot.slack.blocks import Drawn

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from slackblocks import Element

    from bot.features.announcements.rules import Problem
    from bot.features.announcements.views import CardView, Count, Progress
    from bot.slack.blocks import Block
    from prompts.catalog import Catalog

WORDS, CHANGES, AIM, WAY = "announce.words", "announce.changes", "announce.aim", "announce.way"
PREVIEW, LAUNCH, DISCARD = "announce.preview", "announce.launch", "announce.discard"
APPROVE, SEND_BACK = "announce.approve", "announce.send_back"
PAUSE, RESUME, STOP = "announce.pause", "announce.resume", "announce.stop"
CORRECT, FAILURES, RETRY, BOARD = "announce.correct", "announce.failures", "announce.retry", "announce.board"
MOST_PROBLEMS = 10


def card(view: CardView, catalog: Catalog, locale: str) -> Drawn:
    """Draw an announcement as its author steers it."""
    drawing = _Card(view, catalog, locale)
    title = drawing.title()
    drawn = [
        blocks.header(title),
        blocks.section(drawing.say("announcing-state", state=view.state)),
        *drawing.facts(),
        *drawing.problems(),
        *drawing.progress(),
        *drawing.buttons(),
    ]
    return Drawn(title, drawn)


def approval(view: CardView, catalog: Catalog, locale: str) -> Drawn:
    """Draw the request to agree, or what became of it."""
    drawing = _Card(view, catalog, locale)
    lead = drawing.say("announcing-approval", state=view.state, title=blocks.escape(drawing.title()))
    drawn = [blocks.section(lead)]
    if view.state == "waiting":
        drawn += drawing.facts()
        drawn.append(
            blocks.actions(
                [
                    drawing.button(PREVIEW, "announcing-button-preview"),
                    drawing.button(APPROVE, "announcing-button-approve", "primary"),
                    drawing.button(SEND_BACK, "announcing-button-send-back"),
                ]
            )
        )
    return Drawn(lead, drawn)


def count_lines(count: Count, zone: str, catalog: Catalog, locale: str) -> list[str]:
    """Return how many get it, who does not and why, and how long it takes."""
    at = count.finished_at.astimezone(ZoneInfo(zone))
    lines = [
        catalog.text(
            locale, "announcing-count", count=count.readers, minutes=round(count.minutes + 0.5), at=at
        )
    ]
    if count.left_out:
        why = catalog.text(locale, "announcing-list-separator").join(
            catalog.text(locale, "announcing-left-out-reason", reason=reason, count=number)
            for reason, number in count.left_out.items()
        )
        lines.append(catalog.text(locale, "announcing-left-out", count=sum(count.left_out.values()), why=why))
    return lines


def progress_line(progress: Progress, zone: str, catalog: Catalog, locale: str) -> str:
    """Return how far it has come, until when, and how far its correction is, a line each."""
    said = catalog.text(
        locale,
        "announcing-progress",
        sent=progress.sent,
        failed=progress.failed,
        waiting=progress.waiting,
        unknown=progress.unknown,
        stopped=progress.stopped,
    )
    lines = [said]
    if progress.finished_at is not None:
        at = progress.finished_at.astimezone(ZoneInfo(zone))
        lines.append(catalog.text(locale, "announcing-finishing", at=at))
    if (correction := progress.correction) is not None:
        corrected = {"sent": correction.sent, "waiting": correction.waiting}
        failed = correction.failed + correction.unknown
        lines.append(catalog.text(locale, "announcing-correction", **corrected, failed=failed))
    return "\n".join(lines)


class _Card:
    """Draws the parts of one card."""

    def __init__(self, view: CardView, catalog: Catalog, locale: str) -> None:
        self._view = view
        self._catalog = catalog
        self._locale = locale

    def say(self, key: str, **variables: object) -> str:
        return self._catalog.text(self._locale, key, **variables)

    def title(self) -> str:
        language = self._catalog.language_of(self._locale)
        titles = self._view.spec.words.title
        written = titles.get(language, "") or next((each for each in titles.values() if each), "")
        return written or self.say("announcing-untitled")

    def button(self, action: str, key: str, style: Literal["primary", "danger"] | None = None) -> Element:
        return blocks.button(self.say(key), action, self._view.announcement_id, style=style)

    def facts(self) -> list[Block]:
        view, spec = self._view, self._view.spec
        lines = [self._audience(), self._when()]
        if view.count is not None:
            lines += count_lines(view.count, view.zone, self._catalog, self._locale)
        lines.append(self.say("announcing-asks", asks="yes" if spec.acknowledged else "no"))
        if spec.acknowledged:
            name = blocks.escape(spoken_name(view.helper, self._locale))
            lines.append(self.say("announcing-helper", name=name))
        if view.second and view.state == "draft":
            lines.append(self.say("announcing-second"))
        if view.lacks_channel and view.state == "draft":
            lines.append(self.say("announcing-lacks-channel"))
        if view.approver:
            name = blocks.escape(spoken_name(view.approver, self._locale))
            lines.append(self.say("announcing-approved-by", name=name))
        return [blocks.section("\n".join(lines))]

    def problems(self) -> list[Block]:
        found = self._view.problems if self._view.state == "draft" else ()
        if not found:
            return []
        lines = [self.say("announcing-problems"), *self._problem_lines(found)]
        return [blocks.section("\n".join(lines))]

    def progress(self) -> list[Block]:
        progress = self._view.progress
        if progress is None:
            return []
        return [blocks.section(progress_line(progress, self._view.zone, self._catalog, self._locale))]

    def buttons(self) -> list[Block]:
        state, failed = self._view.state, self._view.progress and self._view.progress.failed
        unsure = self._view.progress and self._view.progress.unknown
        if state == "draft":
            return [blocks.actions(self._composing()), blocks.actions(self._deciding())]
        if state == "waiting":
            preview = self.button(PREVIEW, "announcing-button-preview")
            return [blocks.actions([preview, self.button(SEND_BACK, "announcing-button-change")])]
        if state == "discarded":
            return []
        row = {
            "sending": [self.button(PAUSE, "announcing-button-pause"), self._stop()],
            "paused": [self.button(RESUME, "announcing-button-resume", "primary"), self._stop()],
        }.get(state, [])
        row += [
            self.button(BOARD, "announcing-button-board"),
            self.button(CORRECT, "announcing-button-correct"),
        ]
        unsure = unsure or (self._view.progress and self._view.progress.correction_broke)
        if failed or unsure:
            row.append(self.button(FAILURES, "announcing-button-failures"))
        if failed and state in {"sending", "sent"}:
            row.append(self.button(RETRY, "announcing-button-retry"))
        return [blocks.actions(row)]

    def _composing(self) -> list[Element]:
        return [
            self.button(WORDS, "announcing-button-words"),
            self.button(CHANGES, "announcing-button-changes"),
            self.button(AIM, "announcing-button-aim"),
            self.button(WAY, "announcing-button-way"),
        ]

    def _deciding(self) -> list[Element]:
        launch = "announcing-button-ask" if self._view.second else "announcing-button-send"
        return [
            self.button(PREVIEW, "announcing-button-preview"),
            *([] if self._view.problems else [self.button(LAUNCH, launch, "primary")]),
            self.button(DISCARD, "announcing-button-discard"),
        ]

    def _stop(self) -> Element:
        sure = blocks.confirmation(
            self.say("announcing-stop-title"),
            self.say("announcing-stop-sure"),
            self.say("announcing-button-stop"),
            self.say("button-cancel"),
        )
        label = self.say("announcing-button-stop")
        return blocks.button(label, STOP, self._view.announcement_id, style="danger", confirm=sure)

    def _audience(self) -> str:
        aim = self._view.spec.aim
        group = aim.who.removeprefix(GROUP) if aim.who.startswith(GROUP) else ""
        who = self.say(f"announcing-group-{group}") if group else self.say("announcing-who", who=aim.who)
        if not self._view.units:
            return self.say("announcing-audience", who=who)
        units = self.say("announcing-list-separator").join(blocks.escape(unit) for unit in self._view.units)
        return self.say("announcing-audience-units", who=who, units=units)

    def _when(self) -> str:
        spec = self._view.spec
        where = "both" if spec.direct and spec.channel else "channel" if spec.channel else "direct"
        place = self.say(
            "announcing-where", where=where, channel=f"<#{spec.channel}>" if spec.channel else ""
        )
        if spec.moment is None:
            return self.say("announcing-when-now", where=place)
        return self.say("announcing-when-at", where=place, at=spec.moment)

    def _problem_lines(self, found: Sequence[Problem]) -> Iterator[str]:
        for problem in found[:MOST_PROBLEMS]:
            said = self.say(
                "announcing-problem",
                kind=problem.kind,
                where=self.say("announcing-part", part=problem.where),
                language=self.say("announcing-language", language=problem.language or "none"),
                detail=blocks.escape(problem.detail),
            )
            yield f"• {said}"
        if len(found) > MOST_PROBLEMS:
            yield self.say("announcing-more-problems", count=len(found) - MOST_PROBLEMS)
