"""Phrases that stop a check-in, words that end it, and answers that say little."""

import pytest

from bot.features.check_ins.wording import Lexicon, is_handoff, is_low_information, is_stop
from prompts import wording

LEXICON = Lexicon.from_tables(wording.load())


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("She told me she wants to kill herself", "self_harm"),
        ("He said he doesn’t want to live any more", "self_harm"),
        ("她说不想活了", "self_harm"),
        ("He threatened to kill the shift lead", "violence"),
        ("She was slapped by a colleague", "violence"),
        ("他动手打了同事", "violence"),
        ("他们在车间打架", "violence"),
        ("She says her team lead harasses her", "harassment_discrimination"),
        ("他觉得受到了歧视", "harassment_discrimination"),
        ("他对女同事动手动脚", "harassment_discrimination"),
        ("He hurt his back lifting a crate", "workplace_injury"),
        ("她的手被机器压伤了", "workplace_injury"),
        ("上周夜班有人受伤", "workplace_injury"),
        ("She fears retaliation after the complaint", "retaliation"),
        ("她说举报之后被调岗", "retaliation"),
        ("主管给他穿小鞋", "retaliation"),
        ("He will sue us", "legal_claim"),
        ("她说要起诉公司", "legal_claim"),
        ("他要申请劳动仲裁", "legal_claim"),
        ("She was diagnosed with breast cancer", "health_disclosure"),
        ("He told me he has depression", "health_disclosure"),
        ("她妈妈住院了", "health_disclosure"),
        ("我们聊到一半,他说 I feel suicidal", "self_harm"),
        ("ｓｕｉｃｉｄａｌ", "self_harm"),
        ("He was harassed and now wants to kill himself", "self_harm"),
    ],
)
def test_a_risk_phrase_stops_the_check_in_with_its_category(text: str, category: str) -> None:
    assert is_handoff(text, LEXICON) == category


@pytest.mark.parametrize(
    "text",
    [
        "They shot down the idea in the review",
        "We need a health check of the system",
        "She killed the bug",
        "This meeting is killing me",
        "You killed it in the demo",
        "I will kill the process by Friday",
        "He hit the target",
        "He hit him with a hard question",
        "We beat them on price",
        "He got stabbed in the back by procurement",
        "He shot himself in the foot",
        "Zero injuries this quarter",
        "The lost-time injury rate dropped by 10%",
        "He added insult to injury",
        "She completed the anti-harassment training",
        "The sensor discriminates between good and bad parts",
        "Sue said she wants read access",
        "I will send it to Sue by Friday",
        "The customer's lawyer reviewed the contract",
        "It nearly gave me a heart attack",
        "The market is depressed",
        "She diagnosed the root cause",
        "Career suicide to skip it",
        "I'm dying to see the demo",
        "He is burned out on reporting",
        "He cut his hand-over notes to a page",
        "系统健康检查已完成",
        "这个会开得我想死机",
        "他不想活动",
        "进程自杀了",
        "跳楼价清仓",
        "两个部门的数据打架",
        "我打了他一个电话",
        "拨打人工客服",
        "主打人性化",
        "砍了他的预算",
        "本季度没有人员受伤",
        "工伤率下降",
        "反骚扰培训已完成",
        "报复性消费",
        "总线仲裁逻辑改好了",
        "报告公司领导",
        "广告公司来访",
        "客户又发起诉求",
        "做了手术机器人演示",
        "把设备弄死机了",
        "集中风险排查",
        "这事累死我了",
        "物流产能不足",
        "",
    ],
)
def test_an_idiom_or_a_process_word_does_not_stop_it(text: str) -> None:
    assert is_handoff(text, LEXICON) is None


@pytest.mark.parametrize(
    "text", ["stop", "STOP!", " later… ", "busy", "停", "停。", "稍后", "忙", "ｓｔｏｐ"]
)
def test_a_stop_word_alone_stops(text: str) -> None:
    assert is_stop(text, LEXICON)


@pytest.mark.parametrize("text", ["stop the line", "I am busy", "不忙", "停机3小时", "later today", "", "👍"])
def test_a_stop_word_inside_an_answer_does_not_stop(text: str) -> None:
    assert not is_stop(text, LEXICON)


@pytest.mark.parametrize(
    "text",
    [
        "ok",
        "Fine.",
        "n/a",
        "没有",
        "还行",
        "一般",
        "无",
        "他态度有问题",
        "Closed 14 tickets",
        "👍👍",
        "",
        "...",
        "都 挺 好 的",
    ],
)
def test_an_answer_that_says_little_is_told_apart(text: str) -> None:
    assert is_low_information(text, LEXICON)


@pytest.mark.parametrize(
    "text",
    ["Closed 14 tickets Friday", "我周五前申请权限", "5S 审核数据要能自己查到", "It was fine because of Tom"],
)
def test_a_short_answer_with_content_is_enough(text: str) -> None:
    assert not is_low_information(text, LEXICON)


def test_every_language_lists_the_same_risks() -> None:
    listed = [set(table["handoff"]) for table in wording.load().values()]
    assert all(risks == listed[0] for risks in listed)
