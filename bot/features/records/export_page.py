"""How a copy of somebody's records reads for people: one page that needs nothing from anywhere else.

The page is a tree of elements, and the library writes it: whatever somebody typed is text and never markup.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, tostring

from bot.features.records.export import timeline
from bot.features.records.export_notes import notes
from bot.features.records.export_parts import draft_lines, hold_lines, result_lines, sheet_lines
from bot.features.records.export_rule_book import questions_about_rules, work_on_rules
from bot.features.records.export_sheet import Sheet, say
from bot.features.records.export_timeline import pictures
from bot.features.records.fair_share import fair_lines
from bot.features.records.reminder_copy import reminder_lines
from bot.language.names import spoken_name

if TYPE_CHECKING:
    from bot.features.records.export import MyData
    from prompts.catalog import Catalog

STYLE = """
body { font: 16px/1.5 system-ui, "PingFang SC", "Noto Sans CJK SC", sans-serif; margin: 2rem auto; max-width: 46rem;
  padding: 0 1rem; color: #1d2b27; } h1, h2, h3, h4 { line-height: 1.25; color: #2b5d50; }
h2 { border-bottom: 1px solid #c9d6d1; margin-top: 2.5rem; }
article { border: 1px solid #c9d6d1; border-radius: .5rem; margin: 1rem 0; padding: 0 1rem 1rem; }
blockquote { border-left: 3px solid #c9d6d1; margin: .25rem 0; padding-left: .75rem; white-space: pre-wrap; }
dt, .quiet { color: #5d6f69; } dd { margin: 0 0 .5rem; } .private { background: #fdf6e3; }
img { max-width: 100%; }
@media print { body { margin: 0; max-width: none; } article, li { break-inside: avoid; } }
"""
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
"""Told to the browser: nothing is fetched and nothing runs, whatever the page says; its pictures are in the page."""


def page(data: MyData, catalog: Catalog) -> bytes:
    """Return `my-records.html` in the person's language and on their clock."""
    return _Page(data, catalog).written()


class _Page(Sheet):
    def written(self) -> bytes:
        root = Element("html", lang=self.catalog.language_of(self.data.locale))
        head = SubElement(root, "head")
        SubElement(head, "meta", charset="utf-8")
        SubElement(head, "meta", {"http-equiv": "Content-Security-Policy", "content": POLICY})
        SubElement(head, "meta", name="viewport", content="width=device-width")
        say(head, "title", self.words("data-page-title"))
        SubElement(head, "style").text = STYLE
        body = SubElement(root, "body")
        self._opening(body)
        self._profile(body)
        self._series(body)
        self._calendar(body)
        self._timeline(body)
        notes(self, body)
        self._talks(body)
        questions_about_rules(self, body)
        work_on_rules(self, body)
        self._results(body)
        if self.data.reminders is not None:
            lines = reminder_lines(self.data.reminders, self.words)
            self.list(body, "data-page-reminders", lines)
        self._requests(body)
        self._terms(body)
        written: bytes = tostring(root, encoding="utf-8", method="html")
        return b"<!doctype html>\n" + written + b"\n"

    def _opening(self, body: Element) -> None:
        say(body, "h1", self.words("data-page-title"))
        made = self.words(
            "data-page-made",
            name=self.data.profile.name,
            at=self.local(self.data.made_at),
            zone=self.data.timezone,
        )
        say(body, "p", made, style="quiet")
        say(body, "p", self.words("data-page-about"))

    def _profile(self, body: Element) -> None:
        say(body, "h2", self.words("data-page-profile"))
        profile, facts = self.data.profile, SubElement(body, "dl")
        for field, value in (
            ("name", profile.name),
            ("email", profile.email),
            ("title", profile.title),
            ("unit", profile.unit),
            ("manager", profile.manager),
            ("changes", str(profile.manager_changes)),
            ("role", profile.role),
            ("serves", ", ".join(profile.serves)),
            ("heads", ", ".join(profile.heads)),
            ("locale", profile.locale),
            ("timezone", profile.timezone),
            ("start_date", profile.start_date.isoformat()),
            ("left_on", profile.left_on.isoformat() if profile.left_on else ""),
            *(("account", f"{each.display_name} ({each.user_id})") for each in self.data.accounts),
        ):
            if value:
                say(facts, "dt", self.words("data-page-field", field=field))
                say(facts, "dd", value)

    def _series(self, body: Element) -> None:
        self.list(
            body,
            "data-page-series",
            [
                self.words(
                    "data-page-series-line",
                    name=spoken_name(each.other, self.data.locale),
                    time=each.wall_time or self.words("data-page-no-fixed-time"),
                    zone=each.timezone,
                    days=each.interval_days,
                    minutes=each.minutes,
                    day=each.next_on,
                )
                for each in self.data.series
            ],
        )

    def _calendar(self, body: Element) -> None:
        calendar, said = self.data.calendar, []
        if calendar is not None:
            at = self.local(calendar.linked_at)
            said.append(self.words("data-page-calendar-line", at=at, count=len(calendar.busy)))
        said += [
            self.words(
                "data-page-booked-line",
                name=spoken_name(talk.other, self.data.locale),
                at=self.local(talk.starts_at),
                state="on" if talk.takes_place else "off",
            )
            for talk in self.data.booked
        ]
        if said:
            self.list(body, "data-page-calendar", said)

    def _timeline(self, body: Element) -> None:
        say(body, "h2", self.words("data-page-timeline"))
        pictures(self, body)
        moments = timeline(self.data)
        if not moments:
            say(body, "p", self.words("data-page-nothing"), style="quiet")
            return
        events = SubElement(body, "ol", reversed="reversed")
        for moment in moments:
            line = SubElement(events, "li")
            local = self.local(moment.at)
            say(line, "time", f"{local:%Y-%m-%d %H:%M}", style="quiet").set("datetime", moment.at.isoformat())
            said = self.words(
                "data-page-moment",
                kind=moment.kind,
                name=spoken_name(moment.name, self.data.locale),
                version=moment.version,
                day=moment.day,
            )
            say(line, "span", f" {said}")

    def _talks(self, body: Element) -> None:
        if self.data.talks:
            say(body, "h2", self.words("data-page-talks"))
        for talk in self.data.talks:
            other = spoken_name(talk.other, self.data.locale)
            say(body, "h3", self.words("data-page-talk", name=other, at=self.local(talk.started_at)))
            for turn in talk.turns:
                say(body, "blockquote", turn.said)

    def _requests(self, body: Element) -> None:
        yourself = {True: self.words("data-page-you")}
        lines = [
            self.words(
                "data-page-request",
                kind=each.kind,
                name=yourself.get(each.themselves) or each.by or self.words("data-page-operator"),
                at=self.local(each.at),
            )
            for each in self.data.requests
        ]
        self.list(body, "data-page-requests", lines)
        self.list(body, "data-page-holds", hold_lines(self.data.holds, self.words, self.local))

    def _results(self, body: Element) -> None:
        self.nested(body, "data-page-sheets", sheet_lines(self.data.goal_sheets, self.words))
        self.list(body, "data-page-goal-drafts", draft_lines(self.data.goal_drafts, self.words, self.local))
        self.nested(body, "data-page-results", result_lines(self.data.results, self.words, self.local))
        self.list(body, "data-page-fairness", fair_lines(self.data.fairness, self.words, self.local))

    def _terms(self, body: Element) -> None:
        say(body, "h2", self.words("data-page-terms"))
        about = self.words(
            "data-page-terms-about",
            days=self.data.private_days,
            months=self.data.shared_months,
            questions=self.data.question_months,
        )
        say(body, "p", about)
        say(body, "p", self.words("data-page-rights"))
