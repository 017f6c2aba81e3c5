"""The notes on the page of somebody's copy."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement

from bot.features.records.export_sheet import say
from bot.features.records.notes import Answer

if TYPE_CHECKING:
    from bot.features.records.export import NoteCopy
    from bot.features.records.export_sheet import Sheet
    from bot.features.records.notes import Block, NoteView, Promise


def notes(sheet: Sheet, body: Element) -> None:
    """Write every note of the copy."""
    say(body, "h2", sheet.words("data-page-notes"))
    for copy in sheet.data.notes:
        _note(sheet, SubElement(body, "article"), copy)
    if not sheet.data.notes:
        say(body, "p", sheet.words("data-page-nothing"), style="quiet")


def _note(sheet: Sheet, note: Element, copy: NoteCopy) -> None:
    view = copy.view
    title = sheet.words(
        "data-page-note",
        kind=sheet.words("records-kind", kind=view.kind),
        manager=sheet.called(view.manager),
        employee=sheet.called(view.employee),
        day=view.met_on,
    )
    say(note, "h3", title)
    say(note, "p", sheet.words("data-page-status", status=view.status.value), style="quiet")
    for edition in reversed(view.editions):
        written = sheet.words(
            "data-page-version",
            version=edition.version,
            name=sheet.called(edition.written_by),
            at=sheet.local(edition.written_at),
        )
        say(note, "h4", written)
        if edition.reason:
            say(note, "p", sheet.words("data-page-reason", reason=edition.reason))
        for block in edition.blocks:
            _block(sheet, note, view, block)
    _steps(sheet, note, view)
    _answers(sheet, note, view)
    _readers(sheet, note, copy)
    _kept(sheet, note, copy)


def _block(sheet: Sheet, note: Element, view: NoteView, block: Block) -> None:
    heading = sheet.words("records-heading", block=block.name, name=sheet.called(view.employee))
    audience = sheet.words("data-page-audience", audience=block.visibility.value)
    part = SubElement(note, "div", {"class": "private"} if block.private else {})
    say(part, "strong", heading)
    say(part, "span", f" · {audience}", style="quiet")
    gone = view.gone(block)
    if gone is not None and gone.ran_out:
        say(part, "p", sheet.words("data-let-go", part=gone.part, day=gone.on))
    elif block.erased:
        say(part, "p", sheet.words("data-page-erased"))
    else:
        say(part, "blockquote", block.text)


def _steps(sheet: Sheet, note: Element, view: NoteView) -> None:
    sheet.list(note, "data-page-steps", [_step(sheet, each) for each in view.promises], level="h4")


def _step(sheet: Sheet, promise: Promise) -> str:
    owner = promise.owner
    due = sheet.words("data-page-step-due", day=promise.due) if promise.due else promise.due_text
    closed = promise.closed_on
    ended = sheet.words("data-page-step-status", status=promise.status, day=closed) if closed else None
    who = sheet.words("data-page-step-owner", name=sheet.called(owner)) if owner else None
    return " · ".join(filter(None, (promise.what, who, due, ended)))


def _answers(sheet: Sheet, note: Element, view: NoteView) -> None:
    if view.responses:
        say(note, "h4", sheet.words("data-page-answers"))
    for response in view.responses:
        said = sheet.words(
            "data-page-answer",
            kind=response.kind.value,
            name=sheet.called(response.person),
            version=response.version,
            at=sheet.local(response.said_at),
        )
        say(note, "p", said)
        if response.erased and response.kind is not Answer.ACKNOWLEDGED:
            say(note, "p", sheet.words("data-page-erased"))
        for words in filter(None, (response.quote, response.text)):
            say(note, "blockquote", words)


def _readers(sheet: Sheet, note: Element, copy: NoteCopy) -> None:
    lines = [
        sheet.words(
            "data-page-reader",
            name=sheet.called(reading.reader),
            relation=sheet.words("access-relation", relation=reading.relation),
            version=reading.version,
            at=sheet.local(reading.at),
        )
        for reading in copy.readings
    ]
    sheet.list(note, "data-page-readers", lines, level="h4")


def _kept(sheet: Sheet, note: Element, copy: NoteCopy) -> None:
    if copy.receipts:
        say(note, "p", sheet.words("data-page-receipts", count=len(copy.receipts)), style="quiet")
    if copy.view.private_until is not None:
        until = copy.view.private_until
        say(note, "p", sheet.words("data-page-private-until", day=until), style="quiet")
    if copy.view.shared:
        say(note, "p", sheet.words("data-page-shared-until", day=copy.shared_until), style="quiet")
