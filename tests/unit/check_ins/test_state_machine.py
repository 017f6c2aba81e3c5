"""The rows of domain 1.9 and the rules of 1.3, played on the real profiles and word lists."""

from __future__ import annotations

from datetime import date

import pytest

from bot.errors import AlreadyClosed, ButtonsPlease, NoTextFound, PartMissing, StepIsOver, TextTooLong
from bot.features.check_ins.events import (
    Approve,
    Back,
    Edit,
    Finish,
    Later,
    NotNeeded,
    OpenPoint,
    Pause,
    Promised,
    Recall,
    Resume,
    Said,
    Share,
    Start,
    Stop,
    Tap,
    TimePassed,
)
from bot.features.check_ins.states import CheckIn, Mode, Notice, Promise, Step
from tests.unit.check_ins.talk import at, begun, play, setting

FOCUS = "Month-end close depends on plant data"
EVIDENCE = "On 3 June the scrap file came at 21:40, so two people stayed until midnight"
VOICE = "He said he wants a cut-off at 18:00 agreed with the plant"
PROMISES = "I will call the plant lead by Friday. He will draft the rule before our next 1:1"


def test_the_english_dialogue_of_the_domain_page_ends_early_after_four_questions() -> None:
    talk = play(begun(), Tap("topic:blocker"), FOCUS)
    assert (talk.step, talk.prompts, talk.last_words) == (Step.EVIDENCE, 2, FOCUS)
    talk = play(talk, EVIDENCE)
    assert talk.step is Step.VOICE
    assert len(talk.elements) >= 1
    talk = play(talk, VOICE)
    assert talk.step is Step.COMMIT
    talk = play(talk, PROMISES)
    assert talk.step is Step.REFLECT
    assert [promise.owner for promise in talk.promises] == ["manager", "employee"]
    assert talk.promises[0].due == date(2026, 6, 12)
    assert talk.prompts == 4
    talk = play(talk, Approve("a summary"), Share(("focus", "voice", "actions")))
    assert talk.step is Step.CLOSED
    assert talk.summary == "a summary"


def test_the_chinese_answers_of_the_domain_page_fill_voice_and_both_promises() -> None:
    talk = play(
        begun(),
        "5S 审核数据要能自己查到",
        "6月3日评审会上她提出数据晚到,导致周报晚了2天",
        "她说个人做得不差,被厂里拖累,不太服气",
        "我8月14日前找IT开通查询。她下次1:1前列出要看的字段",
    )
    assert talk.step is Step.REFLECT
    assert [promise.owner for promise in talk.promises] == ["manager", "employee"]
    assert talk.promises[0].due == date(2026, 8, 14)


def test_vector_1_a_second_snooze_is_accepted_and_a_third_offer_never_sent() -> None:
    invited = CheckIn(kind="one_on_one", mode=Mode.PREP)
    snoozed = play(invited, Later())
    assert snoozed.step is Step.SNOOZED
    offered_again = play(snoozed, TimePassed())
    assert offered_again.step is Step.INVITE
    last = play(offered_again, Later())
    assert (last.step, last.reason) == (Step.CLOSED_SKIPPED, "snoozed")
    with pytest.raises(AlreadyClosed):
        play(last, TimePassed())


def test_vector_3_thin_evidence_gets_one_probe_then_is_kept_as_weak() -> None:
    talk = at(begun("difficult_support"), step=Step.EVIDENCE, asked=(Step.FOCUS, Step.EVIDENCE), prompts=2)
    probed = play(talk, "他态度有问题")
    assert (probed.step, probed.notice) == (Step.EVIDENCE, Notice.PROBE_EVIDENCE)
    gone_on = play(probed, "就是态度不好")
    assert gone_on.step is Step.VOICE
    assert Step.EVIDENCE in gone_on.weak
    assert gone_on.evidence == ("他态度有问题", "就是态度不好")


def test_vector_5_a_vague_promise_is_probed_once_and_then_offered_as_no_action() -> None:
    talk = at(begun("goal_cocreate"), step=Step.COMMIT, asked=(Step.COMMIT,), prompts=2)
    probed = play(talk, "我们以后多沟通")
    assert (probed.step, probed.notice) == (Step.COMMIT, Notice.PROBE_ACTION)
    still_vague = play(probed, "大家一起努力")
    assert (still_vague.step, still_vague.notice) == (Step.COMMIT, Notice.VAGUE_ACTION)
    assert still_vague.promises == ()
    assert play(still_vague, Tap("no_action:next_talk")).no_action == "next_talk"


@pytest.mark.parametrize(
    "step", [Step.FOCUS, Step.EVIDENCE, Step.VOICE, Step.COMMIT, Step.RECALL, Step.REFLECT]
)
@pytest.mark.parametrize("text", ["He told me he was sexually harassed at the offsite", "她说想自杀"])
def test_vector_7_a_hand_off_phrase_stops_everywhere_and_fills_no_slot(step: Step, text: str) -> None:
    before = at(begun(), step=step, focus="so far")
    after = play(before, text)
    assert after.step is Step.CLOSED_PARTIAL
    assert after.reason.startswith("handoff:")
    assert after.notice is Notice.HANDOFF
    assert (after.focus, after.evidence, after.voice, after.last_words) == ("so far", (), "", "")


def test_vector_9_improvement_support_at_its_cap_without_voice_is_parked_not_closed() -> None:
    talk = at(
        begun("difficult_support"),
        step=Step.EVIDENCE,
        asked=(Step.FOCUS, Step.EVIDENCE),
        probed=(Step.EVIDENCE,),
        prompts=6,
        focus="the standard",
    )
    parked = play(talk, "On 3 June he skipped the check, which led to 12 defects")
    assert (parked.step, parked.parked_from) == (Step.PARKED, Step.VOICE)
    assert play(parked, Resume()).step is Step.VOICE


def test_vector_13_a_rejected_weight_is_an_open_point_and_a_task_of_both() -> None:
    talk = at(begun("goal_cocreate"), step=Step.COMMIT)
    open_point = play(talk, OpenPoint("weight of K2: 20 or 15?"))
    assert open_point.open_points == ("weight of K2: 20 or 15?",)
    assert [promise.owner for promise in open_point.promises] == ["both"]


def test_finish_now_asks_only_what_is_required_and_by_taps() -> None:
    talk = play(begun(), Finish())
    assert (talk.step, talk.finishing) == (Step.FOCUS, True)
    talk = play(talk, Tap("topic:people"))
    assert talk.step is Step.VOICE
    talk = play(talk, Tap("not_discussed"))
    assert talk.step is Step.COMMIT
    talk = play(talk, Tap("no_action:nothing_needed"))
    assert talk.step is Step.REFLECT
    assert talk.prompts == 1


def test_five_minutes_of_answers_end_the_questions() -> None:
    talk = play(begun(), Said(FOCUS, seconds=299), Said(EVIDENCE, seconds=10))
    assert (talk.step, talk.finishing, talk.notice) == (Step.VOICE, True, Notice.TIME_CAP)


def test_two_short_answers_in_a_row_offer_to_finish() -> None:
    talk = play(begun(), FOCUS, "ok", "fine")
    assert talk.notice is Notice.TWO_SHORT
    assert talk.step is Step.VOICE


def test_stop_keeps_what_was_said_for_the_manager() -> None:
    for word in ("stop", "停", "稍后"):
        talk = play(begun(), FOCUS, word)
        assert (talk.step, talk.reason, talk.focus) == (Step.CLOSED_PARTIAL, "stopped", FOCUS)
    assert play(begun(), FOCUS, Stop()).focus == FOCUS


def test_a_pause_resumes_at_the_same_step() -> None:
    talk = play(begun(), FOCUS)
    resumed = play(talk, Pause(), Resume())
    assert (resumed.step, resumed.focus, resumed.prompts) == (Step.EVIDENCE, FOCUS, talk.prompts)
    assert resumed.notice is Notice.RESUMED


def test_a_talk_that_fell_quiet_is_woken_by_the_answer_itself() -> None:
    parked = play(begun(), FOCUS, TimePassed())
    assert parked.step is Step.PARKED
    assert play(parked, EVIDENCE).evidence == (EVIDENCE,)


def test_a_parked_talk_closes_as_partial_after_its_time() -> None:
    talk = play(begun(), FOCUS, TimePassed(), TimePassed())
    assert (talk.step, talk.reason) == (Step.CLOSED_PARTIAL, "parked_too_long")


def test_an_invitation_nobody_answers_expires() -> None:
    assert play(CheckIn(kind="one_on_one"), TimePassed()).step is Step.CLOSED_EXPIRED


def test_a_talk_that_did_not_take_place_asks_nothing_else() -> None:
    talk = play(CheckIn(kind="one_on_one"), NotNeeded("moved"))
    assert (talk.step, talk.reason) == (Step.CLOSED_SKIPPED, "moved")


def test_preparation_is_two_questions_and_ends_private() -> None:
    talk = play(begun(mode=Mode.PREP), "the close", "I expect he asks for a cut-off")
    assert (talk.step, talk.prompts) == (Step.REFLECT, 2)
    closed = play(talk, Approve("s"))
    assert (closed.step, closed.shared_blocks) == (Step.CLOSED, ())


def test_open_actions_are_recalled_by_taps_that_cost_no_prompt() -> None:
    world = setting(open_actions=(7, 8))
    talk = begun(open_actions=(7, 8))
    assert (talk.step, talk.prompts) == (Step.RECALL, 0)
    talk = play(talk, Recall(7, "done"), world=world)
    assert talk.step is Step.RECALL
    talk = play(talk, Recall(None, "skip"), world=world)
    assert (talk.step, talk.recalled) == (Step.FOCUS, {7: "done", 8: "carry"})


def test_carried_actions_and_no_blocker_end_the_talk_after_the_voice() -> None:
    world = setting(open_actions=(7,))
    talk = play(begun(open_actions=(7,)), Recall(7, "carry"), FOCUS, EVIDENCE, VOICE, world=world)
    assert talk.step is Step.REFLECT
    blocked = play(
        begun(open_actions=(7,)),
        Recall(7, "carry"),
        Tap("topic:blocker"),
        FOCUS,
        EVIDENCE,
        VOICE,
        world=world,
    )
    assert blocked.step is Step.COMMIT


def test_a_promise_may_be_completed_by_the_answer_to_the_probe() -> None:
    talk = at(begun(), step=Step.COMMIT, asked=(Step.COMMIT,), prompts=2)
    probed = play(talk, "call the plant lead")
    assert probed.notice is Notice.PROBE_ACTION
    done = play(probed, "I will do it by Friday")
    assert done.step is Step.REFLECT
    assert done.promises[0].due == date(2026, 6, 12)


def test_a_promise_from_the_form_settles_the_step() -> None:
    talk = at(begun(), step=Step.COMMIT)
    done = play(talk, Promised(Promise("call the plant", "manager", date(2026, 6, 12))))
    assert done.step is Step.REFLECT
    more = play(done, Promised(Promise("draft the rule", "employee", date(2026, 6, 19))))
    assert len(more.promises) == 2


def test_back_takes_the_last_answer_back_without_costing_a_prompt() -> None:
    talk = play(begun(), FOCUS, EVIDENCE, Back())
    assert (talk.step, talk.evidence, talk.prompts) == (Step.EVIDENCE, (), 3)
    talk = play(talk, Back())
    assert (talk.step, talk.focus) == (Step.FOCUS, "")
    with pytest.raises(StepIsOver):
        play(talk, Back())
    assert not play(talk, Tap("topic:goals"), Back()).topic, "a topic tapped by mistake is taken back"


def test_an_edit_stays_on_the_summary_page() -> None:
    talk = play(begun(), FOCUS, EVIDENCE, VOICE, PROMISES, Edit("f", "e", "v", "s"))
    assert (talk.step, talk.focus, talk.evidence, talk.voice, talk.summary) == (
        Step.REFLECT,
        "f",
        ("e",),
        "v",
        "s",
    )


def test_a_debrief_without_the_employees_side_cannot_be_approved() -> None:
    talk = at(begun(), step=Step.REFLECT, focus="x", no_action="waiting")
    with pytest.raises(PartMissing):
        play(talk, Approve("s"))


@pytest.mark.parametrize(
    ("text", "error"),
    [("", NoTextFound), ("   ", NoTextFound), ("x" * 20_000, TextTooLong), ("字" * 201, TextTooLong)],
)
def test_an_answer_that_cannot_be_taken_leaves_the_talk_where_it_was(
    text: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        play(begun(), text)


def test_words_where_a_tap_is_wanted_are_refused_kindly() -> None:
    talk = at(begun(), step=Step.SHARE)
    with pytest.raises(ButtonsPlease):
        play(talk, "yes please")


def test_a_tap_of_another_step_is_refused() -> None:
    for event in (
        Tap("not_discussed"),
        Share(()),
        Approve("x"),
        Later(),
        Start(Mode.PREP),
        Recall(1, "done"),
    ):
        with pytest.raises(StepIsOver):
            play(begun(), event)
