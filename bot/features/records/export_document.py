"""How a copy of somebody's records reads for machines: `my-records.json`.

The keys of the JSON are a contract with whoever keeps such a file; a new one may come, none changes its meaning.
Instants are ISO 8601 in UTC, days ISO 8601. Words that were erased are null.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

from bot.features.records.export_calendar import booked_document, calendar_document
from bot.features.records.export_parts import draft_document, result_document, sheet_document
from bot.features.records.fair_share import fair_document
from bot.features.records.notes import Answer
from bot.features.records.reminder_copy import reminder_document

if TYPE_CHECKING:
    from datetime import date, datetime

    from bot.features.records.export import MyData, NoteCopy, Talk
    from bot.features.records.export_parts import Request
    from bot.features.records.notes import Edition, Promise, Response
    from bot.features.records.rule_share import AskedRule, RuleShare, SentToHr

FORMAT, VERSION = "touchbase-my-records", 1


def document(data: MyData) -> dict[str, Any]:
    """Return the machine-readable copy."""
    profile = data.profile
    return {
        "format": FORMAT,
        "version": VERSION,
        "made_at": _instant(data.made_at),
        "person": {
            "name": profile.name,
            "email": profile.email,
            "title": profile.title,
            "unit": profile.unit,
            "role": profile.role,
            "hr_of_units": list(profile.serves),
            "heads_units": list(profile.heads),
            "locale": profile.locale,
            "timezone": profile.timezone,
            "start_date": profile.start_date.isoformat(),
            "left_on": _day(profile.left_on),
            "slack_accounts": [vars(account) for account in data.accounts],
        },
        "reporting_line": {"manager": profile.manager or None, "changes_seen": profile.manager_changes},
        "standing_one_on_ones": [
            vars(each) | {"next_on": each.next_on.isoformat(), "paused_until": _day(each.paused_until)}
            for each in data.series
        ],
        "booked_one_on_ones": booked_document(data.booked),
        "calendar": calendar_document(data.calendar),
        "notes": [_note(copy) for copy in data.notes],
        "conversations": [_talk(talk) for talk in data.talks],
        **_rules(data.rules),
        "requests": [_request(request) for request in data.requests],
        "legal_holds": [
            {"since": _instant(hold.since), "until": _instant(hold.until) if hold.until else None}
            for hold in data.holds
        ],
        "goal_sheets": [sheet_document(sheet) for sheet in data.goal_sheets],
        "goal_drafts": [draft_document(draft) for draft in data.goal_drafts],
        "results": [result_document(result) for result in data.results],
        "reminders": reminder_document(data.reminders) if data.reminders else None,
        **fair_document(data.fairness),
        "kept": {
            "private_days_after_writing": data.private_days,
            "shared_months_after_cycle": data.shared_months,
            "question_months_after_asking": data.question_months,
        },
    }


def _note(copy: NoteCopy) -> dict[str, Any]:
    view = copy.view
    return {
        "id": view.note_id,
        "kind": view.kind,
        "met_on": view.met_on.isoformat(),
        "status": view.status.value,
        "partial": view.partial,
        "you_are": "author" if view.is_managers else "employee",
        "manager": view.manager.name,
        "employee": view.employee.name,
        "review_ends_at": _instant(view.review_ends_at) if view.review_ends_at else None,
        "editions": [_edition(edition) for edition in view.editions],
        "answers": [_answer(response) for response in view.responses],
        "steps": [_step(promise) for promise in view.promises],
        "read_by": [
            {
                "name": reading.reader.name,
                "relation": reading.relation,
                "version": reading.version,
                "at": _instant(reading.at),
            }
            for reading in copy.readings
        ],
        "receipts": [base64.b64encode(receipt).decode() for receipt in copy.receipts],
        "private_kept_until": _day(view.private_until),
        "shared_kept_until": copy.shared_until.isoformat(),
        "let_go": [
            {"part": gone.part, "on": gone.on.isoformat(), "ran_out": gone.ran_out} for gone in view.let_go
        ],
    }


def _edition(edition: Edition) -> dict[str, Any]:
    return {
        "version": edition.version,
        "written_by": edition.written_by.name,
        "written_at": _instant(edition.written_at),
        "reason": edition.reason or None,
        "blocks": [
            {
                "name": block.name,
                "audience": block.visibility.value,
                "text": None if block.erased else block.text,
            }
            for block in edition.blocks
        ],
    }


def _answer(response: Response) -> dict[str, Any]:
    has_words = response.kind is not Answer.ACKNOWLEDGED and not response.erased
    return {
        "kind": response.kind.value,
        "by": response.person.name,
        "to_version": response.version,
        "at": _instant(response.said_at),
        "text": response.text if has_words else None,
        "about": response.quote if has_words and response.quote else None,
    }


def _step(promise: Promise) -> dict[str, Any]:
    return {
        "what": promise.what,
        "owner": promise.owner.name if promise.owner else None,
        "due": _day(promise.due),
        "due_as_said": promise.due_text or None,
        "status": promise.status,
        "closed_on": _day(promise.closed_on),
    }


def _talk(talk: Talk) -> dict[str, Any]:
    return {
        "with": talk.other,
        "kind": talk.kind,
        "started_at": _instant(talk.started_at),
        "said": [
            {"at": _instant(turn.at), "question": turn.question or None, "text": turn.said}
            for turn in talk.turns
        ],
    }


def _rules(rules: RuleShare) -> dict[str, Any]:
    return {
        "rule_questions": [_asked(each) for each in rules.asked],
        "questions_to_hr": [_sent(each) for each in rules.sent],
        "answers_as_hr": [
            {
                "at": _instant(reply.at),
                "draft_question": reply.question or None,
                "draft_answer": reply.answer or None,
                "outcome": reply.outcome or None,
                "entry": reply.entry or None,
            }
            for reply in rules.replies
        ],
        "rule_book_steps": [
            {"at": _instant(step.at), "kind": step.kind, "what": step.what, "version": step.version or None}
            for step in rules.steps
        ],
        "announcements": [
            {
                "at": _instant(each.at),
                "title": each.title,
                "as": each.role,
                "version": each.version,
                "answer": each.answer,
                "received": [
                    {"at": _instant(at), "version": version, "language": language}
                    for at, version, language in each.receipts
                ],
            }
            for each in rules.notices
        ],
        "announcement_steps": [
            {"at": _instant(step.at), "kind": step.act, "title": step.title} for step in rules.announced
        ],
        "cycle_steps": [
            {
                "at": _instant(step.at),
                "kind": step.kind,
                "cycle": step.cycle,
                "phase": step.phase or None,
                "reason": step.reason or None,
            }
            for step in rules.cycle_steps
        ],
    }


def _asked(asked: AskedRule) -> dict[str, Any]:
    return {
        "at": _instant(asked.at),
        "place": asked.place,
        "text": asked.words,
        "understood_as": asked.understood,
        "outcome": asked.outcome,
        "topic": asked.topic or None,
        "clauses": [vars(clause) for clause in asked.clauses],
        "sentences": list(asked.sentences),
        "your_opinion": asked.opinion or None,
    }


def _sent(sent: SentToHr) -> dict[str, Any]:
    return {
        "at": _instant(sent.at),
        "text": sent.words,
        "answered_at": _instant(sent.answered_at) if sent.answered_at else None,
        "answered_by": sent.by or None,
        "answer": sent.answer or None,
        "entry": sent.entry or None,
    }


def _request(request: Request) -> dict[str, Any]:
    return {
        "kind": request.kind,
        "via": request.via,
        "by": request.by or None,
        "by_yourself": request.themselves,
        "at": _instant(request.at),
    }


def _instant(moment: datetime) -> str:
    return moment.isoformat()


def _day(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None
