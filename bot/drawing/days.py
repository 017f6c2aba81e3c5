"""What happened on which day, as PNG: one row a thing, marks where something happened, lines where a day decides.

Marks differ in shape as well as in colour, and what they mean is written beside them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.drawing.pictures import INK, LINES, QUIET, as_png, font

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PIL import ImageDraw

    from bot.drawing.pictures import NoFontError  # noqa: F401 - named in docstrings

WIDTH, LEFT, RIGHT, TOP, ROW, BELOW = 1500, 380, 340, 168, 46, 104
EDGE = 36
SIZE = 9
"""Half of a mark, in pixels."""
FAINT = "#a9c4bb"
_TITLE, _LABEL, _SMALL = 30, 22, 19
_NEAR = 70
"""Pixels between the names of two months; those that come closer are left out."""
_ENOUGH = timedelta(days=3)
"""Room on both sides, so that no mark stands on the edge."""


class Shape(Enum):
    """How a mark looks: its outline and its colour."""

    YES = ("dot", "#2b5d50")
    NOT_YET = ("ring", "#b07d1e")
    NO = ("cross", "#b4442c")
    HAPPENED = ("speck", QUIET)
    SAID = ("diamond", "#5b6fb0")


@dataclass(frozen=True)
class Mark:
    """Something that happened on a day."""

    on: date
    shape: Shape


@dataclass(frozen=True)
class Bar:
    """Something that lasts, first and last day included; `faint` when it is over, or nobody has begun it."""

    first: date
    last: date
    faint: bool = False


@dataclass(frozen=True)
class Lane:
    """A row: what it is about, its marks joined by a line, and at its end in words what they come to.

    A row about something that lasts has a `bar`, and may have no marks.
    """

    label: str
    said: str
    marks: tuple[Mark, ...]
    bar: Bar | None = None

    @property
    def days(self) -> tuple[date, ...]:
        """Every day the row shows."""
        edges = (self.bar.first, self.bar.last) if self.bar is not None else ()
        return (*edges, *(mark.on for mark in self.marks))


@dataclass(frozen=True)
class Border:
    """A day that decides something; the line stands at its end."""

    on: date
    said: str


def days(
    title: str,
    note: str,
    lanes: Sequence[Lane],
    borders: Sequence[Border],
    legend: Sequence[tuple[Shape, str]],
) -> bytes:
    """Return a picture of days as a PNG file; there is at least one lane. Raises NoFontError."""
    from PIL import Image, ImageDraw  # noqa: PLC0415 - a bot that draws nothing need not hold it

    image = Image.new("RGB", (WIDTH, TOP + len(lanes) * ROW + BELOW), "#ffffff")
    drawing = _Days(ImageDraw.Draw(image), lanes, borders)
    drawing.text((EDGE, 24), title, size=_TITLE)
    drawing.months()
    drawing.borders()
    for at, lane in enumerate(lanes):
        drawing.lane(TOP + at * ROW + ROW / 2, lane)
    drawing.legend(legend)
    drawing.text((EDGE, drawing.bottom + 66), note, colour=QUIET, size=_SMALL)
    return as_png(image)


def across(first: date, last: date, day: date, share: float = 0.5) -> float:
    """Return where a day stands between the first and the last that are shown, in pixels from the left.

    Its middle, its beginning with a `share` of 0, or its end with one of 1.
    """
    begins = first - _ENOUGH
    span = (last + _ENOUGH - begins).days + 1
    return LEFT + (WIDTH - LEFT - RIGHT) * ((day - begins).days + share) / span


class _Days:
    def __init__(self, draw: ImageDraw.ImageDraw, lanes: Sequence[Lane], borders: Sequence[Border]) -> None:
        every = [day for lane in lanes for day in lane.days] + [border.on for border in borders]
        self._draw = draw
        self._first, self._last = min(every), max(every)
        self._borders = sorted(borders, key=lambda border: border.on)
        self.bottom = TOP + len(lanes) * ROW

    def text(
        self,
        at: tuple[float, float],
        words: str,
        *,
        colour: str = INK,
        size: int = _LABEL,
        anchor: str = "la",
    ) -> None:
        self._draw.text(at, words, fill=colour, font=font(size), anchor=anchor)

    def across(self, day: date, share: float = 0.5) -> float:
        return across(self._first, self._last, day, share)

    def months(self) -> None:
        """Draw a line where each month begins, under its number as every country writes it."""
        last = -float(_NEAR)
        for first in self._months():
            x = self.across(first, 0)
            self._draw.line((x, TOP - 8, x, self.bottom), fill=LINES, width=1)
            if x - last >= _NEAR:
                self.text((x, TOP - 14), f"{first:%Y-%m}", colour=QUIET, size=_SMALL, anchor="ms")
                last = x

    def borders(self) -> None:
        """Draw the days that decide, the later one a line higher, so that no line runs through a word."""
        for place, border in enumerate(reversed(self._borders)):
            x, top = self.across(border.on, 1), 78 + place * 26
            self._draw.line((x, top + 4, x, self.bottom), fill=Shape.NO.value[1], width=3)
            self.text((x - 8, top), border.said, colour=Shape.NO.value[1], size=_SMALL, anchor="ra")
        for first, second in pairwise(self._borders):
            box = (self.across(first.on, 1), self.bottom, self.across(second.on, 1), self.bottom + 6)
            self._draw.rectangle(box, fill=Shape.NO.value[1])

    def lane(self, y: float, lane: Lane) -> None:
        self.text((EDGE, y), _within(lane.label, LEFT - EDGE - 20, _LABEL), anchor="lm")
        if lane.bar is not None:
            ends = (self.across(lane.bar.first, 0), self.across(lane.bar.last, 1))
            self._draw.rectangle(
                (ends[0], y - SIZE, ends[1], y + SIZE), fill=FAINT if lane.bar.faint else Shape.YES.value[1]
            )
        places = [self.across(mark.on) for mark in lane.marks]
        if len(places) > 1:
            self._draw.line((min(places), y, max(places), y), fill=QUIET, width=2)
        for x, mark in zip(places, lane.marks, strict=True):
            self.mark(x, y, mark.shape)
        self.text((WIDTH - RIGHT + 16, y), _within(lane.said, RIGHT - EDGE, _SMALL), anchor="lm", size=_SMALL)

    def mark(self, x: float, y: float, shape: Shape) -> None:
        outline, colour = shape.value
        box = (x - SIZE, y - SIZE, x + SIZE, y + SIZE)
        match outline:
            case "dot":
                self._draw.ellipse(box, fill=colour)
            case "ring":
                self._draw.ellipse(box, fill="#ffffff", outline=colour, width=4)
            case "cross":
                self._draw.line((x - SIZE, y - SIZE, x + SIZE, y + SIZE), fill=colour, width=5)
                self._draw.line((x - SIZE, y + SIZE, x + SIZE, y - SIZE), fill=colour, width=5)
            case "diamond":
                corners = [(x, y - SIZE), (x + SIZE, y), (x, y + SIZE), (x - SIZE, y)]
                self._draw.polygon(corners, fill=colour)
            case _:
                self._draw.ellipse((x - 5, y - 5, x + 5, y + 5), fill=colour)

    def legend(self, legend: Sequence[tuple[Shape, str]]) -> None:
        x, y = float(EDGE + SIZE), self.bottom + 40.0
        for shape, words in legend:
            self.mark(x, y, shape)
            self.text((x + 18, y), words, anchor="lm", size=_SMALL)
            x += 18 + font(_SMALL).getlength(words) + 42

    def _months(self) -> Iterator[date]:
        begins, ends = self._first - _ENOUGH, self._last + _ENOUGH
        month = begins.replace(day=1)
        while month <= ends:
            if month >= begins:
                yield month
            month = (month + timedelta(days=32)).replace(day=1)


def _within(words: str, room: float, size: int) -> str:
    """Return words as far as they fit, an ellipsis where they were cut."""
    if font(size).getlength(words) <= room:
        return words
    while words and font(size).getlength(f"{words}…") > room:
        words = words[:-1]
    return f"{words}…"
