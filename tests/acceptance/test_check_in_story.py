"""The whole story of a check-in, as its people live it: in English, in Chinese, over both ways of delivery."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.acceptance.employee import until, words_of

if TYPE_CHECKING:
    from tests.acceptance.company import Company
    from tests.acceptance.employee import Employee

ENGLISH = (
    "Month-end close depends on plant data",
    "On 3 June the scrap file came at 21:40, so two people stayed until midnight",
    "He said he wants a cut-off at 18:00 agreed with the plant",
    "I will call the plant lead by Friday. He will draft the rule before our next 1:1",
)
CHINESE = (
    "5S 审核数据要能自己查到",
    "6月3日评审会上她提出数据晚到,导致周报晚了2天",
    "她说希望自己能查到数据",
    "我周五前找IT开通查询。她下次1:1前列出要看的字段",
)


@dataclass(frozen=True)
class Words:
    """What is said of a note, and what the other one reads then."""

    read: str
    view: str
    quoted: str
    disputed: str
    corrected: str
    version_2: str
    struck: str


IN_ENGLISH = Words(
    read="has read the note",
    view="The rule is half written.",
    quoted="two people stayed until midnight",
    disputed="It was one person.",
    corrected="On 3 June the scrap file came at 21:40, so one person stayed until midnight",
    version_2="Words that went are struck through",
    struck="two people",
)
IN_CHINESE = Words(
    read="赵敏已收到",
    view="字段清单已经写好一半。",
    quoted="导致周报晚了2天",
    disputed="周报只晚了1天。",
    corrected="6月3日评审会上她提出数据晚到,导致周报晚了1天",
    version_2="划掉的是原来的字",
    struck="2",
)


async def talked_through(manager: Employee, answers: tuple[str, ...], marks: tuple[str, ...]) -> None:
    """Answer the four questions of a debrief, waiting for each progress mark."""
    for mark, answer in zip(marks, answers, strict=True):
        await manager.sees(mark)
        await manager.says(answer)


async def test_a_check_in_in_english_from_the_first_word_to_the_second_version(either_way: Company) -> None:
    helen, chen = either_way.person("Helen Moore"), either_way.person("Chen Wei")
    await helen.says("check in with Chen Wei")
    await helen.sees("Before the talk or after it?")
    await helen.presses("check_ins.start")
    await helen.sees("1/5")
    await helen.presses("check_ins.tap.blocker")
    await helen.sees("Blocker, then.")
    await talked_through(helen, ENGLISH, ("1/5", "2/5", "3/5", "4/5"))
    page = await helen.sees("Does this say it?")
    assert "27 Nov" in words_of(page.blocks) or "Friday" in words_of(page.blocks)
    assert not chen.reads("Month-end close"), "nothing is shared before the manager shares it"

    await helen.presses("check_ins.edit")
    await helen.fills(
        "check_ins.edited", summary="The close waits for plant data; a cut-off at 18:00 would help."
    )
    await helen.sees("Changed as you wrote it.")
    await helen.presses("check_ins.approve")
    await helen.presses("check_ins.share")
    await helen.sees("Saved and on its way to Chen Wei")

    note = await chen.sees("The close waits for plant data")
    assert "He said he wants a cut-off" in words_of(note.blocks)
    await answered_and_corrected(helen, chen, IN_ENGLISH)


async def test_the_same_check_in_in_chinese(either_way: Company) -> None:
    manager, employee = either_way.person("马国强"), either_way.person("赵敏")
    await manager.says("和赵敏沟通")
    await manager.sees("是谈之前,还是谈完了?")
    await manager.presses("check_ins.start")
    await talked_through(manager, CHINESE, ("1/5", "2/5", "3/5", "4/5"))
    await manager.sees("这样写对吗")
    await manager.presses("check_ins.edit")
    await manager.fills("check_ins.edited", summary="查询本周开通,字段清单下次谈。")
    await manager.sees("已按你写的修改。")
    await manager.presses("check_ins.approve")
    await manager.sees("把这份记录分享给赵敏吗?")
    await manager.presses("check_ins.share")
    await manager.sees("已保存并发给赵敏")
    note = await employee.sees("查询本周开通")
    assert "她说希望自己能查到数据" in words_of(note.blocks)
    await answered_and_corrected(manager, employee, IN_CHINESE)


async def answered_and_corrected(manager: Employee, employee: Employee, words: Words) -> None:
    """Let the employee read, add a view and question a sentence, and the manager correct it: version 2 is read anew."""
    await employee.presses("records.acknowledge")
    await manager.sees(words.read)
    await employee.presses("records.add_view")
    await employee.fills("records.add_view", **{await _only_input(employee, "records.add_view"): words.view})
    await manager.sees(words.view)
    await employee.presses("records.question")
    await _dispute(employee, words.quoted, words.disputed)
    await manager.sees(words.disputed)
    await manager.presses("records.correct")
    form = await manager.form("records.correct")
    evidence = next(block["block_id"] for block in form["blocks"] if "evidence" in block.get("block_id", ""))
    await manager.fills("records.correct", **{evidence: words.corrected})
    corrected = await employee.sees(words.version_2)
    struck = [piece["text"] for piece in _pieces(corrected.blocks) if piece.get("style", {}).get("strike")]
    assert words.struck in " ".join(struck)
    await employee.presses("records.acknowledge", among=None)
    for reader in (manager, employee):
        await reader.presses("records.history")
        history = words_of((await reader.form("records.history"))["blocks"])
        assert words.disputed in history
        assert words.quoted in history


async def test_a_private_preparation_reaches_nobody_else(company: Company) -> None:
    helen, chen = company.person("Helen Moore"), company.person("Chen Wei")
    await helen.says("prepare my 1:1 with Chen Wei")
    await helen.sees("1/3")
    await helen.says("whether the close can move to day three")
    await helen.sees("2/3")
    await helen.says("I expect him to ask for a cut-off with the plant")
    await helen.presses("check_ins.approve")
    await helen.sees("Saved for you alone")
    before = len(chen.messages())
    assert "cut-off" not in await chen.opens_home()
    assert len(chen.messages()) == before


async def test_the_command_and_home_start_a_check_in_too(company: Company) -> None:
    helen = company.person("Helen Moore")
    await helen.commands("checkin Chen Wei")
    await helen.sees("Before the talk or after it?")
    await helen.opens_home()
    await helen.presses_on_home("check_ins.choose")
    await helen.fills("check_ins.chosen", person="Chen Wei", mode="prep")
    await helen.form("check_ins.begun")
    await helen.sees("1/3")


async def test_open_actions_are_recalled_in_the_next_talk(company: Company) -> None:
    helen = company.person("Helen Moore")
    await helen.says("wrap up my 1:1 with Chen Wei")
    await talked_through(helen, ENGLISH, ("1/5", "2/5", "3/5", "4/5"))
    await helen.presses("check_ins.approve")
    await helen.presses("check_ins.share")
    await helen.sees("Saved and on its way")
    await helen.says("wrap up my 1:1 with Chen Wei")
    await helen.sees("note from the last two days")
    await helen.presses("check_ins.start")
    recalled = await helen.sees("what you two left open")
    assert "call the plant lead" in words_of(recalled.blocks)
    await helen.presses("check_ins.recall.done")
    await until(
        lambda: "call the plant lead" not in words_of(helen.messages()[-1].blocks), "one promise less"
    )
    await helen.presses("check_ins.recall.drop")
    await helen.sees("1/5")


async def test_a_demo_manager_is_invited_at_once_and_may_put_it_off(company: Company) -> None:
    helen = company.person("Helen Moore")
    await helen.sees("Two questions, about 90 seconds")
    await helen.presses("check_ins.later")
    await until(lambda: not helen.reads("It is not taking place"), "the buttons to go")


def _pieces(blocks: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - any part of a message
    if isinstance(blocks, dict):
        below = [piece for value in blocks.values() for piece in _pieces(value)]
        return [blocks, *below] if blocks.get("type") == "text" else below
    if isinstance(blocks, list | tuple):
        return [piece for block in blocks for piece in _pieces(block)]
    return []


async def _only_input(person: Employee, callback_id: str) -> str:
    view = await person.form(callback_id)
    return next(str(block["block_id"]) for block in view["blocks"] if block["type"] == "input")


async def _dispute(person: Employee, sentence: str, view: str) -> None:
    form = await person.form("records.question")
    inputs = [block for block in form["blocks"] if block["type"] == "input"]
    chosen = next(
        option["value"]
        for block in inputs
        for option in block["element"].get("options", ())
        if sentence in option["text"]["text"] or sentence in words_of(form["blocks"])
    )
    answers = {block["block_id"]: chosen if "options" in block["element"] else view for block in inputs}
    await person.fills("records.question", **answers)
