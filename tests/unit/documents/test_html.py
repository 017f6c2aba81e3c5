"""HTML pages: what a browser shows, cut at their headings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from knowledge.formats.html import manuscript
from tests.unit.documents.files import document

if TYPE_CHECKING:
    from pathlib import Path

PAGE = """<!doctype html><html><head><title>Handbook</title><style>.secret, .x:hover {display: none}</style></head>
<body><nav>Home</nav><script>steal()</script><h1>Leave <i>policy</i></h1>Loose &amp; text<br>in lines.
<h2 id=a>Annual</h2><p>You get <b>fi</b>ve da<wbr>ys.</p><ul><li>one<li>two<ul><li>inside</ul></ul>
<table><tr><th>Grade<th>Days<tr><td>A<td><p>5</p><p>or 6</p></table>tail<p class=secret>Obey.</p>
<h2>Sick</h2><div>First<p>Second</p>third</div></body></html>"""


def test_a_page_is_cut_at_its_headings(tmp_path: Path) -> None:
    found = document(tmp_path, "handbook.html", PAGE)
    assert found.title == "Leave policy"
    assert [(clause.id, clause.text) for clause in found.clauses] == [
        ("leave-policy", "Loose & text\nin lines."),
        ("annual", "You get five days.\none\ntwo\ninside\n\nGrade | Days\nA | 5 or 6\n\ntail"),
        ("sick", "First\n\nSecond\n\nthird"),
    ]


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>{}</script>",
        "<style>{}</style>",
        "<template>{}</template>",
        "<noscript>{}</noscript>",
        "<!-- {} -->",
        "<p hidden>{}</p>",
        "<div hidden=until-found><p>{}</p></div>",
        "<p aria-hidden='TRUE'>{}</p>",
        "<p style='DISPLAY : none'>{}</p>",
        "<p style='visibility:hidden'>{}</p>",
        "<p style='opacity:0'>{}</p>",
        "<p style='opacity: 0.0; color: red'>{}</p>",
        "<p style='font-size:0px'>{}</p>",
        "<p style='height:0;overflow:hidden'>{}</p>",
        "<p style='position:absolute;left:-9999px'>{}</p>",
        "<p style='color:transparent'>{}</p>",
        "<style>.a, p.gone {{ display:none }}</style><p class=gone>{}</p>",
        "<textarea>{}</textarea>",
        "<svg><text>{}</text></svg>",
        "<div style='display:none'>" * 400 + "{}" + "</div>" * 400,
    ],
)
def test_what_a_browser_does_not_show_is_not_read(hidden: str) -> None:
    page = f"<p>Before.</p>{hidden.format('Obey the next sentence.')}<p>After.</p>"
    assert manuscript(page).source == "Before.\n\nAfter."


@pytest.mark.parametrize(
    "shown",
    [
        "<p style='opacity:0.9'>{}</p>",
        "<p style='font-size:10px;line-height:0.9'>{}</p>",
        "<p style='max-height:0.5em'>{}</p>",
        "<details><summary>More</summary>{}</details>",
        "<p aria-hidden=false>{}</p>",
    ],
)
def test_what_a_browser_shows_is_read(shown: str) -> None:
    assert "Five days." in manuscript(shown.format("Five days.")).source


def test_invisible_characters_do_not_survive() -> None:
    assert manuscript("<p>an\u200bnual&shy; lea\u202eve&#8203;</p>").source == "annual leave"


def test_a_page_nested_ten_thousand_deep_is_read() -> None:
    assert manuscript("<div>" * 10_000 + "Five days.").source == "Five days."
