"""Slack's mark-up as HTML: what is drawn, and what can never become a tag."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.workspace.page.mrkdwn import plain_html, to_html


class _Names:
    def person(self, user_id: str) -> str:
        return {"U1": "Ana"}.get(user_id, user_id)

    def channel(self, channel_id: str) -> str:
        return {"C1": "general"}.get(channel_id, channel_id)

    def date(self, unix: int, form: str) -> str:
        return f"[{unix} {form}]"


def _inner(text: str) -> str:
    return to_html(text, _Names()).removeprefix('<div class="line">').removesuffix("</div>")


@pytest.mark.parametrize(
    ("written", "drawn"),
    [
        ("*bold* _it_ ~no~", "<strong>bold</strong> <em>it</em> <s>no</s>"),
        ("2*3*4 and snake_case_name", "2*3*4 and snake_case_name"),
        ("中文*不加粗*中文", "中文*不加粗*中文"),
        ("*加粗*,接着", "<strong>加粗</strong>,接着"),
        ("`*code*`", "<code>*code*</code>"),
        ("<@U1> in <#C1>", '<span class="mention">@Ana</span> in <span class="mention">#general</span>'),
        ("<!here>", '<span class="mention">@here</span>'),
        ("<!date^10^{date}|then>", "<time>[10 {date}]</time>"),
        ("<!date^soon^{date}|then>", "then"),
        ("a &lt;b&gt; &amp; c", "a &lt;b&gt; &amp; c"),
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        (":tada: :no_such_thing:", "🎉 :no_such_thing:"),
    ],
)
def test_inline_marks_are_drawn_as_slack_draws_them(written: str, drawn: str) -> None:
    assert _inner(written) == drawn


def test_a_link_opens_apart_and_a_dangerous_one_is_only_text() -> None:
    assert 'href="https://example.com/a?b=1&amp;c=2"' in _inner("<https://example.com/a?b=1&amp;c=2|here>")
    assert "href" not in _inner("<javascript:alert(1)|here>")


def test_lines_become_quotes_lists_and_code() -> None:
    drawn = to_html("> said\n• one\n```\nx < 1\n```\nend", _Names())
    assert drawn.startswith('<blockquote><div class="line">said</div></blockquote>')
    assert (
        '<div class="item" style="margin-left:0px"><span class="mark">•</span><span>one</span></div>' in drawn
    )
    assert drawn.endswith('<pre>x &lt; 1</pre><div class="line">end</div>')


@given(st.text(alphabet="<>&*_~`|@#!:^\n aU1'\"=/\ue000\ue0010", max_size=60))
def test_no_text_can_smuggle_in_a_tag(text: str) -> None:
    allowed = ("div", "span", "strong", "em", "s", "code", "pre", "blockquote", "br", "a ", "time")
    for piece in to_html(text, _Names()).split("<")[1:]:
        assert piece.removeprefix("/").startswith(allowed)
    assert "<" not in plain_html(text).replace("<br>", "")
