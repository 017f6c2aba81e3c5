"""The copy of somebody's records: what machines read, and the page people read."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime, timedelta
from html.parser import HTMLParser
from typing import Any

import pytest

from bot.features.records import export, export_document, export_page, export_parts
from bot.features.records.notes import (
    Answer,
    Block,
    Edition,
    LetGo,
    NoteView,
    Party,
    Promise,
    Response,
    Status,
    Visibility,
)
from bot.features.records.readings import Reading
from bot.features.records.rule_share import AskedRule, BookStep, ClausePlace, Reply, RuleShare, SentToHr
from prompts.catalog import Catalog

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
DANA, CHEN = Party(1, "Dana Li"), Party(2, "陈伟 Chen Wei")
SCRIPT = "<script>alert('x')</script> & <img src=x onerror=1>"
EXTERNAL = re.compile(r"https?:|//[a-z]|url\(|@import|<(?:script|link|img|iframe|object|form)", re.IGNORECASE)


def view(**changes: Any) -> NoteView:  # noqa: ANN401 - any field
    blocks = (
        Block("focus", Visibility.SHARED, f"The close waits. {SCRIPT}"),
        Block("voice", Visibility.SHARED, "", erased=True),
        Block("summary", Visibility.PRIVATE, "Ask him for a draft."),
    )
    facts: dict[str, Any] = {
        "note_id": "n1",
        "kind": "one_on_one",
        "met_on": date(2026, 3, 2),
        "partial": False,
        "status": Status.FINAL,
        "review_ends_at": AT + timedelta(days=3),
        "manager": DANA,
        "employee": CHEN,
        "reader_id": DANA.person_id,
        "timezone": "Asia/Shanghai",
        "editions": (Edition(1, DANA, AT, SCRIPT, blocks),),
        "responses": (
            Response(1, 1, CHEN, Answer.ACKNOWLEDGED, "", "", AT + timedelta(hours=1)),
            Response(2, 1, CHEN, Answer.DISPUTED, f"It was later {SCRIPT}", "The close waits.", AT),
        ),
        "promises": (Promise(1, f"call {SCRIPT}", DANA, date(2026, 3, 6), "", "done", date(2026, 3, 5)),),
        "private_until": date(2026, 5, 31),
        "let_go": (LetGo("shared", date(2028, 7, 1), ran_out=True),),
    }
    return NoteView(**(facts | changes))


def data(locale: str = "en-US", **changes: Any) -> export.MyData:  # noqa: ANN401 - any field
    readings = (Reading(Party(3, "Grace HR"), "hr_partner", 1, AT + timedelta(hours=2)),)
    facts: dict[str, Any] = {
        "person_id": 1,
        "made_at": AT + timedelta(days=1),
        "locale": locale,
        "timezone": "Asia/Shanghai",
        "profile": export.Profile(
            f"Dana {SCRIPT}", "dana@example.com", "Lead", "FIN", "Helen", 1, "employee", "en", "UTC",
            date(2020, 1, 1), None,
        ),
        "accounts": (export.Account("T1", "U1", SCRIPT, "en-US", "UTC"),),
        "series": (export.Series("Chen Wei", "14:00", "UTC", 14, 30, paused=False, next_on=date(2026, 3, 9)),),
        "notes": (export.NoteCopy(view(), readings, (b"receipt",), date(2028, 6, 30)),),
        "talks": (export.Talk("Chen Wei", "one_on_one", AT, (export.Turn(AT, "focus-1", SCRIPT),)),),
        "requests": (export_parts.Request("export", "command_line", "", themselves=False, at=AT),),
        "holds": (export_parts.HoldSpan(AT, None), export_parts.HoldSpan(AT, AT + timedelta(days=1))),
        "rules": RuleShare(
            asked=(
                AskedRule(
                    AT, "direct", SCRIPT, f"{SCRIPT} for part-timers", "answered", "",
                    (ClausePlace("PM", "2026.1", "PM-3.4"),), (SCRIPT,), "down",
                ),
            ),
            sent=(SentToHr(AT, SCRIPT, AT, "何静 He Jing", SCRIPT, "FAQ-1.1"),),
            replies=(Reply(AT, SCRIPT, SCRIPT, "draft", ""),),
            steps=(BookStep(AT, "withdrawn", "PM", "2026.1"),),
        ),
        "private_days": 90,
        "shared_months": 24,
        "question_months": 12,
        "goal_sheets": (
            export_parts.SheetCopy("2026H1", 1, "agreed", date(2026, 1, 1), "", '{"lines": []}'),
        ),
        "results": (
            export_parts.ResultCopy("2026H1", 1, "released", AT, "105.1", "A", '{"final": "105.1"}'),
        ),
    }  # fmt: skip
    return export.MyData(**(facts | changes))


class Reader(HTMLParser):
    """Reads a page as a browser does: its tags, and its text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert not [name for name, _ in attrs if name.startswith("on") or name in {"src", "href"}]

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def read(page: bytes) -> Reader:
    reader = Reader()
    reader.feed(page.decode())
    return reader


def shape(value: object) -> object:
    """Return the keys of a document, a list by its first item."""
    if isinstance(value, dict):
        return {name: shape(item) for name, item in value.items()}
    if isinstance(value, list):
        return [shape(value[0])] if value else []
    return type(value).__name__


def test_the_document_has_these_keys_and_no_others() -> None:
    assert shape(export_document.document(data())) == {
        "format": "str", "version": "int", "made_at": "str",
        "person": {
            "name": "str", "email": "str", "title": "str", "unit": "str", "role": "str",
            "hr_of_units": [], "heads_units": [], "locale": "str", "timezone": "str",
            "start_date": "str", "left_on": "NoneType",
            "slack_accounts": [
                {"team_id": "str", "user_id": "str", "display_name": "str", "locale": "str", "timezone": "str"}
            ],
        },
        "reporting_line": {"manager": "str", "changes_seen": "int"},
        "standing_one_on_ones": [
            {"other": "str", "wall_time": "str", "timezone": "str", "interval_days": "int", "minutes": "int",
             "paused": "bool", "next_on": "str"}
        ],
        "notes": [{
            "id": "str", "kind": "str", "met_on": "str", "status": "str", "partial": "bool", "you_are": "str",
            "manager": "str", "employee": "str", "review_ends_at": "str",
            "editions": [{
                "version": "int", "written_by": "str", "written_at": "str", "reason": "str",
                "blocks": [{"name": "str", "audience": "str", "text": "str"}],
            }],
            "answers": [{"kind": "str", "by": "str", "to_version": "int", "at": "str", "text": "NoneType",
                         "about": "NoneType"}],
            "steps": [{"what": "str", "owner": "str", "due": "str", "due_as_said": "NoneType", "status": "str",
                       "closed_on": "str"}],
            "read_by": [{"name": "str", "relation": "str", "version": "int", "at": "str"}],
            "receipts": ["str"], "private_kept_until": "str", "shared_kept_until": "str",
            "let_go": [{"part": "str", "on": "str", "ran_out": "bool"}],
        }],
        "conversations": [{"with": "str", "kind": "str", "started_at": "str",
                           "said": [{"at": "str", "question": "str", "text": "str"}]}],
        "rule_questions": [{
            "at": "str", "place": "str", "text": "str", "understood_as": "str", "outcome": "str",
            "topic": "NoneType", "clauses": [{"document": "str", "version": "str", "clause": "str"}],
            "sentences": ["str"], "your_opinion": "str",
        }],
        "questions_to_hr": [{"at": "str", "text": "str", "answered_at": "str", "answered_by": "str",
                             "answer": "str", "entry": "str"}],
        "answers_as_hr": [{"at": "str", "draft_question": "str", "draft_answer": "str", "outcome": "str",
                           "entry": "NoneType"}],
        "rule_book_steps": [{"at": "str", "kind": "str", "what": "str", "version": "str"}],
        "requests": [{"kind": "str", "via": "str", "by": "NoneType", "by_yourself": "bool", "at": "str"}],
        "legal_holds": [{"since": "str", "until": "NoneType"}],
        "goal_sheets": [{"cycle": "str", "version": "int", "state": "str", "effective_from": "str",
                         "reason": "NoneType", "sheet": {"lines": []}}],
        "results": [{"cycle": "str", "version": "int", "state": "str", "released_at": "str", "final": "str",
                     "band": "str", "computation": {"final": "str"}, "readings": []}],
        "kept": {"private_days_after_writing": "int", "shared_months_after_cycle": "int",
                 "question_months_after_asking": "int"},
    }  # fmt: skip


def test_words_that_were_erased_are_null_and_others_are_as_they_were_written() -> None:
    blocks = export_document.document(data())["notes"][0]["editions"][0]["blocks"]
    assert [block["text"] for block in blocks] == [f"The close waits. {SCRIPT}", None, "Ask him for a draft."]
    assert json.loads(json.dumps(export_document.document(data()))) == export_document.document(data())


@pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
def test_whatever_was_typed_is_text_and_never_markup(locale: str) -> None:
    page = export_page.page(data(locale), Catalog.load())
    reader = read(page)
    assert reader.tags.isdisjoint({"script", "img", "link", "iframe", "form", "a"})
    assert "".join(reader.text).count(SCRIPT) >= 12
    assert b"<script" not in page
    assert b"<img" not in page


@pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
def test_the_page_needs_nothing_from_anywhere(locale: str) -> None:
    page = export_page.page(data(locale), Catalog.load()).decode()
    assert EXTERNAL.findall(page) == []
    assert "default-src 'none'" in page


def test_the_page_speaks_the_language_of_its_person() -> None:
    catalog = Catalog.load()
    english = "".join(read(export_page.page(data("en-US"), catalog)).text)
    chinese = "".join(read(export_page.page(data("zh-CN"), catalog)).text)
    for key in ("data-page-title", "data-page-timeline", "data-page-terms", "data-page-rights"):
        assert catalog.text("en", key) in english
        assert catalog.text("zh", key) in chinese
    assert "陈伟" in chinese
    assert "Chen Wei" in english
    assert 'lang="zh"' in export_page.page(data("zh-CN"), catalog).decode()


def test_the_page_says_what_was_let_go_and_how_long_the_rest_is_kept() -> None:
    text = "".join(read(export_page.page(data(), Catalog.load())).text)
    assert "let go on 1 Jul 2028" in text
    assert "until 31 May 2026" in text
    assert "until 30 Jun 2028" in text


@pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
def test_the_page_says_what_was_asked_about_the_rules_and_what_came_of_it(locale: str) -> None:
    catalog = Catalog.load()
    text = "".join(read(export_page.page(data(locale), catalog)).text)
    for key in ("data-page-rules", "data-page-to-hr", "data-page-as-hr", "data-page-book-steps"):
        assert catalog.text(locale, key) in text
    assert "PM-3.4 (PM, 2026.1)" in text
    assert "FAQ-1.1" in text
    assert catalog.text(locale, "data-page-opinion", opinion="down") in text
    empty = "".join(read(export_page.page(data(locale, rules=RuleShare()), catalog)).text)
    assert catalog.text(locale, "data-page-rules") not in empty
    assert catalog.text(locale, "data-page-book-steps") not in empty


def test_control_characters_do_not_break_the_page() -> None:
    edition = Edition(1, DANA, AT, "", (Block("focus", Visibility.SHARED, "a\x00b\x1b[0m\ud800c"),))
    copy = export.NoteCopy(view(editions=(edition,)), (), (), date(2028, 6, 30))
    page = export_page.page(data(notes=(copy,)), Catalog.load())
    assert "a\ufffdb\ufffd[0m\ufffdc" in page.decode()


def test_somebody_without_any_notes_gets_a_page_too() -> None:
    text = "".join(read(export_page.page(data(notes=(), talks=(), requests=()), Catalog.load())).text)
    assert "Nothing is kept here." in text


def test_the_timeline_goes_from_the_newest_back() -> None:
    kinds = [moment.kind for moment in export.timeline(data())]
    assert kinds == ["read", "acknowledged", "disputed", "edition"]
