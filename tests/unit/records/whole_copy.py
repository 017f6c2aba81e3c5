"""A copy of somebody's records with something in every part, for what draws it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from bot.features.records import export, export_parts
from bot.features.records.export_calendar import BookedTalk, Calendar
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
from bot.features.records.rule_share import (
    AnnouncedStep,
    AskedRule,
    BookStep,
    ClausePlace,
    CycleStep,
    NoticeCopy,
    Reply,
    RuleShare,
    SentToHr,
)

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
DANA, CHEN = Party(1, "Dana Li"), Party(2, "陈伟 Chen Wei")
GOALS = '{"lines": [{"code": "K1", "title": "净收入 Net revenue", "weight": "40"}]}'
SCRIPT = "<script>alert('x')</script> & <img src=x onerror=1>"


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
            cycle_steps=(CycleStep(AT, "waived", "2026H1", "P1b", "New unit joins"),),
            notices=(NoticeCopy(AT, SCRIPT, "manager", 1, "received", ((AT, 1, "zh"),)),),
            announced=(AnnouncedStep(AT, "launched", SCRIPT),),
        ),
        "private_days": 90,
        "shared_months": 24,
        "question_months": 12,
        "goal_sheets": (
            export_parts.SheetCopy("2026H1", 1, "agreed", date(2026, 1, 1), "", GOALS),
        ),
        "calendar": Calendar("address", AT, AT, ((AT, AT + timedelta(hours=1)),), 2),
        "booked": (BookedTalk("Chen Wei", AT, AT + timedelta(hours=1), takes_place=False),),
        "goal_drafts": (
            export_parts.DraftCopy("2026H1", AT, date(2026, 1, 1),
                                   (export_parts.GoalStep(AT, "何静 He Jing", "comment", '{"words": "why 40?"}'),)),
        ),
        "results": (
            export_parts.ResultCopy("2026H1", 1, "released", AT, "105.1", "A", '{"final": "105.1"}',
                                    lines=("Your result: 105.1", f"Lifted it: {SCRIPT}")),
        ),
    }  # fmt: skip
    return export.MyData(**(facts | changes))
