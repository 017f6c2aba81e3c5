"""The coaching index on the worked notes of 2.3, and the order of its hints."""

import pytest

from bot.features.check_ins.wording import CoachingIndex, Hint, Lexicon, coaching_index
from prompts import wording

LEXICON = Lexicon.from_tables(wording.load())
BOTH = ("Zhao Min", "赵敏")
CLOSED_AND_OPEN_EN = ["Did you finish the report?", "What got in the way?"]
CLOSED_AND_OPEN_ZH = ["报告写完了吗?", "最卡的地方是什么?"]

JUDGE_EN = (
    "Overall a great year, but you are always late with reports and it is unacceptable. "
    "Your style is abrasive compared with the others. You must be more proactive."
)
MIXED_EN = (
    "Good job this quarter. You closed 14 tickets in Q2. You are a team player but sometimes slow. "
    "We will improve communication."
)
COACH_EN = (
    "In the 12 May launch review you flagged two defects before sign-off, "
    "which avoided a recall of 300 units. "
    "On June 3 the weekly report was submitted 2 days late and the buyer escalated to me. "
    "Zhao Min said the line data arrives after 6 pm and she wants read access. "
    "I will request the access by Friday. You will draft a shorter report template before our next 1:1."
)
JUDGE_ZH = "整体不错，但你总是拖延，态度有问题。你看看人家小王，比你快多了。以后更主动一点。"
MIXED_ZH = "整体不错。你二季度完成了14单。人很靠谱，但有时候慢。我们以后多沟通，下个月改进。"
COACH_ZH = (
    "5月12日评审会上你提前上报了2个缺陷，避免了300件返工。6月3日周报晚提交了2天，客户把问题升级给了我。"
    "赵敏说产线数据要到18点后才出来，希望开通只读权限。我周五前申请权限。你下次1:1前拟一版更短的周报模板。"
)


def index_of(note: str, questions: list[str]) -> CoachingIndex:
    return coaching_index(note, questions, LEXICON, BOTH)


@pytest.mark.parametrize(
    ("note", "questions", "components", "index"),
    [
        (JUDGE_EN, ["Don't you think you should have escalated earlier?"], (0, 0, 0, 0, 0.00, 0, 0), 0),
        (MIXED_EN, CLOSED_AND_OPEN_EN, (0.33, 0.50, 0, 0.5, 0.25, 0.50, 1), 46),
        (COACH_EN, ["What would help?", "How did it go?"], (1, 1, 1, 1, 0.40, 1, 1), 100),
        (JUDGE_ZH, ["你是不是应该早点说？"], (0, 0, 0, 0, 0.00, 0, 0), 0),
        (MIXED_ZH, CLOSED_AND_OPEN_ZH, (0.33, 0.50, 0, 0.5, 0.25, 0.50, 1), 46),
        (COACH_ZH, ["你想先改哪个?", "你怎么看?"], (1, 1, 1, 1, 0.40, 1, 1), 100),
    ],
    ids=["judge_en", "mixed_en", "coach_en", "judge_zh", "mixed_zh", "coach_zh"],
)
def test_the_worked_notes_have_their_worked_numbers(
    note: str, questions: list[str], components: tuple[float, ...], index: int
) -> None:
    found = index_of(note, questions)
    ratio = found.forward_ratio
    shown = (found.evidence, found.behaviour, found.voice, found.action, ratio, found.open, found.clean)
    assert shown == pytest.approx(components, abs=0.005)
    assert found.index == index


@pytest.mark.parametrize(
    ("note", "questions", "hints"),
    [
        (JUDGE_EN, [], (Hint("evidence", "great year"), Hint("action"))),
        (MIXED_EN, CLOSED_AND_OPEN_EN, (Hint("evidence", "Good job"), Hint("voice"))),
        (COACH_EN, [], ()),
        (COACH_ZH, [], ()),
    ],
)
def test_the_largest_weighted_gap_is_hinted_first_and_never_more_than_two(
    note: str, questions: list[str], hints: tuple[Hint, ...]
) -> None:
    assert index_of(note, questions).hints == hints


def test_an_equal_gap_goes_to_the_voice_before_the_behaviour() -> None:
    note = "On 3 June the file came late, so two people stayed. She is lazy. I will ask her by Friday."
    assert index_of(note, []).hints == (Hint("voice"), Hint("behaviour", "lazy"))


def test_one_unclean_word_costs_half_and_two_cost_all() -> None:
    assert index_of("It is always late.", []).clean == 0.5
    assert index_of("It is always late and you failed. He has kids.", []).clean == 0


def test_a_partial_promise_is_quoted_in_its_hint() -> None:
    note = "On Monday you closed 3 tickets. She said it went well. We will improve the template."
    assert index_of(note, []).hints == (Hint("action_owner_date", "We will improve the template."),)


def test_promises_that_are_all_theirs_ask_what_the_manager_will_do() -> None:
    note = "On Monday you closed 3 tickets. She said it went well. You will draft the rule by Friday."
    assert index_of(note, []).hints == (Hint("all_theirs"),)


def test_a_behaviour_hint_names_the_category_of_the_word() -> None:
    note = "She is abrasive. On Monday she closed 3 tickets. She said it is late. I will ask her by Friday."
    assert index_of(note, []).hints == (Hint("behaviour", "abrasive", "tone_policing"),)


def test_private_matters_are_named_before_other_unclean_wording() -> None:
    note = "On Monday you closed 3 tickets. He said the kids are always ill. I will call him by Friday."
    assert index_of(note, []).hints[0] == Hint("sensitive", "the kids")


def test_a_filled_voice_slot_counts_whatever_the_note_says() -> None:
    without, with_slot = (coaching_index(MIXED_EN, [], LEXICON, voice=voice) for voice in (False, True))
    assert (without.voice, with_slot.voice) == (0, 1)
    assert with_slot.index > without.index


def test_what_is_not_defined_is_left_out_of_the_index() -> None:
    found = index_of("She said it went well. I will call her by Friday.", [])
    assert (found.evidence, found.behaviour, found.open) == (None, None, None)
    assert found.index == 100


def test_an_empty_note_has_no_index_and_no_hints() -> None:
    found = index_of(" 👍 ", [])
    assert (found.index, found.hints, found.voice) == (0, (), None)


def test_an_invitation_without_a_question_mark_is_an_open_question() -> None:
    assert index_of("Fine.", ["Tell me about the launch."]).open == 1
