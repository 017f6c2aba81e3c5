"""What people typed, as the words they meant."""

from __future__ import annotations

import json
from hashlib import sha256

import pytest

from bot.slack.blocks import escape, fit, quote
from bot.slack.inbox import event_key
from bot.slack.plain_text import as_words, mentioned


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ask <@U1> about it", "ask @Chen Wei about it"),
        ("ask <@U2|max> about it", "ask @max about it"),
        ("see <#C1|general> and <!channel>", "see #general and @channel"),
        ("<https://x.example/a?b=1&amp;c=2>", "https://x.example/a?b=1&c=2"),
        ("<https://x.example|the page>", "the page (https://x.example)"),
        ("a &lt; b &amp;&amp; c &gt; d", "a < b && c > d"),
        ("  \n ", ""),
    ],
)
def test_slack_markup_is_read_as_words(typed: str, meant: str) -> None:
    assert as_words(typed, {"U1": "Chen Wei"}) == meant


def test_the_mentioned_are_found() -> None:
    assert mentioned("<@U1> and <@U2|max>, not <#C1|general>") == {"U1", "U2"}


def test_nobody_can_call_a_channel_through_what_they_wrote() -> None:
    assert escape("<!channel> & <@U1>") == "&lt;!channel&gt; &amp; &lt;@U1&gt;"
    assert quote("a\n<!here>") == ">a\n>&lt;!here&gt;"


def test_a_cut_is_marked() -> None:
    assert fit("abcdef", 4) == "abc…"
    assert fit("abcd", 4) == "abcd"


@pytest.mark.parametrize(
    ("body", "key"),
    [
        ({"team_id": "T1", "event_id": "Ev1", "trigger_id": "x"}, "T1:Ev1"),
        ({"team": {"id": "T1"}, "trigger_id": "1.2"}, "T1:1.2"),
        (
            {"team": {"id": "T1"}, "type": "view_closed", "view": {"id": "V1", "hash": "h"}},
            "T1:view_closed:V1:h",
        ),
        ({"type": "url_verification"}, None),
    ],
)
def test_a_delivery_is_known_by_its_event_or_its_trigger(body: dict[str, object], key: str | None) -> None:
    assert event_key(body, bytes(32)) == key


def test_the_words_of_a_form_can_not_be_guessed_from_its_key() -> None:
    values = {"what": {"what": {"value": "no"}}}
    body = {
        "team": {"id": "T1"},
        "type": "view_submission",
        "view": {"id": "V1", "state": {"values": values}},
    }
    other = {**body, "view": {"id": "V1", "state": {"values": {}}}}
    key = event_key(body, bytes(32))
    assert key == event_key({**body, "trigger_id": "another"}, bytes(32))
    assert key is not None
    assert key.startswith("T1:V1:")
    assert key not in {event_key(other, bytes(32)), event_key(body, bytes(range(32)))}
    assert sha256(json.dumps(values, sort_keys=True).encode()).hexdigest() not in key
