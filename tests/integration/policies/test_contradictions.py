"""Answers whose clauses contradict others: all are quoted, and HR says which applies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.commands.rule_answers import AskedLine, RuleAnswers
from bot.settings import Settings
from knowledge.documents import read_markdown
from storage import policies, policy_conflicts, policy_decisions
from tests.integration.policies.desk import NOW, Desk
from tests.rule_search import SmallSearch

if TYPE_CHECKING:
    from pathlib import Path

SETTINGS = Settings(_env_file=None, TOUCHBASE_COMPANY_TIMEZONE="Asia/Shanghai")
CLASHING = """---
id: {document}
version: 2026-1
effective_from: 2026-02-01
language: en
governing_language: en
owner: {owner}
audience: {audience}
---

# {document} rules

## {document}-1.1 Praise

Recognition counts five points in the unit {document}.
"""


async def test_clauses_that_contradict_an_answer_are_quoted_with_it_and_hr_says_which_applies(
    desk: Desk, tmp_path: Path
) -> None:
    await publish_clashing(desk, tmp_path, "TR", "everyone")
    await publish_clashing(desk, tmp_path, "HX", "hr")
    praise, travel, hidden = (
        policies.clause_ref(document, clause)
        for document, clause in (("PM", "PM-3.5"), ("TR", "TR-1.1"), ("HX", "HX-1.1"))
    )
    await desk.transactions.write(policy_conflicts.mark, praise, travel, NOW)
    await desk.transactions.write(policy_conflicts.mark, praise, hidden, NOW)
    open_one = await desk.answer("Is recognition a score item?")
    assert "Recognition is not a score item" in open_one
    assert "*TR-1.1 Praise* says something else" in open_one
    assert "Recognition counts five points in the unit TR" in open_one
    assert "TR rules, version 2026-1, in force since 1 Feb 2026" in open_one
    assert "Nobody has decided yet which one applies. Ask Grace Tan" in open_one
    assert "HX" not in open_one, "what is not for the asker is not there"
    await desk.transactions.write(policy_conflicts.mark, praise, travel, NOW, None, praise)
    assert "HR has decided: PM-3.5 applies" in await desk.answer("Is recognition a score item?")
    assert "HR 已确定：以 PM-3.5 为准" in await desk.answer("认可计入得分吗？")
    await desk.transactions.write(policy_decisions.withdraw, "TR", "2026-1", NOW)
    assert "TR-1.1" not in await desk.answer("Is recognition a score item?")


async def test_the_command_line_has_the_contradicting_clauses_where_they_stand_in_their_source(
    desk: Desk, tmp_path: Path
) -> None:
    await publish_clashing(desk, tmp_path, "TR", "everyone")
    await publish_clashing(desk, tmp_path, "HX", "hr")
    praise, travel, hidden = (
        policies.clause_ref(document, clause)
        for document, clause in (("PM", "PM-3.5"), ("TR", "TR-1.1"), ("HX", "HX-1.1"))
    )
    await desk.transactions.write(policy_conflicts.mark, praise, travel, NOW)
    await desk.transactions.write(policy_conflicts.mark, praise, hidden, NOW)
    answers = RuleAnswers(desk.database, SETTINGS, desk.clock, SmallSearch(), desk.catalog)
    answers.refresh()

    def others(email: str | None = None) -> list[dict[str, Any]]:
        asked = AskedLine(1, "q", "Is recognition a score item?", "en")
        (found,) = [
            each
            for each in answers.answer(asked, answers.view(email))["citations"]
            if each["clause"] == "PM-3.5"
        ]
        assert set(found) == {"doc", "start", "end", "clause", "version", "quote", "contradicting"}
        listed: list[dict[str, Any]] = found["contradicting"]
        return listed

    (other,) = others()
    assert (other["doc"], other["clause"], other["version"], other["applies"]) == (
        "TR",
        "TR-1.1",
        "2026-1",
        None,
    )
    source = (tmp_path / "TR.md").read_text(encoding="utf-8")
    assert other["quote"] in source[other["start"] : other["end"]]
    assert {each["clause"] for each in others("he@demo.example")} == {"TR-1.1", "HX-1.1"}
    await desk.transactions.write(policy_conflicts.mark, praise, travel, NOW, None, praise)
    assert [each["applies"] for each in others()] == ["PM-3.5"]


async def publish_clashing(desk: Desk, folder: Path, document: str, audience: str) -> None:
    """Publish a document with one clause."""
    path = folder / f"{document}.md"
    owner = "grace.tan@demo.example"
    path.write_text(CLASHING.format(document=document, audience=audience, owner=owner), encoding="utf-8")
    await desk.transactions.write(policies.publish, read_markdown(path), NOW)
