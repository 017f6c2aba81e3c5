"""DOCX: styles say what a heading is, numbering is written out as Word shows it, deleted and hidden text is left out.

python-docx opens the package and knows the styles; the text is read from the elements themselves, because its
`Paragraph.text` leaves out insertions, content controls, text boxes and the numbers Word adds.
"""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from lxml.etree import LxmlError

from knowledge.clauses import DocumentError, Fault
from knowledge.files import refuse_bomb
from knowledge.formats.text import heading_level
from knowledge.formats.word_numbers import Numbers
from knowledge.manuscripts import Kind, Transcript
from knowledge.numbering import numbered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge.manuscripts import Manuscript

_DECLARES_ENTITIES = re.compile(rb"<\x00?!\x00?(D\x00?O\x00?C\x00?T|E\x00?N\x00?T\x00?I)", re.IGNORECASE)
_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_TITLE = re.compile(r"title|标题", re.IGNORECASE)
_CONTENTS = re.compile(r"(toc|目录)\b.*", re.IGNORECASE)
_END = re.compile(r"[。！？；：，.!?;:,]$")
_LONGEST_HEADING = 200
_LONGEST_BOLD = 60
_TITLE_IN_BOLD, _BOLD = 10, 40
"""Levels: below every style's, above and below a line with a number."""

_NOT_SHOWN = {qn(tag) for tag in ("w:del", "w:moveFrom", "w:instrText", "w:delText", "w:pPr", "w:rPr")} | {
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
}
_AS_TEXT = {qn("w:tab"): " ", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_NOTES = {
    qn("w:footnoteReference"): (RELATIONSHIP_TYPE.FOOTNOTES, qn("w:footnote")),
    qn("w:endnoteReference"): (RELATIONSHIP_TYPE.ENDNOTES, qn("w:endnote")),
}


def manuscript(raw: bytes) -> Manuscript:
    """Return what Word would show of a document.

    Raises DocumentError for an archive that unpacks to too much, that is encrypted, damaged, or no Word document.
    """
    try:
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            refuse_bomb(archive, len(raw))
            for member in archive.infolist():
                if member.filename.endswith((".xml", ".rels")) and _DECLARES_ENTITIES.search(
                    archive.read(member)
                ):
                    fix = "save it anew in Word"
                    raise DocumentError(
                        0, "the file declares XML entities, which Word never does", fix, Fault.DAMAGED
                    )
        opened = docx.Document(BytesIO(raw))
        reading = _Reading(opened)
        reading.body(opened.element.body)
    except (zipfile.BadZipFile, LxmlError, KeyError, ValueError, EOFError, NotImplementedError) as error:
        if isinstance(error, DocumentError):
            raise
        fix = "open it in Word and save it anew as DOCX"
        raise DocumentError(0, "the file is damaged or no Word document", fix, Fault.DAMAGED) from error
    return reading.transcript.manuscript(opened.core_properties.title or "")


class _Reading:
    """Goes through a document once and writes down what is seen."""

    def __init__(self, opened: Any) -> None:  # noqa: ANN401 - python-docx does not export its document's type
        self.transcript = Transcript()
        self._document = opened
        self._numbers = Numbers(opened)
        self._levels: dict[str | None, int] = {}
        self._notes: dict[str, dict[str, Any]] = {}

    def body(self, parent: Any) -> None:  # noqa: ANN401 - an lxml element, which has no types
        """Write down the paragraphs and tables inside an element."""
        for child in parent:
            if child.tag == qn("w:p"):
                self._paragraph(child)
            elif child.tag == qn("w:tbl"):
                self._table(child)
            elif child.tag not in _NOT_SHOWN and child.tag not in {qn("w:sectPr"), qn("w:sdtPr")}:
                self.body(child)

    def _paragraph(self, paragraph: Any) -> None:  # noqa: ANN401 - as above
        style = paragraph.style
        if _CONTENTS.fullmatch(self._style_name(style)):
            return
        words = "".join(self._words(paragraph))
        if words.strip():
            label, is_list = self._numbers.label(paragraph)
            level = self._level(paragraph, style)
            whole = f"{label} {words}" if label else words
            if level and len(words) <= _LONGEST_HEADING:
                self.transcript.heading(level, whole)
            elif guessed := 0 if is_list else self._guessed_level(paragraph, words):
                self.transcript.heading(guessed, whole, sure=False)
            else:
                number = numbered(whole) if label else None
                names_it = number is not None and number.id and (number.value is not None or "." in number.id)
                self.transcript.text(whole, Kind.ITEM if is_list and not names_it else Kind.PARAGRAPH)
        for box in paragraph.iter(qn("w:txbxContent")):
            if not any(above.tag in _NOT_SHOWN for above in box.iterancestors()):
                self.body(box)
        for note in self._notes_of(paragraph):
            self.transcript.text("\n".join("".join(self._words(part)) for part in note.iter(qn("w:p"))))

    def _table(self, table: Any) -> None:  # noqa: ANN401 - as above
        rows = [row for row in table.iter(qn("w:tr")) if next(row.iterancestors(qn("w:tbl"))) is table]
        head: tuple[str, ...] = ()
        for row in rows:
            cells = [cell for cell in row.iter(qn("w:tc")) if next(cell.iterancestors(qn("w:tr"))) is row]
            if len(cells) == 1 and len(rows) == 1:
                # A frame around some paragraphs, not a table.
                self.body(cells[0])
                continue
            words = self.transcript.row([self._cell(cell) for cell in cells], head)
            head = head or words

    def _cell(self, cell: Any) -> str:  # noqa: ANN401 - as above
        lines = []
        for paragraph in cell.iter(qn("w:p")):
            words = "".join(self._words(paragraph))
            label = self._numbers.label(paragraph)[0] if words.strip() else ""
            lines.append(f"{label} {words}" if label else words)
        return "\n".join(lines)

    def _words(self, parent: Any) -> Iterator[str]:  # noqa: ANN401 - as above
        for child in parent:
            if child.tag == qn("w:t"):
                yield child.text or ""
            elif child.tag in _AS_TEXT:
                yield _AS_TEXT[child.tag]
            elif child.tag == qn("w:r") and _is_on(child, "w:vanish"):
                continue
            elif child.tag not in _NOT_SHOWN and child.tag != qn("w:txbxContent"):
                yield from self._words(child)

    def _level(self, paragraph: Any, style: str | None) -> int:  # noqa: ANN401 - as above
        """Return the level of a heading, the document's title being 1; 0 for anything else."""
        own = paragraph.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
        if own is not None:
            return _outline(own)
        if style not in self._levels:
            self._levels[style] = self._level_of_style(style)
        return self._levels[style]

    def _guessed_level(self, paragraph: Any, words: str) -> int:  # noqa: ANN401 - as above
        """Return the level of a heading that is one only by its looks: 一、总则, or a short line all in bold."""
        level = heading_level(words.strip(), first=False)
        number = numbered(words)
        if level and number:
            return level
        if number or len(words) > _LONGEST_BOLD or _END.search(words.strip()):
            return 0
        runs = [run for run in paragraph.iter(qn("w:r")) if "".join(self._words(run)).strip()]
        if not runs or not all(_is_on(run, "w:b") for run in runs):
            return 0
        return _BOLD if self.transcript.begun else _TITLE_IN_BOLD

    def _level_of_style(self, style: str | None) -> int:
        seen = set()
        element = self._style(style)
        while element is not None and element.get(qn("w:styleId")) not in seen:
            seen.add(element.get(qn("w:styleId")))
            name = element.find(qn("w:name"))
            words = "" if name is None else name.get(qn("w:val"), "")
            if found := _HEADING.fullmatch(words.strip()):
                return int(found[1]) + 1
            if _TITLE.fullmatch(words.strip()):
                return 1
            outline = element.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
            if outline is not None:
                return _outline(outline)
            based = element.find(qn("w:basedOn"))
            element = None if based is None else self._style(based.get(qn("w:val")))
        return 0

    def _style(self, style: str | None) -> Any:  # noqa: ANN401 - as above
        return self._document.styles.element.get_by_id(style) if style else None

    def _style_name(self, style: str | None) -> str:
        element = self._style(style)
        name = None if element is None else element.find(qn("w:name"))
        return "" if name is None else name.get(qn("w:val"), "")

    def _notes_of(self, paragraph: Any) -> Iterator[Any]:  # noqa: ANN401 - as above
        for tag, (relation, note) in _NOTES.items():
            for reference in paragraph.iter(tag):
                if relation not in self._notes:
                    self._notes[relation] = self._read_notes(relation, note)
                found = self._notes[relation].get(reference.get(qn("w:id")))
                if found is not None:
                    yield found

    def _read_notes(self, relation: str, tag: str) -> dict[str, Any]:
        for related in self._document.part.rels.values():
            if related.reltype == relation and not related.is_external:
                return {note.get(qn("w:id")): note for note in parse_xml(related.target_part.blob).iter(tag)}
        return {}


def _is_on(run: Any, mark: str) -> bool:  # noqa: ANN401 - as above
    found = run.find(f"{qn('w:rPr')}/{qn(mark)}")
    return found is not None and found.get(qn("w:val"), "1") not in {"0", "false", "off"}


def _outline(element: Any) -> int:  # noqa: ANN401 - as above
    level = int(element.get(qn("w:val"), "9"))
    return level + 2 if level < 9 else 0  # noqa: PLR2004 - nine is Word's "body text"
