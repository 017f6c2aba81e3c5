"""What a log line tells of an exception: where, never what was said."""

from __future__ import annotations

from bot.logs import where_it_broke


def test_an_exception_is_logged_without_its_words() -> None:
    try:
        int("He said he wants a cut-off")
    except ValueError as problem:
        by_name = where_it_broke(None, "error", {"event": "failed", "exc_info": problem})
        by_context = where_it_broke(None, "error", {"event": "failed", "exc_info": True})
    for entry in (by_name, by_context):
        assert entry["problem"] == "ValueError"
        assert "test_logs.py" in entry["places"][0]
        assert "cut-off" not in str(entry)
