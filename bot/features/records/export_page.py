"""How a copy of somebody's records reads for people: one page that needs nothing from anywhere else.

The page is a tree of elements, and the library writes it: whatever somebody typed is text and never markup.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, tostring
from zoneinfo import ZoneInfo

from bot.features.records.export import timeline
from bot.features.records.export_parts import hold_lines, result_lines, sheet_lines
from bot.features.records.notes import Answer
from bot.language.names import spoken_name

if TYPE_CHECKING:
    from datetime import datetime

    from bot.features.records.export import MyData, NoteCopy
    from bot.features.records.notes import Block, NoteView, Party, Promise
    from prompts.catalog import Catalog

STYLE = """
body { font: 16px/1.5 system-ui, "PingFang SC", "Noto Sans CJK SC", sans-serif; margin: 2rem auto; max-width: 46rem;
  padding: 0 1rem; color: #1d2b27; } h1, h2, h3, h4 { line-height: 1.25; color: #2b5d50; }
h2 { border-bottom: 1px solid #c9d6d1; margin-top: 2.5rem; }
article { border: 1px solid #c9d6d1; border-radius: .5rem; margin: 1rem 0; padding: 0 1rem 1rem; }
blockquote { border-left: 3px solid #c9d6d1; margin: .25rem 0; padding-left: .75rem; white-space: pre-wrap; }
dt, .quiet { color: #5d6f69; } dd { margin: 0 0 .5rem; } .private { background: #fdf6e3; }
@media print { body { margin: 0; max-width: none; } article, li { break-inside: avoid; } }
"""
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
"""What no page may hold, however it is escaped."""
POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""Told to the browser: nothing is fetched and nothing runs, whatever the page says."""


def page(data: MyData, catalog: Catalog) -> bytes:
    """Return `my-records.html` in the person's language and on their clock."""
    return _Page(data, catalog).written()


class _Page:
    def __init__(self, data: MyData, catalog: Catalog) -> None:
        self._data, self._catalog = data, catalog
        self._zone = ZoneInfo(data.timezone)

    def written(self) -> bytes:
        root = Element("html", lang=self._catalog.language_of(self._data.locale))
        head = SubElement(root, "head")
        SubElement(head, "meta", charset="utf-8")
        SubElement(head, "meta", {"http-equiv": "Content-Security-Policy", "content": POLICY})
        SubElement(head, "meta", name="viewport", content="width=device-width")
        _say(head, "title", self._words("data-page-title"))
        SubElement(head, "style").text = STYLE
        body = SubElement(root, "body")
        self._opening(body)
        self._profile(body)
        self._series(body)
        self._timeline(body)
        self._notes(body)
        self._talks(body)
        self._results(body)
        self._requests(body)
        self._terms(body)
        written: bytes = tostring(root, encoding="utf-8", method="html")
        return b"<!doctype html>\n" + written + b"\n"

    def _words(self, key: str, **variables: object) -> str:
        return self._catalog.text(self._data.locale, key, **variables)

    def _local(self, moment: datetime) -> datetime:
        return moment.astimezone(self._zone)

    def _called(self, party: Party) -> str:
        return spoken_name(party.name, self._data.locale)

    def _opening(self, body: Element) -> None:
        _say(body, "h1", self._words("data-page-title"))
        made = self._words(
            "data-page-made",
            name=self._data.profile.name,
            at=self._local(self._data.made_at),
            zone=self._data.timezone,
        )
        _say(body, "p", made, style="quiet")
        _say(body, "p", self._words("data-page-about"))

    def _profile(self, body: Element) -> None:
        _say(body, "h2", self._words("data-page-profile"))
        profile, facts = self._data.profile, SubElement(body, "dl")
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
            *(("account", f"{each.display_name} ({each.user_id})") for each in self._data.accounts),
        ):
            if value:
                _say(facts, "dt", self._words("data-page-field", field=field))
                _say(facts, "dd", value)

    def _series(self, body: Element) -> None:
        self._list(
            body,
            "data-page-series",
            [
                self._words(
                    "data-page-series-line",
                    name=spoken_name(each.other, self._data.locale),
                    time=each.wall_time,
                    zone=each.timezone,
                    days=each.interval_days,
                    minutes=each.minutes,
                    day=each.next_on,
                )
                for each in self._data.series
            ],
        )

    def _timeline(self, body: Element) -> None:
        _say(body, "h2", self._words("data-page-timeline"))
        moments = timeline(self._data)
        if not moments:
            _say(body, "p", self._words("data-page-nothing"), style="quiet")
            return
        events = SubElement(body, "ol", reversed="reversed")
        for moment in moments:
            line = SubElement(events, "li")
            local = self._local(moment.at)
            _say(line, "time", f"{local:%Y-%m-%d %H:%M}", style="quiet").set(
                "datetime", moment.at.isoformat()
            )
            said = self._words(
                "data-page-moment",
                kind=moment.kind,
                name=spoken_name(moment.name, self._data.locale),
                version=moment.version,
                day=moment.day,
            )
            _say(line, "span", f" {said}")

    def _notes(self, body: Element) -> None:
        _say(body, "h2", self._words("data-page-notes"))
        for copy in self._data.notes:
            self._note(SubElement(body, "article"), copy)
        if not self._data.notes:
            _say(body, "p", self._words("data-page-nothing"), style="quiet")

    def _note(self, note: Element, copy: NoteCopy) -> None:
        view = copy.view
        title = self._words(
            "data-page-note",
            kind=self._words("records-kind", kind=view.kind),
            manager=self._called(view.manager),
            employee=self._called(view.employee),
            day=view.met_on,
        )
        _say(note, "h3", title)
        _say(note, "p", self._words("data-page-status", status=view.status.value), style="quiet")
        for edition in reversed(view.editions):
            written = self._words(
                "data-page-version",
                version=edition.version,
                name=self._called(edition.written_by),
                at=self._local(edition.written_at),
            )
            _say(note, "h4", written)
            if edition.reason:
                _say(note, "p", self._words("data-page-reason", reason=edition.reason))
            for block in edition.blocks:
                self._block(note, view, block)
        self._steps(note, view)
        self._answers(note, view)
        self._readers(note, copy)
        self._kept(note, copy)

    def _block(self, note: Element, view: NoteView, block: Block) -> None:
        heading = self._words("records-heading", block=block.name, name=self._called(view.employee))
        audience = self._words("data-page-audience", audience=block.visibility.value)
        part = SubElement(note, "div", {"class": "private"} if block.private else {})
        _say(part, "strong", heading)
        _say(part, "span", f" · {audience}", style="quiet")
        gone = view.gone(block)
        if gone is not None and gone.ran_out:
            _say(part, "p", self._words("data-let-go", part=gone.part, day=gone.on))
        elif block.erased:
            _say(part, "p", self._words("data-page-erased"))
        else:
            _say(part, "blockquote", block.text)

    def _steps(self, note: Element, view: NoteView) -> None:
        self._list(note, "data-page-steps", [self._step(each) for each in view.promises], level="h4")

    def _step(self, promise: Promise) -> str:
        owner = promise.owner
        due = self._words("data-page-step-due", day=promise.due) if promise.due else promise.due_text
        closed = promise.closed_on
        ended = self._words("data-page-step-status", status=promise.status, day=closed) if closed else None
        who = self._words("data-page-step-owner", name=self._called(owner)) if owner else None
        return " · ".join(filter(None, (promise.what, who, due, ended)))

    def _answers(self, note: Element, view: NoteView) -> None:
        if view.responses:
            _say(note, "h4", self._words("data-page-answers"))
        for response in view.responses:
            said = self._words(
                "data-page-answer",
                kind=response.kind.value,
                name=self._called(response.person),
                version=response.version,
                at=self._local(response.said_at),
            )
            _say(note, "p", said)
            if response.erased and response.kind is not Answer.ACKNOWLEDGED:
                _say(note, "p", self._words("data-page-erased"))
            for words in filter(None, (response.quote, response.text)):
                _say(note, "blockquote", words)

    def _readers(self, note: Element, copy: NoteCopy) -> None:
        lines = [
            self._words(
                "data-page-reader",
                name=self._called(reading.reader),
                relation=self._words("access-relation", relation=reading.relation),
                version=reading.version,
                at=self._local(reading.at),
            )
            for reading in copy.readings
        ]
        self._list(note, "data-page-readers", lines, level="h4")

    def _kept(self, note: Element, copy: NoteCopy) -> None:
        if copy.receipts:
            _say(note, "p", self._words("data-page-receipts", count=len(copy.receipts)), style="quiet")
        if copy.view.private_until is not None:
            until = copy.view.private_until
            _say(note, "p", self._words("data-page-private-until", day=until), style="quiet")
        if copy.view.shared:
            _say(note, "p", self._words("data-page-shared-until", day=copy.shared_until), style="quiet")

    def _talks(self, body: Element) -> None:
        if self._data.talks:
            _say(body, "h2", self._words("data-page-talks"))
        for talk in self._data.talks:
            other = spoken_name(talk.other, self._data.locale)
            _say(body, "h3", self._words("data-page-talk", name=other, at=self._local(talk.started_at)))
            for turn in talk.turns:
                _say(body, "blockquote", turn.said)

    def _requests(self, body: Element) -> None:
        yourself = {True: self._words("data-page-you")}
        lines = [
            self._words(
                "data-page-request",
                kind=each.kind,
                name=yourself.get(each.themselves) or each.by or self._words("data-page-operator"),
                at=self._local(each.at),
            )
            for each in self._data.requests
        ]
        self._list(body, "data-page-requests", lines)
        self._list(body, "data-page-holds", hold_lines(self._data.holds, self._words, self._local))

    def _results(self, body: Element) -> None:
        self._list(body, "data-page-sheets", sheet_lines(self._data.goal_sheets, self._words))
        self._list(body, "data-page-results", result_lines(self._data.results, self._words, self._local))

    def _terms(self, body: Element) -> None:
        _say(body, "h2", self._words("data-page-terms"))
        about = self._words(
            "data-page-terms-about", days=self._data.private_days, months=self._data.shared_months
        )
        _say(body, "p", about)
        _say(body, "p", self._words("data-page-rights"))

    def _list(self, parent: Element, heading: str, lines: list[str], *, level: str = "h2") -> None:
        if not lines:
            return
        _say(parent, level, self._words(heading))
        listed = SubElement(parent, "ul")
        for line in lines:
            _say(listed, "li", line)


def _say(parent: Element, tag: str, words: str, *, style: str = "") -> Element:
    element = SubElement(parent, tag, {"class": style} if style else {})
    element.text = FORBIDDEN.sub("\ufffd", words)
    return element
