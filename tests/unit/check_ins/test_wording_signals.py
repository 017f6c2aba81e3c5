"""Evidence, traits, vague wording, bias and the other signals, on the specified vectors and on traps."""

import pytest

from bot.features.check_ins.wording import Lexicon, Sentence, evidence_elements, length, read
from prompts import wording

LEXICON = Lexicon.from_tables(wording.load())
DESIGN_REVIEW = (
    "In Tuesday's design review you asked three customers' questions first and rewrote the rollout "
    "plan, which cut the open risks from 9 cases to 2 cases."
)
BOTH = ("Zhao Min", "赵敏", "Tom")


def only(text: str) -> Sentence:
    (sentence,) = read(text, LEXICON, BOTH).sentences
    return sentence


def flagged(text: str) -> dict[str, tuple[str, ...]]:
    return {flag.category or flag.signal: flag.words for flag in only(text).flags}


@pytest.mark.parametrize(
    ("text", "elements"),
    [
        # 2.4, rows 1, 3, 5, 15 and 17
        ("Great year, keep it up.", ""),
        (DESIGN_REVIEW, "TBIN"),
        ("You are always late with reports and it is unacceptable.", ""),
        ("表现不错,继续保持。", ""),
        ("5月12日评审会上你先整理了3家客户的反馈,再提出修改方案,使客户投诉减少了40%。", "TBIN"),
        # 1.8: the worked "T+I+N = 3"
        ("On 3 June the scrap file came at 21:40, so two people stayed until midnight", "TIN"),
        # 1.9, row 3
        ("他态度有问题", ""),
        # ours
        ("You closed ABC-123.", "BN"),
        ("See https://x.example/report", "N"),
        ("This led to a delay.", "I"),
        ("Sign-off cut-off is at noon.", ""),
        ("It was late on 12 May 2026.", "T"),
        ("The 12 May orders were late.", "T"),
        ("第3周交了2026-05-12的表", "T"),
        ("不是一周一次", ""),
        ("他是一个好人", ""),
        ("三天两头找我", ""),
        ("千万不要一起走", ""),
        ("他很有影响力", ""),
        ("他结果导向", ""),
        ("你在例会上打断客户2次,客户因此离会", "TBIN"),
        ("Lately it is slow in general.", ""),
        ("小王 closed 14 tickets", "BN"),
        ("你把report在周三updated了", "TB"),
    ],
)
def test_evidence_is_time_behaviour_impact_and_number(text: str, elements: str) -> None:
    assert only(text).elements == frozenset(elements)


def test_the_evidence_of_an_answer_is_that_of_all_its_sentences() -> None:
    assert evidence_elements("It was on Friday. You closed it.\n节省了3小时", LEXICON) == frozenset("TBIN")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Zhao Min said the line data arrives after 6 pm and she wants read access.", "voice"),
        ("赵敏说产线数据要到18点后才出来,希望开通只读权限。", "voice"),
        ("He said he wants a cut-off at 18:00 agreed with the plant", "voice"),
        ("她说个人做得不差,被厂里拖累,不太服气", "voice"),
        ("5月12日评审会上你先整理了3家客户的反馈,再提出修改方案,使客户投诉减少了40%。", "claim"),
        ("客户的反馈很好", "claim"),
        ("员工反馈表在这里", "claim"),
        ("其他说法也有", "claim"),
        ("She said she is lazy", "claim"),
        ("I will book a ride-along with Sales and send you the dates by Friday.", "action"),
        ("我下周三前把培训名单发给你。", "action"),
        ("Tom suggested a shorter form.", "voice"),
        ("Tomorrow suggested itself.", "claim"),
        ("对方觉得节奏太快", "voice"),
        ("你上次说“数据总是很晚才到”", "voice"),
    ],
)
def test_a_sentence_is_one_kind(text: str, kind: str) -> None:
    assert only(text).kind == kind


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        # 2.4, rows 1, 5, 13, 15, 19, 25 and 27
        ("Great year, keep it up.", {"vague": ("Great year", "keep it up")}),
        (
            "You are always late with reports and it is unacceptable.",
            {"absolute": ("always",), "verdict": ("unacceptable",)},
        ),
        (
            "She seems distracted since her maternity leave.",
            {"sensitive": ("maternity",), "family_health": ("maternity",)},
        ),
        ("表现不错,继续保持。", {"vague": ("表现不错", "继续保持")}),
        ("你总是拖延,态度有问题。", {"bare_trait": ("态度有问题",), "absolute": ("总是",)}),
        ("他家里孩子小,不适合出差。", {"sensitive": ("家里孩子",), "family_health": ("家里孩子",)}),
        ("人家隔壁班组都能做到。", {"peer": ("人家隔壁班组都",)}),
        # 2.2 Q2: a trait with evidence is fine
        ("Natural leader, ran 3 workshops in May.", {}),
        ("She is a natural leader.", {"bare_trait": ("natural leader",), "innate_brilliance": ("natural",)}),
        # ours
        (
            "Everyone says she is bossy",
            {"bare_trait": ("bossy",), "absolute": ("Everyone says",), "tone_policing": ("bossy",)},
        ),
        ("You failed, no excuses.", {"verdict": ("You failed", "no excuses")}),
        ("Unlike Tom you skip steps", {"peer": ("Unlike Tom",)}),
        ("You are slower than the others.", {"peer": ("slower than the others",)}),
        ("Anna is faster than you.", {"peer": ("faster than you",)}),
        ("Faster than you think.", {}),
        ("比小王差", {"peer": ("比小王差",)}),
        ("你不如赵敏", {"peer": ("不如赵敏",)}),
        ("老黄牛", {"effort_stereotype": ("老黄牛",)}),
        ("小姑娘口音重", {"age": ("小姑娘",), "origin_class": ("口音",)}),
        ("不合群", {"bare_trait": ("不合群",), "culture_fit": ("不合群",)}),
        ("他加入了工会", {"sensitive": ("工会",)}),
        ("She works for the trade union.", {"sensitive": ("trade union",)}),
        ("她的 maternity 假", {"sensitive": ("maternity",), "family_health": ("maternity",)}),
        ("ＡＬＷＡＹＳ late", {"absolute": ("ALWAYS",)}),
        ("She’s not a culture fit", {"culture_fit": ("not a culture fit",)}),
    ],
)
def test_wording_is_flagged_with_its_words(text: str, flags: dict[str, tuple[str, ...]]) -> None:
    assert flagged(text) == flags


@pytest.mark.parametrize(
    "text",
    [
        "That kind of error is costly.",
        "We met the aggressive deadline.",
        "It would be helpful to log it.",
        "The alert was disabled by default.",
        "The European Union rule is new.",
        "Better than Monday, better than Q1.",
        "Their accent colour is blue.",
        "Quiet hours start at six.",
        "The user-friendly form is live.",
        "Natural language search is live.",
        "Smart goals are in the tool.",
        "It is not always possible.",
        "Nobody was hurt.",
        "员工会在周五前确认",
        "王总是这个项目的发起人",
        "汇总是周五的事",
        "从来料开始改",
        "从不同角度看",
        "没有人员伤亡",
        "淘汰旧设备之后",
        "检出3件不合格",
        "不合格品率降到2%",
        "方案还不成熟",
        "老实说这很难",
        "今天才到",
        "生产假期表",
        "绝对值偏大",
        "积极性调查表",
        "投产假设有误",
        "最近一次巡检在五月",
    ],
)
def test_a_phrase_that_only_contains_a_word_is_not_flagged(text: str) -> None:
    assert flagged(text) == {}


@pytest.mark.parametrize(
    "text",
    [
        'She said "you always change the plan".',
        'The policy says "reports past the 5th are unacceptable".',
        "制度规定“迟交三次即不合格”。",
    ],
)
def test_quoted_rules_and_quoted_employees_are_not_the_managers_verdict(text: str) -> None:
    assert flagged(text) == {}


def test_quotation_marks_alone_do_not_excuse_a_verdict() -> None:
    assert "verdict" in flagged("Honestly, “this is unacceptable” to me.")


@pytest.mark.parametrize(
    ("text", "forward"),
    [
        ("Next week we start.", True),
        ("You were going to start.", False),
        ("Goodwill matters.", False),
        ("接下来看数据", True),
        ("你将3份报告提交给客户了", False),
        ("将近三个月", False),
        ("你提前完成了5单", False),
        ("生产计划达成率98%", False),
        ("我们计划试点", True),
        ("准备了三份材料", False),
        ("以后更主动一点", False),
    ],
)
def test_a_sentence_looks_ahead_only_with_a_marker_of_the_future(text: str, *, forward: bool) -> None:
    assert only(text).forward is forward


def test_an_entry_of_a_list_is_found_by_its_own_list() -> None:
    plain = [
        (language, signal, entry)
        for language in LEXICON.languages
        for signal in ("evidence.B", "trait", "vague", "verdict", "absolute", "sensitive")
        for entry in language.section(signal)["words"]
        if entry.replace(" ", "").isalpha()
    ]
    assert len(plain) > 100
    assert [entry for language, signal, entry in plain if not language.words(signal).hits(entry)] == []


def test_every_bias_category_has_a_question_in_every_language() -> None:
    asked = [
        {name: section["prompt"] for name, section in table["biased"].items()}
        for table in wording.load().values()
    ]
    assert all(table.keys() == asked[0].keys() for table in asked)
    assert all(prompt for table in asked for prompt in table.values())


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("word " * 39, "short"),
        ("word " * 40, "ample"),
        ("word " * 221, "long"),
        ("字" * 59, "short"),
        ("字" * 360, "ample"),
    ],
)
def test_a_debrief_has_a_length_that_is_ample(text: str, size: str) -> None:
    assert length(read(text, LEXICON), LEXICON) == size
