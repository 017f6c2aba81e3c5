"""Bar charts as SVG: drawn here with the standard library, in whatever language their words are.

The letters are set by the program that shows the picture, in the first of these families it has, so Chinese needs no
font of ours where a browser opens it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Sequence

FAMILIES = (
    "'Noto Sans CJK SC','Noto Sans SC','Source Han Sans SC','PingFang SC','Microsoft YaHei',"
    "'WenQuanYi Micro Hei',sans-serif"
)
WIDTH, LEFT, RIGHT, TOP = 880, 230, 70, 64
ROW, BAR, GAP = 22, 15, 16
COLOURS = ("#2b5d50", "#5b8fb0", "#c08a3e", "#9a5a78", "#6b7b3a", "#7a6fb0")
INK, QUIET, LINES = "#1d1c1d", "#616061", "#dddddd"


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


def bars(title: str, rows: Sequence[Row]) -> bytes:
    """Return a chart of horizontal bars from 0 to 1, one block of bars a row, as an SVG file."""
    series = list(dict.fromkeys(bar.series for row in rows for bar in row.bars))
    height = TOP + sum(len(row.bars) * ROW + GAP for row in rows) + 24
    root = ET.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "width": str(WIDTH),
            "height": str(height),
            "viewBox": f"0 0 {WIDTH} {height}",
            "font-family": FAMILIES,
            "font-size": "13",
            "role": "img",
        },
    )
    ET.SubElement(root, "title").text = title
    ET.SubElement(root, "rect", {"width": "100%", "height": "100%", "fill": "#ffffff"})
    _text(root, 16, 24, title, size=16, weight="600")
    _legend(root, series)
    _grid(root, height)
    at = TOP
    for row in rows:
        _text(root, LEFT - 12, at + len(row.bars) * ROW / 2 + 4, row.label, anchor="end")
        for bar in row.bars:
            _bar(root, at, bar, COLOURS[series.index(bar.series) % len(COLOURS)])
            at += ROW
        at += GAP
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode").encode()


def _bar(root: ET.Element, at: float, bar: Bar, colour: str) -> None:
    length = (WIDTH - LEFT - RIGHT) * min(max(bar.share, 0.0), 1.0)
    drawn = ET.SubElement(
        root,
        "rect",
        {
            "x": str(LEFT),
            "y": f"{at + 3:.1f}",
            "width": f"{length:.1f}",
            "height": str(BAR),
            "fill": colour,
            "rx": "2",
        },
    )
    ET.SubElement(drawn, "title").text = f"{bar.series}: {bar.said}"
    _text(root, LEFT + length + 6, at + 15, bar.said, colour=QUIET, size=11)


def _grid(root: ET.Element, height: float) -> None:
    for step in range(5):
        x = LEFT + (WIDTH - LEFT - RIGHT) * step / 4
        ET.SubElement(
            root,
            "line",
            {"x1": f"{x:.1f}", "x2": f"{x:.1f}", "y1": str(TOP - 6), "y2": str(height - 24), "stroke": LINES},
        )
        _text(root, x, height - 8, f"{step / 4:.2f}", anchor="middle", colour=QUIET, size=11)


def _legend(root: ET.Element, series: Sequence[str]) -> None:
    at = 16.0
    for number, name in enumerate(series):
        colour = COLOURS[number % len(COLOURS)]
        ET.SubElement(
            root, "rect", {"x": f"{at:.1f}", "y": "36", "width": "12", "height": "12", "fill": colour}
        )
        _text(root, at + 17, 47, name, size=12)
        at += 34 + sum(13 if ord(sign) > 0x2E80 else 7 for sign in name)  # noqa: PLR2004 - where wide letters begin


def _text(  # noqa: PLR0913 - a text has this many properties
    root: ET.Element,
    x: float,
    y: float,
    words: str,
    *,
    anchor: str = "start",
    colour: str = INK,
    size: int = 13,
    weight: str = "400",
) -> None:
    ET.SubElement(
        root,
        "text",
        {
            "x": f"{x:.1f}",
            "y": f"{y:.1f}",
            "text-anchor": anchor,
            "fill": colour,
            "font-size": str(size),
            "font-weight": weight,
        },
    ).text = words
