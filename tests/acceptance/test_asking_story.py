"""Questions about the rules over Socket Mode: answered, not covered, sent to HR, answered, published, found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.app import Touchbase
from bot.settings import Settings
from tests.acceptance.company import open_company
from tests.acceptance.employee import elements, until, words_of
from tests.model_provider import running_provider
from tests.rule_search import SmallSearch

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.workspace.models import Message
    from tests.acceptance.company import Company
    from tests.acceptance.employee import Employee
    from tests.slack_shapes.recorder import ShapeRecorder

STORIES = [
    pytest.param(
        {
            "who": "Chen Wei",
            "hr": "Grace Tan",
            "ask": "Which events are red lines, such as bribery?",
            "clause": "PM-4.14",
            "thanks": "You found this helpful",
            "uncovered": "What is the meal allowance on business trips?",
            "absent": "not covered by the rules",
            "sent": "This question is with HR",
            "answer": "120 yuan for each full day.",
            "refused": ("What is Helen Moore's score?", "PM-6.4"),
        },
        id="en",
    ),
    pytest.param(
        {
            "who": "赵敏",
            "hr": "Grace Tan",
            "ask": "转岗按日历天数怎么算？",
            "clause": "PM-4.13",
            "thanks": "你觉得有帮助",
            "uncovered": "出差餐补多少？",
            "absent": "制度未涉及",
            "sent": "已经交给 HR",
            "answer": "每天 120 元。",
            "refused": ("马国强的得分是多少？", "第 6.4 条"),
        },
        id="zh",
    ),
]


@pytest.fixture
async def office(tmp_path: Path, slack_shapes: ShapeRecorder) -> AsyncIterator[Company]:
    """The demo company, with a search that needs no index."""
    async with open_company(tmp_path, shapes=slack_shapes, start=False) as company:
        settings = Settings(_env_file=None, **company.settings)
        company.bot = Touchbase(settings, open_search=SmallSearch)
        await company.bot.start()
        for name in ("Helen Moore", "马国强"):
            await until(company.person(name).messages, f"the first prompt of {name}")
        yield company


async def thumbs(company: Company, who: Employee, message: Message, opinion: str) -> None:
    """Press a thumb of an answer."""
    block, element = next(
        found for found in elements(message.blocks or []) if found[1]["action_id"] == "asking.rate"
    )
    button = element["positive_button" if opinion == "up" else "negative_button"]
    action = {
        "type": element["type"],
        "action_id": element["action_id"],
        "block_id": block,
        "value": button["value"],
    }
    await company.server.acts.click(who.user.id, action, channel=message.channel, ts=message.ts)


@pytest.mark.parametrize("story", STORIES)
async def test_a_question_is_answered_or_goes_to_hr_and_into_the_rule_book(
    office: Company, story: dict[str, str]
) -> None:
    asker = office.person(story["who"])
    await asker.says(story["ask"])
    answer = await asker.sees(story["clause"])
    await asker.presses("asking.whole", among=answer)
    assert story["clause"] in words_of((await asker.form("asking.window"))["blocks"])
    await thumbs(office, asker, answer, "up")
    await asker.sees(story["thanks"])
    await asker.says(story["refused"][0])
    await asker.sees(story["refused"][1])

    await asker.says(story["uncovered"])
    absent = await asker.sees(story["absent"])
    assert "PM-" not in words_of(absent.blocks or [])
    await asker.presses("asking.hr", among=absent)
    assert await asker.fills("desk.send", addition="") == {}
    await asker.sees(story["sent"])
    partner, admin = await who_got_it(office, story["uncovered"]), office.person("宋雨")
    await partner.presses("desk.answer")
    assert await partner.fills("desk.answered", answer=story["answer"]) == {}
    await asker.sees(story["answer"])

    await admin.opens_home()
    await admin.presses_on_home("desk.review")
    assert await admin.fills("desk.publish") == {}
    await admin.sees("FAQ-1.1")
    colleague = office.person("Helen Moore" if story["who"] == "Chen Wei" else "马国强")
    await colleague.commands(f"ask {story['uncovered']}")
    found = await colleague.sees("FAQ-1.1")
    assert story["answer"] in words_of(found.blocks or [])


async def who_got_it(office: Company, words: str) -> Employee:
    """Return somebody in HR whom the question reached."""
    partners = [office.person(name) for name in ("Grace Tan", "何静")]
    found = await until(lambda: [each for each in partners if each.reads(words)], "HR to get the question")
    partner: Employee = found[0]
    return partner


async def test_a_mention_is_answered_in_the_thread_and_a_refusal_only_to_who_asked(office: Company) -> None:
    asker = office.person("Chen Wei")
    workspace = office.server.workspace
    # The demo company's bot is in a channel from the first day, and what is typed there reaches it.
    channel = next(
        each.id
        for each in workspace.conversations_for(asker.user.id)
        if workspace.app.bot_user_id in each.members and each.kind == "channel"
    )
    us = "@Touchbase"
    asked = await office.server.acts.say(
        asker.user.id, channel, f"{us} which events are red lines, such as bribery?"
    )

    def replies() -> list[Message]:
        said = workspace.log.channel(channel)
        return [each for each in said if each.user == workspace.app.bot_user_id]

    [reply] = await until(replies, "an answer in the channel")
    assert reply.thread_ts == asked.ts
    assert "PM-4.14" in words_of(reply.blocks or [])
    await office.server.acts.say(asker.user.id, channel, f"{us} who is the best performer?")
    await asker.sees("PM-6.4")
    await until(lambda: len(replies()) > 1, "the word to the asker alone")
    assert [each.ephemeral_to for each in replies()] == [None, asker.user.id]


async def test_home_asks_too_and_bad_input_is_answered_kindly(office: Company) -> None:
    asker = office.person("Chen Wei")
    await asker.opens_home()
    await asker.presses_on_home("asking.open")
    assert "question" in await asker.fills("asking.ask", question="👍👍")
    assert await asker.fills("asking.ask", question="Which events are red lines, such as bribery?") == {}
    await asker.sees("PM-4.14")
    await asker.says("why " * 5000)
    await asker.sees("1,000 fit into a question")
    await asker.commands("ask")
    await asker.form("asking.ask")
    await asker.says(f"<@{office.person('Helen Moore').user.id}>")
    await asker.sees("did not understand")


async def test_a_follow_up_keeps_the_topic(office: Company) -> None:
    asker = office.person("Chen Wei")
    await asker.says("Who is limited by red lines?")
    await asker.sees("PM-4.14")
    await asker.says("and for bribery?")
    await asker.sees("Understood as: Who is limited by red lines for bribery")


async def test_with_a_model_the_answer_appears_under_the_question_and_stays_one_message(
    tmp_path: Path, slack_shapes: ShapeRecorder
) -> None:
    async with (
        running_provider() as provider,
        open_company(tmp_path, shapes=slack_shapes, start=False) as company,
    ):
        company.settings |= {
            "openai_api_key": "sk-test",
            "openai_base_url": provider.url,
            "TOUCHBASE_MODEL": "fake",
        }
        company.bot = Touchbase(Settings(_env_file=None, **company.settings), open_search=SmallSearch)
        await company.bot.start()
        asker, workspace = company.person("Chen Wei"), company.server.workspace
        states: list[tuple[str, bool, bool]] = []

        def changed(_old: Message | None, new: Message | None) -> None:
            if new is not None and new.bot_id and new.is_reply:
                states.append((new.ts, new.streaming, "asking.rate" in str(new.blocks)))

        workspace.watch_messages(changed)
        asked = await company.server.acts.say(
            asker.user.id, asker.dm, "Which events are red lines, such as bribery?"
        )
        await until(lambda: any(whole for _, _, whole in states), "the whole answer")
        assert [(writing, whole) for _, writing, whole in states] == [
            (True, False),
            (False, False),
            (False, True),
        ]
        thread = workspace.messages(asker.dm, thread_ts=asked.ts, viewer=asker.user.id)[1:]
        assert [each.ts for each in thread] == [states[0][0]]
        slack_shapes.message({"text": thread[0].text, "blocks": list(thread[0].blocks)})
        assert "PM-4.14" in words_of(list(thread[0].blocks))
        await thumbs(company, asker, thread[0], "up")
        await until(
            lambda: "You found this helpful" in str(workspace.log.get(asker.dm, thread[0].ts)),
            "the thanks in the same message",
        )
