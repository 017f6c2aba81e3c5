"""Cutting text into sentences, telling their language and what kind of question they ask."""

import pytest

from bot.features.check_ins.wording import Lexicon, read
from bot.features.check_ins.wording.sentences import language_of, normalise, split
from prompts import wording

LEXICON = Lexicon.from_tables(wording.load())


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("You closed it. He left.", ["You closed it.", "He left."]),
        ("Ask Mr. Li e.g. about No. 5. Then stop.", ["Ask Mr. Li e.g. about No. 5.", "Then stop."]),
        ("No. I will not.", ["No.", "I will not."]),
        ("It took 3.5 hours in v2.1 of it.", ["It took 3.5 hours in v2.1 of it."]),
        ("1. You closed it\n2. He left", ["1. You closed it", "2. He left"]),
        ("See https://x.example/a?b=1.2 now. Done.", ["See https://x.example/a?b=1.2 now.", "Done."]),
        ("整体不错！谁来做？我。", ["整体不错!", "谁来做?", "我。"]),
        ("我来;你看", ["我来;", "你看"]),
        ("She said “it is late.” Then she left.", ["She said “it is late.”", "Then she left."]),
        ("👍 🎉", []),
        ("... \n\n ... ", []),
        ("", []),
    ],
)
def test_text_is_cut_where_a_sentence_ends_and_nowhere_else(text: str, sentences: list[str]) -> None:
    assert list(split(normalise(text), LEXICON)) == sentences


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("You closed it.", "en"),
        ("你完成了。", "zh"),
        ("你把 dashboard 的 owner 补上了", "zh"),
        ("The owner of the new plan is 赵敏 today and tomorrow", "en"),
        ("هذا تقرير جيد", "en"),
        ("👍", "en"),
        ("2026-05-12", "en"),
    ],
)
def test_a_sentence_is_chinese_from_three_tenths_of_han_on(text: str, code: str) -> None:
    assert language_of(text, LEXICON).code == code


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        # 2.4, rows 9, 11 and 23
        ("What got in the way of the handover last week?", "open"),
        ("Did you finish the report?", "closed"),
        ("这周推进中最卡的地方是什么?", "open"),
        ("你是不是应该早点说?", "leading"),
        ("报告写完了吗?", "closed"),
        ("为什么没有提前上报?", "open_why"),
        # 2.3
        ("Don't you think you should have escalated earlier?", "leading"),
        # ours
        ("So, how would you start?", "open"),
        ("After the audit, which step was hardest?", "open"),
        ("Why was it late?", "open_why"),
        ("You sent it, right?", "leading"),
        ("Is everything clear?", "closed"),
        ("Somewhat better now?", "closed"),
        ("你知道什么时候上线吗?", "closed"),
        ("难道没有人看到?", "leading"),
        ("没什么问题?", "closed"),
        ("你打算怎么做呢", "open"),
        ("你觉得现在是几分?", "open"),
    ],
)
def test_a_question_is_open_only_if_it_leaves_room(question: str, kind: str) -> None:
    (sentence,) = read(question, LEXICON).sentences
    assert (sentence.kind, sentence.question) == ("question", kind)


def test_a_new_language_is_a_new_table() -> None:
    tables = dict(wording.load())
    spanish = {**tables["en"], "language": "es"}
    spanish["sentence"] = {**spanish["sentence"], "function_words": ["el", "la", "que", "de"]}
    spanish["vague"] = {"words": ["buen trabajo"]}
    lexicon = Lexicon.from_tables({**tables, "es": spanish})
    (sentence,) = read("Buen trabajo, de verdad que la entrega", lexicon).sentences
    assert (sentence.language, sentence.flags[0].words) == ("es", ("Buen trabajo",))
