"""The rule book: on App Home, as a window of documents, and a document's contents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.features.policies.audience_words import audience
from bot.features.policies.book_values import Place, Target
from bot.features.policies.clause_values import ClauseValue
from bot.slack import blocks

if TYPE_CHECKING:
    from slackblocks import Element

    from bot.features.policies.book import BookLine, BookView, Contents, WaitingDraft
    from bot.slack.blocks import Block
    from prompts.catalog import Catalog

BOOK, BOOK_DAY, UPLOAD = "policies.book", "policies.book.day", "policies.upload"
DOCUMENT, CONTENTS_BACK, CONTENTS_ON = "policies.document", "policies.contents.back", "policies.contents.on"
READ, WITHDRAW, OPEN_DRAFT = "policies.read", "policies.withdraw", "policies.draft.open"
BOOK_WINDOW, CONTENTS_WINDOW = "policies.book_window", "policies.contents_window"
CONFLICT_FORM, UPLOAD_WINDOW = "policies.conflict_form", "policies.upload_window"
MOST_LINES = 30
"""Documents in one window; each takes up to three blocks of Slack's hundred."""
ON_HOME = 5


def home_part(view: BookView, catalog: Catalog, locale: str) -> list[Block]:
    """Draw the rule book's place on Home: for everybody the way in, for HR what is there, coming and waiting."""
    drawn = [blocks.header(catalog.text(locale, "policies-home-title"))]
    if view.keeper:
        drawn += [blocks.context(_facts(view, line, catalog, locale)) for line in view.lines[:ON_HOME]]
        drawn += [_waiting(draft, catalog, locale) for draft in view.drafts[:ON_HOME]]
    else:
        drawn.append(blocks.context(catalog.text(locale, "policies-home-about", count=len(view.lines))))
    buttons = [blocks.button(catalog.text(locale, "policies-home-button"), BOOK, "home")]
    if view.keeper:
        buttons.append(blocks.button(catalog.text(locale, "policies-home-upload-button"), UPLOAD, "home"))
    return [*drawn, blocks.actions(buttons)]


def book_window(view: BookView, catalog: Catalog, locale: str) -> dict[str, Any]:
    """Draw the documents of a day, with the day to choose."""
    picker = blocks.date_picker(BOOK_DAY, catalog.text(locale, "policies-book-day"), view.day)
    about = "today" if view.is_today else "then"
    drawn = [
        blocks.section(
            catalog.text(locale, "policies-book-about", when=about, day=view.day), accessory=picker
        )
    ]
    if not view.lines:
        drawn.append(blocks.section(catalog.text(locale, "policies-book-empty")))
    for line in view.lines[:MOST_LINES]:
        drawn += _line(view, line, catalog, locale)
    left = len(view.lines) - MOST_LINES
    if left > 0:
        drawn.append(blocks.context(catalog.text(locale, "policies-book-more", count=left)))
    return _window(BOOK_WINDOW, catalog.text(locale, "policies-home-title"), drawn, catalog, locale)


def contents_window(view: Contents, catalog: Catalog, locale: str) -> dict[str, Any]:
    """Draw a page of a document's contents."""
    drawn = [
        blocks.section(
            catalog.text(
                locale,
                "policies-contents",
                title=blocks.escape(view.title),
                version=blocks.escape(view.version),
                day=view.day,
            )
        )
    ]
    label = catalog.text(locale, "policies-read-button")
    for heading in view.headings:
        value = str(ClauseValue(heading.ref, view.day, view.language))
        title = catalog.text(
            locale,
            "policies-clause-title",
            clause=blocks.escape(heading.clause_id),
            title=blocks.escape(heading.title),
        )
        drawn.append(blocks.section(title.strip(), accessory=blocks.button(label, READ, value)))
    if view.pages > 1:
        drawn.append(
            blocks.context(catalog.text(locale, "policies-page", page=view.page + 1, pages=view.pages))
        )
        drawn.append(blocks.actions(_paging(view, catalog, locale)))
    return _window(CONTENTS_WINDOW, catalog.text(locale, "policies-home-title"), drawn, catalog, locale)


def upload_window(catalog: Catalog, locale: str) -> dict[str, Any]:
    """Draw how a document is brought: as a file in the direct message."""
    words = blocks.section(catalog.text(locale, "policies-upload-how"))
    return _window(
        UPLOAD_WINDOW, catalog.text(locale, "policies-home-upload-button"), [words], catalog, locale
    )


def draft_is_there(catalog: Catalog, locale: str) -> dict[str, Any]:
    """Draw the window that says where a draft is, for somebody on App Home who would not see the message."""
    words = blocks.section(catalog.text(locale, "policies-draft-is-there"))
    return _window(UPLOAD_WINDOW, catalog.text(locale, "policies-home-title"), [words], catalog, locale)


def conflict_form(clause: ClauseValue, number: str, catalog: Catalog, locale: str) -> dict[str, Any]:
    """Draw the form that asks which clause another one contradicts, and which of them applies."""
    choices = [
        (catalog.text(locale, key, clause=number), name)
        for name, key in (
            ("undecided", "policies-conflict-undecided"),
            ("this", "policies-conflict-this"),
            ("other", "policies-conflict-other_one"),
        )
    ]
    return blocks.modal(
        CONFLICT_FORM,
        catalog.text(locale, "policies-conflict-title"),
        [
            blocks.section(catalog.text(locale, "policies-conflict-about", clause=blocks.escape(number))),
            blocks.field(
                "other",
                catalog.text(locale, "policies-conflict-other"),
                blocks.text_input("other", limit=120),
            ),
            blocks.field(
                "applies",
                catalog.text(locale, "policies-conflict-applies"),
                blocks.radio("applies", choices, chosen="undecided"),
            ),
        ],
        submit=catalog.text(locale, "button-save"),
        close=catalog.text(locale, "button-cancel"),
        remember=str(clause),
    )


def _window(
    callback_id: str, title: str, drawn: list[Block], catalog: Catalog, locale: str
) -> dict[str, Any]:
    return blocks.modal(callback_id, title, drawn, submit=None, close=catalog.text(locale, "button-close"))


def _waiting(draft: WaitingDraft, catalog: Catalog, locale: str) -> Block:
    label = catalog.text(locale, "policies-home-draft-button")
    return blocks.section(
        catalog.text(locale, "policies-home-draft", title=blocks.escape(draft.title)),
        accessory=blocks.button(label, OPEN_DRAFT, draft.draft_id),
    )


def _line(view: BookView, line: BookLine, catalog: Catalog, locale: str) -> list[Block]:
    title = f"*{blocks.escape(line.title)}*"
    buttons: list[Element] = []
    if line.readable:
        place = Place(line.document_id, view.day)
        buttons.append(blocks.button(catalog.text(locale, "policies-open-button"), DOCUMENT, str(place)))
    if view.keeper:
        buttons.append(_withdraw(line, catalog, locale))
    said = [blocks.section(title), blocks.context(_facts(view, line, catalog, locale))]
    return [*said, *([blocks.actions(buttons)] if buttons else [])]


def _withdraw(line: BookLine, catalog: Catalog, locale: str) -> Element:
    label = catalog.text(locale, "policies-withdraw-button")
    return blocks.button(
        label,
        WITHDRAW,
        str(Target(line.document_id, line.version)),
        style="danger",
        confirm=blocks.confirmation(
            catalog.text(locale, "policies-withdraw-title"),
            catalog.text(
                locale, "policies-withdraw-words", title=blocks.fit(line.title, 80), version=line.version
            ),
            label,
            catalog.text(locale, "button-cancel"),
        ),
    )


def _facts(view: BookView, line: BookLine, catalog: Catalog, locale: str) -> str:
    said = catalog.text(
        locale,
        "policies-book-line",
        title=blocks.escape(line.title),
        version=blocks.escape(line.version),
        state="coming" if line.coming else "applies",
        day=line.effective_from,
        audience=audience(line.audience, view.units, catalog, locale),
        count=line.clauses,
    )
    if line.told is None:
        return said
    counted = catalog.text(locale, "notices-counts", told=line.told.told, read=line.told.read)
    return f"{said}\n{counted}"


def _paging(view: Contents, catalog: Catalog, locale: str) -> list[Element]:
    turns: list[Element] = []
    if view.page:
        back = str(Place(view.document_id, view.day, view.page - 1))
        turns.append(blocks.button(catalog.text(locale, "policies-page-back-button"), CONTENTS_BACK, back))
    if view.page + 1 < view.pages:
        on = str(Place(view.document_id, view.day, view.page + 1))
        turns.append(blocks.button(catalog.text(locale, "policies-page-on-button"), CONTENTS_ON, on))
    return turns
