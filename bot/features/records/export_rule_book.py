"""The rule book on the page of somebody's copy: what they asked, what HR said, what they did as HR."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.features.records.export_sheet import say
from bot.language.names import spoken_name

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from bot.features.records.export_sheet import Sheet
    from bot.features.records.rule_share import AskedRule, NoticeCopy, Reply, SentToHr


def questions_about_rules(sheet: Sheet, body: Element) -> None:
    """Write what they asked about the rules, and what they sent to HR; nothing when they asked nothing."""
    rules = sheet.data.rules
    if rules.asked:
        say(body, "h2", sheet.words("data-page-rules"))
    for asked in rules.asked:
        _asked(sheet, body, asked)
    if rules.sent:
        say(body, "h2", sheet.words("data-page-to-hr"))
    for sent in rules.sent:
        _sent(sheet, body, sent)
    sheet.list(body, "data-page-notices", [_notice(sheet, each) for each in rules.notices])


def work_on_rules(sheet: Sheet, body: Element) -> None:
    """Write what they did with the rule book as HR; nothing when they did nothing."""
    rules = sheet.data.rules
    if rules.replies:
        say(body, "h2", sheet.words("data-page-as-hr"))
    for reply in rules.replies:
        _reply(sheet, body, reply)
    lines = [
        sheet.words(
            "data-page-book-step",
            kind=step.kind,
            what=step.what,
            version=step.version,
            at=sheet.local(step.at),
        )
        for step in rules.steps
    ]
    sheet.list(body, "data-page-book-steps", lines)
    announced = [
        sheet.words("data-page-announced-step", act=step.act, title=step.title, at=sheet.local(step.at))
        for step in rules.announced
    ]
    sheet.list(body, "data-page-announced", announced)
    steered = [
        sheet.words(
            "data-page-cycle-step",
            kind=step.kind,
            cycle=step.cycle,
            phase=step.phase or "-",
            at=sheet.local(step.at),
            reason=step.reason or "-",
        )
        for step in rules.cycle_steps
    ]
    sheet.list(body, "data-page-cycle-steps", steered)


def _notice(sheet: Sheet, notice: NoticeCopy) -> str:
    said = sheet.words(
        "data-page-notice", title=notice.title, at=sheet.local(notice.at), answer=notice.answer
    )
    received = [
        sheet.words("data-page-notice-received", at=sheet.local(at), version=version)
        for at, version, _ in notice.receipts
    ]
    return " ".join([said, *received])


def _asked(sheet: Sheet, body: Element, asked: AskedRule) -> None:
    say(body, "p", sheet.words("data-page-asked", at=sheet.local(asked.at)), style="quiet")
    say(body, "blockquote", asked.words)
    if asked.understood != asked.words:
        say(body, "p", sheet.words("data-page-understood", words=asked.understood), style="quiet")
    clauses = ", ".join(f"{each.clause} ({each.document}, {each.version})" for each in asked.clauses)
    say(body, "p", sheet.words("data-page-outcome", outcome=asked.outcome, clauses=clauses))
    for sentence in asked.sentences:
        say(body, "blockquote", sentence)
    if asked.opinion:
        say(body, "p", sheet.words("data-page-opinion", opinion=asked.opinion), style="quiet")


def _sent(sheet: Sheet, body: Element, sent: SentToHr) -> None:
    say(body, "p", sheet.words("data-page-sent", at=sheet.local(sent.at)), style="quiet")
    say(body, "blockquote", sent.words)
    if sent.answered_at is None:
        return
    name, at = spoken_name(sent.by, sheet.data.locale), sheet.local(sent.answered_at)
    say(body, "p", sheet.words("data-page-sent-answer", name=name, at=at), style="quiet")
    say(body, "blockquote", sent.answer)
    if sent.entry:
        say(body, "p", sheet.words("data-page-entry", entry=sent.entry), style="quiet")


def _reply(sheet: Sheet, body: Element, reply: Reply) -> None:
    outcome = sheet.words("data-page-draft", outcome=reply.outcome, entry=reply.entry)
    say(body, "p", sheet.words("data-page-reply", at=sheet.local(reply.at), outcome=outcome), style="quiet")
    for words in filter(None, (reply.question, reply.answer)):
        say(body, "blockquote", words)
