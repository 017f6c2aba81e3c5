"""The copy of somebody's records: what machines read, and the page people read."""

from __future__ import annotations

import json
import re
from datetime import date
from html.parser import HTMLParser

import pytest

from bot.features.records import export, export_document, export_page
from bot.features.records.evidence_use import Use, Verdict
from bot.features.records.moments import Entry, Moment, Timeline
from bot.features.records.notes import (
    Block,
    Edition,
    Visibility,
)
from bot.features.records.rule_share import (
    RuleShare,
)
from prompts.catalog import Catalog
from tests.unit.records.whole_copy import AT, CHEN, DANA, SCRIPT, data, view

EXTERNAL = re.compile(r"https?:|//[a-z]|url\(|@import|<(?:script|link|img|iframe|object|form)", re.IGNORECASE)


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
            "slack_accounts": [{"team_id": "str", "user_id": "str", "display_name": "str", "locale": "str",
                                "timezone": "str"}],
        },
        "reporting_line": {"manager": "str", "changes_seen": "int"},
        "standing_one_on_ones": [
            {"other": "str", "wall_time": "str", "timezone": "str", "interval_days": "int", "minutes": "int",
             "paused": "bool", "next_on": "str", "warn_days": "int", "hard_days": "int", "paused_until": "NoneType"}
        ],
        "booked_one_on_ones": [{"other": "str", "from": "str", "until": "str", "takes_place": "bool"}],
        "calendar": {"source": "str", "linked_at": "str", "read_at": "str", "titles_asked_about": "int",
                     "busy": [{"from": "str", "until": "str"}]},
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
        "announcements": [{"at": "str", "title": "str", "as": "str", "version": "int", "answer": "str",
                           "received": [{"at": "str", "version": "int", "language": "str"}]}],
        "announcement_steps": [{"at": "str", "kind": "str", "title": "str"}],
        "cycle_steps": [{"at": "str", "kind": "str", "cycle": "str", "phase": "str", "reason": "str"}],
        "requests": [{"kind": "str", "via": "str", "by": "NoneType", "by_yourself": "bool", "at": "str"}],
        "legal_holds": [{"since": "str", "until": "NoneType"}],
        "goal_sheets": [{"cycle": "str", "version": "int", "state": "str", "effective_from": "str",
                         "reason": "NoneType",
                         "sheet": {"lines": [{"code": "str", "title": "str", "weight": "str"}]}}],
        "goal_drafts": [{"cycle": "str", "opened_at": "str", "effective_from": "str",
                         "steps": [{"at": "str", "by": "str", "act": "str", "said": {"words": "str"}}]}],
        "results": [{"cycle": "str", "version": "int", "state": "str", "released_at": "str", "final": "str",
                     "band": "str", "computation": {"final": "str"}, "readings": []}],
        "reminders": "NoneType",
            "figure_questions": [], "appeals": [], "result_receipts": [], "release_decisions": [],
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


@pytest.mark.parametrize(
    ("locale", "said"),
    [("en-US", "shared one working day too late"), ("zh-CN", "分享晚了 1 个工作日")],
)
def test_the_page_holds_the_timelines_as_pictures_and_in_words(locale: str, said: str) -> None:
    talk = Entry(
        date(2026, 3, 2),
        Moment.TALK,
        "n1",
        "one_on_one",
        CHEN,
        SCRIPT,
        verdict=Verdict(Use.TOO_LATE, 1),
        shown_on=date(2026, 3, 4),
    )
    known = Timeline(
        CHEN,
        mine=True,
        cycle_id="",
        closes=date(2026, 3, 10),
        entries=(talk,),
        cycles={},
        last_day=date(2026, 3, 3),
    )
    page = export_page.page(data(locale, timelines=(known,)), Catalog.load()).decode()
    images = re.findall(r'<img src="data:image/png;base64,[A-Za-z0-9+/=]+" alt="([^"]*)">', page)
    assert len(images) == page.count("<img") == 1
    assert said in images[0]
    assert "img-src data:" in page


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
    for part in ("rules", "to-hr", "as-hr", "book-steps", "cycle-steps"):
        assert catalog.text(locale, f"data-page-{part}") in text
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


def test_goals_and_how_a_result_came_about_can_be_read_on_the_page() -> None:
    text = "".join(read(export_page.page(data(), Catalog.load())).text)
    assert "K1 净收入 Net revenue · 40%" in text
    assert "Your result: 105.1" in text
    assert SCRIPT in text
