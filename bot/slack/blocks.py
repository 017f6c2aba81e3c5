"""The small Block Kit vocabulary our features draw with, on top of slackblocks.

Every function returns finished JSON-ready dictionaries. Text that people wrote goes through `escape` first:
`&`, `<` and `>` are Slack's control characters, and nobody may mention a channel through a note.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from slackblocks import (
    ActionsBlock,
    Button,
    ChannelSelectMenu,
    CheckboxGroup,
    ConfirmationDialogue,
    ContextActionsBlock,
    ContextBlock,
    DatePicker,
    DividerBlock,
    Element,
    FeedbackButton,
    FeedbackButtons,
    HeaderBlock,
    HomeTabView,
    InputBlock,
    ModalView,
    Option,
    PlainTextInput,
    RadioButtonGroup,
    RichText,
    RichTextBlock,
    RichTextQuote,
    RichTextSection,
    SectionBlock,
    StaticMultiSelectMenu,
    StaticSelectMenu,
    Text,
    TextType,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from slackblocks import Block as LibraryBlock

Block: TypeAlias = dict[str, Any]
Choice: TypeAlias = tuple[str, str]
"""What a choice says, and the value it stands for."""

SECTION_LIMIT = 3000
BUTTON_LIMIT = 75
OPTION_LIMIT = 75
TITLE_LIMIT = 24
HEADER_LIMIT = 150


@dataclass(frozen=True)
class Drawn:
    """A finished message: `text` for notifications and screen readers, `blocks` for the eye."""

    text: str
    blocks: Sequence[Block] = ()


def escape(words: str) -> str:
    """Return what a person wrote so that Slack shows it and obeys none of it."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def fit(words: str, limit: int) -> str:
    """Return `words` in at most `limit` characters, the cut marked with an ellipsis."""
    return words if len(words) <= limit else words[: limit - 1].rstrip() + "…"


def quote(words: str) -> str:
    """Return what a person wrote as a Slack quotation, line by line."""
    return "\n".join(f">{line}" for line in escape(words).splitlines() or [""])


def link(address: str, label: str) -> str:
    """Return a link in Slack's markdown; an address with anything that could end it early is shown as it is."""
    if any(sign in address for sign in "<>| \n"):
        return escape(address)
    return f"<{address.replace('&', '&amp;')}|{escape(label)}>"


def section(markdown: str, *, accessory: Element | None = None, block_id: str | None = None) -> Block:
    """Draw a paragraph in Slack's markdown, with at most one control beside it."""
    return _finished(SectionBlock(text=fit(markdown, SECTION_LIMIT), accessory=accessory, block_id=block_id))


def rich_text(runs: Sequence[tuple[str, str | None]]) -> Block:
    """Draw runs of text, each plain or in one style (`bold`, `italic`, `strike`).

    Unlike markdown this styles parts of words, and shows what people wrote as it is, without `escape`.
    """
    drawn = [RichText(words, **({style: True} if style else {})) for words, style in runs if words]
    return _finished(RichTextBlock(RichTextSection(list(drawn))))


def rich_quote(runs: Sequence[tuple[str, str | None]]) -> Block:
    """Draw runs of text as a quotation, to the letter: nothing in them is read as markup."""
    drawn = [RichText(words, **({style: True} if style else {})) for words, style in runs if words]
    return _finished(RichTextBlock(RichTextQuote(list(drawn))))


def header(words: str) -> Block:
    """Draw a large line in plain text."""
    return _finished(HeaderBlock(fit(words, HEADER_LIMIT)))


def context(*lines: str) -> Block:
    """Draw small print in Slack's markdown."""
    return _finished(ContextBlock(elements=[Text(fit(line, SECTION_LIMIT)) for line in lines]))


def divider() -> Block:
    """Draw a rule between two parts."""
    return _finished(DividerBlock())


def table(rows: Sequence[Sequence[str]]) -> Block:
    """Draw rows of plain text, the first the headings; Slack takes one table a message, 100 rows of 20 columns."""
    cells = [[{"type": "raw_text", "text": cell} for cell in row] for row in rows]
    return {"type": "table", "rows": cells, "column_settings": [{"is_wrapped": True} for _ in rows[0]]}


def actions(elements: Sequence[Element], *, block_id: str | None = None) -> Block:
    """Draw a row of controls."""
    return _finished(ActionsBlock(elements=list(elements), block_id=block_id))


def button(
    label: str,
    action_id: str,
    value: str,
    *,
    style: Literal["primary", "danger"] | None = None,
    confirm: ConfirmationDialogue | None = None,
) -> Button:
    """Make a button whose label says what happens."""
    return Button(
        text=fit(label, BUTTON_LIMIT), action_id=action_id, value=value, style=style, confirm=confirm
    )


def feedback(action_id: str, value: str, *, positive: str, negative: str) -> Block:
    """Draw a thumb up and a thumb down; their values are `value` with `:up` or `:down` after it.

    The labels are read out by screen readers.
    """
    thumbs = FeedbackButtons(
        action_id=action_id,
        positive_button=_thumb("\N{THUMBS UP SIGN}", f"{value}:up", positive),
        negative_button=_thumb("\N{THUMBS DOWN SIGN}", f"{value}:down", negative),
    )
    return _finished(ContextActionsBlock(elements=[thumbs]))


def confirmation(title: str, words: str, yes: str, no: str) -> ConfirmationDialogue:
    """Make the question that is asked before a button takes effect."""
    return ConfirmationDialogue(
        title=fit(title, 100), text=fit(words, 300), confirm=fit(yes, 30), deny=fit(no, 30)
    )


def select(action_id: str, placeholder: str, choices: Sequence[Choice], chosen: str | None = None) -> Element:
    """Make a menu of at most 100 choices."""
    options = [_option(choice) for choice in choices]
    return StaticSelectMenu(
        action_id=action_id,
        placeholder=fit(placeholder, 150),
        options=options,
        initial_option=_chosen(choices, options, chosen),
    )


def multi_select(
    action_id: str, placeholder: str, choices: Sequence[Choice], chosen: Sequence[str] = ()
) -> Element:
    """Make a menu of at most 100 choices of which any number is taken."""
    options = [_option(choice) for choice in choices]
    initial = [option for option, (_, value) in zip(options, choices, strict=True) if value in chosen]
    return StaticMultiSelectMenu(
        action_id=action_id,
        placeholder=fit(placeholder, 150),
        options=options,
        initial_options=initial or None,
    )


def channel_select(action_id: str, placeholder: str, chosen: str = "") -> Element:
    """Make a menu of the public channels."""
    return ChannelSelectMenu(
        action_id=action_id, placeholder=fit(placeholder, 150), initial_channel=chosen or None
    )


def radio(action_id: str, choices: Sequence[Choice], chosen: str | None = None) -> Element:
    """Make a list of which exactly one is taken."""
    options = [_option(choice) for choice in choices]
    return RadioButtonGroup(
        action_id=action_id, options=options, initial_option=_chosen(choices, options, chosen)
    )


def checkboxes(action_id: str, choices: Sequence[Choice], checked: Sequence[str] = ()) -> Element:
    """Make a list of which any number is taken."""
    options = [_option(choice) for choice in choices]
    initial = [option for option, (_, value) in zip(options, choices, strict=True) if value in checked]
    return CheckboxGroup(action_id=action_id, options=options, initial_options=initial or None)


def date_picker(action_id: str, placeholder: str, chosen: date | None = None) -> Element:
    """Make a calendar to take one day from."""
    return DatePicker(
        action_id=action_id,
        placeholder=fit(placeholder, 150),
        initial_date=chosen.isoformat() if chosen else None,
    )


def text_input(
    action_id: str, *, written: str = "", lines: bool = False, limit: int = SECTION_LIMIT
) -> Element:
    """Make a field to type in, of one line or several, `limit` characters long."""
    return PlainTextInput(
        action_id=action_id, initial_value=written or None, multiline=lines, max_length=limit
    )


def field(
    block_id: str, label: str, element: Element, *, hint: str | None = None, optional: bool = False
) -> Block:
    """Draw a labelled control of a form."""
    return _finished(
        InputBlock(label=label, element=element, block_id=block_id, hint=hint, optional=optional)
    )


def modal(  # noqa: PLR0913 - a form has this many parts
    callback_id: str,
    title: str,
    blocks: Sequence[Block],
    *,
    submit: str | None,
    close: str,
    remember: str = "",
) -> dict[str, Any]:
    """Make a form. `remember` comes back with the submission and is never shown."""
    view = ModalView(  # noqa: SLF001 - slackblocks offers no public way to the dictionary
        title=fit(title, TITLE_LIMIT),
        blocks=[],
        submit=fit(submit, TITLE_LIMIT) if submit else None,
        close=fit(close, TITLE_LIMIT),
        callback_id=callback_id,
        private_metadata=remember or None,
    )._resolve()
    return {**view, "blocks": list(blocks)}


def home(blocks: Sequence[Block]) -> dict[str, Any]:
    """Make the App Home."""
    return {**HomeTabView(blocks=[])._resolve(), "blocks": list(blocks)}  # noqa: SLF001 - the only way to JSON


def _thumb(sign: str, value: str, label: str) -> FeedbackButton:
    return FeedbackButton(
        text=Text(sign, type_=TextType.PLAINTEXT), value=value, accessibility_label=fit(label, BUTTON_LIMIT)
    )


def _option(choice: Choice) -> Option:
    label, value = choice
    return Option(text=Text(fit(label, OPTION_LIMIT), type_=TextType.PLAINTEXT), value=value)


def _chosen(choices: Sequence[Choice], options: Sequence[Option], chosen: str | None) -> Option | None:
    for option, (_, value) in zip(options, choices, strict=True):
        if value == chosen:
            return option
    return None


def _finished(block: LibraryBlock) -> Block:
    drawn: Block = block._resolve()  # noqa: SLF001 - as above
    if block._generated_block_id:  # noqa: SLF001 - a random id would make equal messages unequal
        del drawn["block_id"]
    return drawn
