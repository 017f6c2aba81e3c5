"""An answer about the rules, drawn in the language of the question; what is quoted stays as it is written."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from bot.features.policies.answers import Place
from bot.language.names import spoken_name
from bot.slack import blocks
from bot.slack.blocks import Drawn

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from slackblocks import Element

    from bot.features.policies.answers import AnswerView, CitedClause, Contradicting
    from bot.slack.blocks import Block
    from prompts.catalog import Catalog

WHOLE, RATE, ASK_HR = "asking.whole", "asking.rate", "asking.hr"
TURN = ("asking.before", "asking.after", "asking.language")
WINDOW = "asking.window"
SHORT = 700
"""A clause of so many characters is quoted whole; of a longer one, the sentences that answer."""
PIECE = 2500
"""Characters of a clause in one block of a window."""
PIECES_MOST = 90
_GAP = " … "


def answer(view: AnswerView, catalog: Catalog) -> Drawn:
    """Draw an answer: what the rules say to the letter, that they say nothing, or why it is not answered."""
    drawing = _Drawing(view, catalog)
    if view.state == "refused":
        return drawing.refused()
    if view.topic:
        return drawing.personal()
    return drawing.found() if view.clauses else drawing.absent()


def window(shown: CitedClause, catalog: Catalog, locale: str) -> dict[str, Any]:
    """Draw a whole clause as a window, with the ways to its neighbours and its other language."""
    title = catalog.text(
        locale, "asking-clause", clause=blocks.escape(shown.clause), title=blocks.escape(shown.title)
    )
    pieces = [shown.text[start : start + PIECE] for start in range(0, len(shown.text), PIECE)]
    controls = []
    for action, key, place in (
        (TURN[0], "asking-before-button", shown.previous),
        (TURN[1], "asking-after-button", shown.following),
    ):
        if place is not None:
            label = catalog.text(locale, key, clause=place.clause)
            controls.append(blocks.button(label, action, carried(place)))
    for language in shown.other_languages[:1]:
        label = catalog.text(locale, "asking-in-language-button", language=language)
        place = Place(shown.document, shown.version, language, shown.clause)
        controls.append(blocks.button(label, TURN[2], carried(place)))
    return blocks.modal(
        WINDOW,
        catalog.text(locale, "asking-window-title"),
        [
            blocks.section(f"*{title}*"),
            *(blocks.rich_quote([(piece, None)]) for piece in pieces[:PIECES_MOST]),
            blocks.context(*_small_print(shown, catalog, locale)),
            *unlinked(catalog, locale, linked_to_pay=shown.linked_to_pay),
            *([blocks.actions(controls)] if controls else []),
        ],
        submit=None,
        close=catalog.text(locale, "button-close"),
    )


def unlinked(catalog: Catalog, locale: str, *, linked_to_pay: bool) -> list[Block]:
    """Draw the line that no pay depends on the cycle its reader is in; nothing where it does."""
    return [] if linked_to_pay else [blocks.context(catalog.text(locale, "cycles-not-linked-to-pay"))]


def carried(place: Place) -> str:
    """Return where a clause stands as a button carries it."""
    return json.dumps([place.document, place.version, place.language, place.clause], ensure_ascii=False)


def quoted(shown: CitedClause) -> list[tuple[str, str | None]]:
    """Return the runs of a clause's quotation: the sentences that answer in bold, of a long clause only those."""
    spans = sorted(_spans(shown))
    if len(shown.text) > SHORT and spans:
        runs: list[tuple[str, str | None]] = []
        for number, (start, end) in enumerate(spans):
            if number or start:
                runs.append((_GAP.lstrip() if not number else _GAP, None))
            runs.append((shown.text[start:end], "bold"))
        if spans[-1][1] < len(shown.text):
            runs.append((_GAP.rstrip(), None))
        return runs
    runs, at = [], 0
    for start, end in spans:
        runs += [(shown.text[at:start], None), (shown.text[start:end], "bold")]
        at = end
    rest = shown.text[at:]
    if len(shown.text) > SHORT:
        rest = blocks.fit(rest, SHORT)
    return [*runs, (rest, None)]


def short(clauses: Sequence[CitedClause]) -> str:
    """Return the answer in a line: the sentences that answer, from the first clause; otherwise how it begins."""
    first = clauses[0]
    return blocks.fit(" ".join(first.quotes) or first.text, SHORT)


def _spans(shown: CitedClause) -> Iterator[tuple[int, int]]:
    end = 0
    for words in sorted(shown.quotes, key=shown.text.find):
        start = shown.text.find(words, end)
        if start >= 0 and words:
            end = start + len(words)
            yield start, end


def _small_print(shown: CitedClause, catalog: Catalog, locale: str) -> list[str]:
    lines = [
        catalog.text(
            locale,
            "asking-source",
            document=blocks.escape(shown.document_title),
            version=blocks.escape(shown.version),
            day=shown.effective_from,
        )
    ]
    language = catalog.language_of(locale)
    if shown.language not in {language, shown.governing_language} or (
        shown.language == language and shown.language != shown.governing_language
    ):
        lines.append(catalog.text(locale, "asking-governing", language=shown.governing_language))
    if shown.language != language and language not in shown.other_languages:
        lines.append(catalog.text(locale, "asking-other-language", language=shown.language))
    return lines


class _Drawing:
    """One answer on its way to blocks."""

    def __init__(self, view: AnswerView, catalog: Catalog) -> None:
        self._view = view
        self._catalog = catalog
        self._name = blocks.escape(spoken_name(view.contact, view.language)) or self._say("hr-team")

    def refused(self) -> Drawn:
        no = self._say(f"asking-refused-{self._view.topic}")
        key = f"asking-instead-{self._view.topic}"
        instead = self._say(key, name=self._name) if self._view.topic == "mind" else self._say(key)
        return Drawn(text=no, blocks=[blocks.section(no), blocks.context(instead)])

    def personal(self) -> Drawn:
        known = self._view.personal
        if known is not None:
            said = self._say(known.key, **{name: self._spoken(value) for name, value in known.variables})
            return Drawn(text=said, blocks=[blocks.section(said)])
        said = self._say("asking-personal-unknown", topic=self._view.topic, name=self._name)
        if not self._view.clauses:
            return Drawn(text=said, blocks=[blocks.section(said), *self._controls()])
        general = blocks.section(self._say("asking-answered-general"))
        return Drawn(
            text=said,
            blocks=[blocks.section(said), general, *self._clauses(), *self._controls(), *self._feedback()],
        )

    def found(self) -> Drawn:
        view = self._view
        drawn = self._understood()
        if view.sentences:
            drawn += [
                blocks.section(
                    "\n".join(
                        f"{blocks.escape(each.text)} ({blocks.escape(each.clause)})"
                        for each in view.sentences
                    )
                )
            ]
            text = " ".join(each.text for each in view.sentences)
        else:
            drawn.append(blocks.section(self._say("asking-answered")))
            text = short(view.clauses)
        drawn += self._clauses()
        if len(view.documents) > 1:
            drawn.append(blocks.context(self._say("asking-several-documents", name=self._name)))
        return Drawn(text=blocks.escape(text), blocks=[*drawn, *self._controls(), *self._feedback()])

    def absent(self) -> Drawn:
        key = "asking-failed" if self._view.failed else "asking-absent"
        said = self._say(key, name=self._name)
        counted = [] if self._view.failed else [blocks.context(self._say("asking-absent-counted"))]
        return Drawn(
            text=said, blocks=[*self._understood(), blocks.section(said), *self._controls(), *counted]
        )

    def _understood(self) -> list[Block]:
        if not self._view.continued:
            return []
        said = blocks.escape(blocks.fit(self._view.understood, SHORT))
        return [blocks.context(self._say("asking-understood", question=said))]

    def _clauses(self) -> list[Block]:
        drawn = [block for shown in self._view.clauses for block in self._clause(shown)]
        return [*drawn, *unlinked(self._catalog, self._view.language, linked_to_pay=self._view.linked_to_pay)]

    def _clause(self, shown: CitedClause) -> list[Block]:
        title = self._say(
            "asking-clause", clause=blocks.escape(shown.clause), title=blocks.escape(shown.title)
        )
        whole = blocks.button(self._say("asking-whole-button"), WHOLE, carried(shown.place))
        small = _small_print(shown, self._catalog, self._view.language)
        return [
            blocks.section(f"*{title}*", accessory=whole),
            blocks.rich_quote(quoted(shown)),
            blocks.context(*small, *self._neighbours(shown)),
            *(block for other in shown.contradicting for block in self._contradicting(other)),
        ]

    def _contradicting(self, other: Contradicting) -> list[Block]:
        shown = other.clause
        title = self._say(
            "asking-clause", clause=blocks.escape(shown.clause), title=blocks.escape(shown.title)
        )
        whole = blocks.button(self._say("asking-whole-button"), WHOLE, carried(shown.place))
        key = "asking-contradiction-decided" if other.applies else "asking-contradiction-open"
        applies = self._say(key, clause=blocks.escape(other.applies), name=self._name)
        return [
            blocks.section(self._say("asking-contradicted", clause=title), accessory=whole),
            blocks.rich_quote(quoted(shown)),
            blocks.context(*_small_print(shown, self._catalog, self._view.language), applies),
        ]

    def _neighbours(self, shown: CitedClause) -> list[str]:
        named = {
            name: blocks.escape(f"{place.clause} {place.title}")
            for name, place in (("before", shown.previous), ("after", shown.following))
            if place is not None
        }
        if not named:
            return []
        which = "both" if len(named) > 1 else next(iter(named))
        return [self._say(f"asking-neighbours-{which}", **named)]

    def _controls(self) -> list[Block]:
        if self._view.sent_to_hr:
            return [blocks.context(self._say("asking-sent-to-hr"))]
        controls: list[Element] = [
            blocks.button(self._say("asking-hr-button"), ASK_HR, self._view.question_id)
        ]
        return [blocks.actions(controls)]

    def _feedback(self) -> list[Block]:
        thumbs = blocks.feedback(
            RATE,
            self._view.question_id,
            positive=self._say("asking-helpful"),
            negative=self._say("asking-not-helpful"),
        )
        if not self._view.feedback or self._view.in_public:
            return [thumbs]
        return [blocks.context(self._say(f"asking-thanks-{self._view.feedback}")), thumbs]

    def _spoken(self, value: object) -> object:
        """Return a variable as this reader reads it: the only words among them are names, or several lines."""
        if isinstance(value, tuple):
            return "\n".join(f"• {blocks.escape(str(line))}" for line in value)
        return blocks.escape(spoken_name(value, self._view.language)) if isinstance(value, str) else value

    def _say(self, key: str, **variables: object) -> str:
        return self._catalog.text(self._view.language, key, **variables)
