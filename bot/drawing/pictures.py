"""Charts as PNG, the kind of picture Slack shows: drawn with Pillow, in a font that has Chinese.

The font is Noto Sans SC from a package (SIL Open Font License); where that is not installed, one of the machine's.
Lengths here are floats: they place bars. The numbers people read come as text.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PIL import Image, ImageFont

FONT_PACKAGE = "pylopdf_fonts_zh_cn"
_SYSTEM = (
    "NotoSansCJK-Regular.ttc",
    "NotoSansSC-Regular.otf",
    "wqy-microhei.ttc",
    "msyh.ttc",
    "PingFang.ttc",
)
_SUFFIXES = (".ttf", ".otf", ".ttc")
WIDTH, LEFT, RIGHT, TOP, ROW, BAR = 1200, 300, 150, 110, 62, 34
INK, QUIET, LINES = "#1d1c1d", "#616061", "#dddddd"
TOTAL, UP, DOWN = "#2b5d50", "#5b8fb0", "#c0603e"
COLOURS = ("#2b5d50", "#5b8fb0", "#c08a3e", "#9a5a78", "#6b7b3a", "#7a6fb0")
THIN, GAP = 30, 22
_TITLE, _LABEL = 30, 24
_LEGEND = 44
_MARGIN = 0.12
"""Of the span of all bars, the room left before the first."""


class NoFontError(Exception):
    """There is no font here that has Chinese."""


@dataclass(frozen=True)
class Walked:
    """One bar of a waterfall, from `begin` to `end`; `said` stands beside it. A `total` is a sum, not a piece."""

    label: str
    begin: float
    end: float
    said: str
    total: bool = False


def waterfall(title: str, note: str, bars: Sequence[Walked]) -> bytes:
    """Return a waterfall as a PNG file. Raises NoFontError.

    The axis begins a little below the lowest point that is shown, as the small print `note` says: from zero the
    pieces would be too small to see.
    """
    low, high = _span(bars)
    canvas = _Canvas(title, note, TOP + len(bars) * ROW + 60)
    draw = canvas.draw

    def across(value: float) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * (max(value, low) - low) / (high - low)

    for at, bar in enumerate(bars):
        top = TOP + at * ROW
        first, last = across(low if bar.total else bar.begin), across(bar.end)
        colour = TOTAL if bar.total else UP if bar.end >= bar.begin else DOWN
        draw.rectangle(
            (min(first, last), top, max(first, last, min(first, last) + 2), top + BAR), fill=colour
        )
        if at + 1 < len(bars):
            draw.line((last, top + BAR, last, top + ROW), fill=LINES, width=2)
        middle = top + BAR / 2
        canvas.label(bar.label, top)
        draw.text((max(first, last) + 12, middle), bar.said, fill=INK, font=font(_LABEL), anchor="lm")
    return canvas.png()


@dataclass(frozen=True)
class Stack:
    """One bar made of pieces: `shares` of its length, which add up to 1; `said` stands at its end."""

    label: str
    shares: tuple[float, ...]
    said: str


@dataclass(frozen=True)
class Range:
    """A value with the range it may lie in, on the axis; `sure` when the range decides something."""

    label: str
    low: float
    value: float
    high: float
    said: str
    sure: bool = False


def stacks(title: str, note: str, legend: Sequence[str], bars: Sequence[Stack]) -> bytes:
    """Return bars of the same length, each divided into pieces in the legend's order, as PNG. Raises NoFontError."""
    canvas = _Canvas(title, note, TOP + _LEGEND + len(bars) * ROW + 60)
    colours = [_mixed(at / max(1, len(legend) - 1)) for at in range(len(legend))]
    canvas.legend(legend, colours)
    for at, bar in enumerate(bars):
        top, left = TOP + _LEGEND + at * ROW, float(LEFT)
        for share, colour in zip(bar.shares, colours, strict=True):
            right = left + (WIDTH - LEFT - RIGHT) * share
            if share:
                canvas.draw.rectangle((left, top, right, top + BAR), fill=colour)
            left = right
        canvas.label(bar.label, top)
        canvas.draw.text(
            (WIDTH - RIGHT + 12, top + BAR / 2), bar.said, fill=INK, font=font(_LABEL), anchor="lm"
        )
    return canvas.png()


@dataclass(frozen=True)
class Bar:
    """One bar: `share` is its length between 0 and 1, `said` what stands at its end."""

    series: str
    share: float
    said: str


@dataclass(frozen=True)
class Row:
    """The bars of one thing."""

    label: str
    bars: tuple[Bar, ...]


def bars(title: str, note: str, rows: Sequence[Row]) -> bytes:
    """Return blocks of bars from 0 to 1, one block a row, as PNG. Raises NoFontError."""
    series = list(dict.fromkeys(bar.series for row in rows for bar in row.bars))
    canvas = _Canvas(title, note, TOP + _LEGEND + sum(len(row.bars) * THIN + GAP for row in rows) + 60)
    canvas.legend(series, [COLOURS[at % len(COLOURS)] for at in range(len(series))])
    top = float(TOP + _LEGEND)
    for row in rows:
        canvas.label(row.label, top + (len(row.bars) * THIN - BAR) / 2)
        for bar in row.bars:
            right = LEFT + (WIDTH - LEFT - RIGHT) * min(max(bar.share, 0.0), 1.0)
            colour = COLOURS[series.index(bar.series) % len(COLOURS)]
            canvas.draw.rectangle((LEFT, top + 3, max(right, LEFT + 2), top + THIN - 3), fill=colour)
            middle = top + THIN / 2
            canvas.draw.text((right + 12, middle), bar.said, fill=QUIET, font=font(20), anchor="lm")
            top += THIN
        top += GAP
    return canvas.png()


def ranges(title: str, note: str, bars: Sequence[Range]) -> bytes:
    """Return values and their ranges around zero as PNG. Raises NoFontError."""
    far = max([abs(end) for bar in bars for end in (bar.low, bar.high)] or [1.0]) or 1.0
    canvas = _Canvas(title, note, TOP + len(bars) * ROW + 60)

    def across(value: float) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * (value + far) / (2 * far)

    bottom = TOP + len(bars) * ROW - (ROW - BAR)
    canvas.draw.line((across(0), TOP - 10, across(0), bottom + 10), fill=QUIET, width=2)
    for at, bar in enumerate(bars):
        top = TOP + at * ROW
        middle, colour = top + BAR / 2, TOTAL if bar.sure else UP
        canvas.draw.line((across(bar.low), middle, across(bar.high), middle), fill=colour, width=6)
        canvas.draw.ellipse(
            (across(bar.value) - 10, middle - 10, across(bar.value) + 10, middle + 10), fill=colour
        )
        canvas.label(bar.label, top)
        canvas.draw.text((WIDTH - RIGHT + 12, middle), bar.said, fill=INK, font=font(_LABEL), anchor="lm")
    return canvas.png()


class _Canvas:
    """A white sheet with a title and small print."""

    def __init__(self, title: str, note: str, height: int) -> None:
        from PIL import Image, ImageDraw  # noqa: PLC0415 - a bot that draws nothing need not hold it

        self._image = Image.new("RGB", (WIDTH, height), "#ffffff")
        self.draw = ImageDraw.Draw(self._image)
        self.draw.text((36, 28), title, fill=INK, font=font(_TITLE))
        self.draw.text((36, height - 44), note, fill=QUIET, font=font(20))

    def label(self, words: str, top: float) -> None:
        """Write what a bar is, to its left."""
        self.draw.text((LEFT - 18, top + BAR / 2), words, fill=INK, font=font(_LABEL), anchor="rm")

    def legend(self, names: Sequence[str], colours: Sequence[str]) -> None:
        """Write what the pieces of a bar are."""
        left = float(LEFT)
        for name, colour in zip(names, colours, strict=True):
            self.draw.rectangle((left, TOP - 4, left + 22, TOP + 18), fill=colour)
            self.draw.text((left + 30, TOP + 7), name, fill=INK, font=font(20), anchor="lm")
            left += 30 + self.draw.textlength(name, font=font(20)) + 24

    def png(self) -> bytes:
        """Return the sheet as a file."""
        return as_png(self._image)


def as_png(image: Image.Image) -> bytes:
    """Return what was drawn as a PNG file."""
    written = io.BytesIO()
    image.save(written, "PNG", optimize=True)
    return written.getvalue()


def _mixed(share: float) -> str:
    """Return a colour between the palest and the darkest."""
    pale, dark = (0xE3, 0xEE, 0xEA), (0x1B, 0x3F, 0x37)
    mixed = (round(one + (other - one) * share) for one, other in zip(pale, dark, strict=True))
    return "#" + "".join(f"{part:02x}" for part in mixed)


def _span(bars: Sequence[Walked]) -> tuple[float, float]:
    ends = [bar.end for bar in bars] + [bar.begin for bar in bars if not bar.total and bar.begin]
    low, high = min(ends), max(ends)
    room = max((high - low) * _MARGIN, 1.0)
    return max(low - room, 0.0), high + room / 4


@cache
def font(size: int) -> ImageFont.FreeTypeFont:
    """Return the font in a size of pixels. Raises NoFontError."""
    from PIL import ImageFont  # noqa: PLC0415 - as above

    try:
        folder = resources.files(FONT_PACKAGE)
    except ModuleNotFoundError:
        return _of_the_machine(size)
    found = [file for file in folder.iterdir() if file.name.endswith(_SUFFIXES) and "Sans" in file.name]
    if not found:
        return _of_the_machine(size)
    return ImageFont.truetype(io.BytesIO(found[0].read_bytes()), size)


def _of_the_machine(size: int) -> ImageFont.FreeTypeFont:
    from PIL import ImageFont  # noqa: PLC0415 - as above

    for name in _SYSTEM:
        try:
            # In a collection for several regions the third is Simplified Chinese.
            return ImageFont.truetype(name, size, index=2 if name.startswith("NotoSansCJK") else 0)
        except OSError:
            continue
    raise NoFontError
