"""HTML as a browser shows it: no scripts, no styles, nothing hidden."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from knowledge.manuscripts import Kind, Transcript

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge.manuscripts import Manuscript

_NEVER_SHOWN = {
    *("nav", "script", "style", "template", "noscript", "iframe", "object", "embed", "svg", "math", "canvas"),
    *(
        "audio",
        "video",
        "select",
        "datalist",
        "textarea",
        "input",
        "dialog",
        "_comment",
        "-comment",
    ),
}
_BLOCKS = {
    *(
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
    ),
    *(
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "header",
        "html",
        "legend",
        "main",
        "nav",
        "p",
        "pre",
    ),
    *("section", "summary", "ul", "ol", "table", "tbody", "thead", "tfoot", "hr"),
}
_HEADING = re.compile(r"h[1-6]")
_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(hidden|collapse)|content-visibility\s*:\s*hidden"
    r"|(?<![\w-])opacity\s*:\s*0*(\.0+)?\s*(;|!|$)|font-size\s*:\s*0*(\.\d+)?(px|pt|em|rem|%)?\s*(;|!|$)"
    r"|(?<![\w-])(width|height)\s*:\s*0(px|pt|em|rem|%)?\s*(;|!|$)|clip\s*:\s*rect\(\s*0|clip-path\s*:\s*inset\(\s*(50|100)%"
    r"|(text-indent|left|top|right|bottom|margin-left|margin-top)\s*:\s*-\d{3,}|color\s*:\s*transparent"
    r"|transform\s*:\s*scale\(\s*0\s*\)",
    re.IGNORECASE,
)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_BLANK = re.compile(r"[ \t\r\n\f]+")


def manuscript(markup: str) -> Manuscript:
    """Return what a browser would show of a page, heading by heading, paragraph by paragraph, row by row."""
    page = LexborHTMLParser(markup)
    title = page.css_first("title")
    named = title.text() if title else ""
    for node in _hidden(page):
        node.decompose()
    reading = _Reading()
    if page.body is not None:
        for node, entering in _walk(page.body):
            reading.step(node, entering=entering)
    reading.end()
    return reading.transcript.manuscript(named)


def hides_text(markup: str) -> bool:
    """Return whether a piece of HTML holds words that a browser would not show."""
    return any(node.text().strip() for node in _hidden(LexborHTMLParser(markup)))


def _hidden(page: LexborHTMLParser) -> list[LexborNode]:
    """Return the outermost elements a browser would not show, and what is only there to move about."""
    if page.body is None:
        return []
    hidden = _hidden_by_style(page)
    found: list[LexborNode] = []
    inside: LexborNode | None = None
    for node, entering in _walk(page.body):
        if inside is not None:
            if not entering and node.mem_id == inside.mem_id:
                inside = None
        elif entering and _is_hidden(node, hidden):
            found.append(node)
            inside = node
    return found


def _hidden_by_style(page: LexborHTMLParser) -> set[int]:
    """Return the elements that the page's own style sheets hide."""
    hidden: set[int] = set()
    for style in page.css("style"):
        for selector, body in _RULE.findall(style.text()):
            if _HIDING.search(body):
                hidden |= _selected(page, selector)
    return hidden


def _selected(page: LexborHTMLParser, selector: str) -> set[int]:
    try:
        return {node.mem_id for node in page.css(selector.strip())}
    except (SelectolaxError, ValueError, RuntimeError):
        # What the parser cannot select (':hover', '@media …') hides nothing here.
        return set()


def _is_hidden(node: LexborNode, by_style: set[int]) -> bool:
    tag = node.tag or ""
    if tag == "-text":
        return False
    if tag in _NEVER_SHOWN or node.mem_id in by_style:
        return True
    facts = node.attributes
    if "hidden" in facts or (facts.get("aria-hidden") or "").strip().lower() == "true":
        return True
    return bool(_HIDING.search(facts.get("style") or ""))


class _Reading:
    """Writes down what is seen, step by step through a page.

    What stands inside a table's cell or a list's item is one block with it, however many paragraphs it has.
    """

    def __init__(self) -> None:
        self.transcript = Transcript()
        self._words: list[str] = []
        self._cells: list[str] = []
        self._head: tuple[str, ...] = ()
        self._inside = {"table": 0, "tr": 0, "li": 0}

    def step(self, node: LexborNode, *, entering: bool) -> None:
        """Enter a node or leave it."""
        tag = node.tag or ""
        if tag == "-text":
            if entering:
                self._words.append(_BLANK.sub(" ", node.text_content or ""))
        elif tag == "br":
            if entering:
                self._words.append("\n")
        elif tag in self._inside:
            self._nested(tag, entering=entering)
        elif tag in {"td", "th"}:
            self._cell(entering=entering)
        elif tag in _BLOCKS or _HEADING.fullmatch(tag):
            if self._inside["tr"] or self._inside["li"]:
                self._words.append("\n")
            elif _HEADING.fullmatch(tag) and not entering:
                self.transcript.heading(int(tag[1]), self._taken())
            else:
                self.end()

    def end(self, kind: Kind = Kind.PARAGRAPH) -> None:
        """Write down the words since the last block as a block of their own."""
        self.transcript.text(self._taken(), kind)

    def _nested(self, tag: str, *, entering: bool) -> None:
        """Enter or leave a table, a row or a list's item; only the outermost of each makes blocks."""
        outermost = self._inside[tag] == (0 if entering else 1)
        inside_another = self._inside["li"] if tag != "li" else self._inside["tr"]
        if not outermost or inside_another:
            self._words.append("\n")
        elif tag == "li":
            self.end(Kind.PARAGRAPH if entering else Kind.ITEM)
        elif tag == "tr" and not entering:
            words = self.transcript.row(self._cells, self._head)
            self._head = self._head or words
        else:
            self.end()
            self._cells = []
            if tag == "table":
                self._head = ()
        self._inside[tag] += 1 if entering else -1

    def _cell(self, *, entering: bool) -> None:
        if self._inside["tr"] != 1 or self._inside["table"] > 1 or self._inside["li"]:
            self._words.append("\n")
        elif not entering:
            self._cells.append(self._taken())

    def _taken(self) -> str:
        words, self._words = "".join(self._words), []
        return words


def _walk(top: LexborNode) -> Iterator[tuple[LexborNode, bool]]:
    """Yield every node inside `top` twice, when it is entered and when it is left, however deep they stand."""
    node = top.first_child
    while node is not None:
        yield node, True
        if node.first_child is not None:
            node = node.first_child
            continue
        while node is not None:
            yield node, False
            if node.next is not None:
                node = node.next
                break
            node = node.parent
            if node is None or node.mem_id == top.mem_id:
                return
