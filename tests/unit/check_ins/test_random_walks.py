"""Whatever a manager does, in whatever order: the promises the machine makes hold for every kind."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bot.errors import AlreadyClosed, BotError
from bot.features.check_ins.events import (
    Approve,
    Back,
    Edit,
    Event,
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
from bot.features.check_ins.keeping import state_from, stored
from bot.features.check_ins.path import prompts_max
from bot.features.check_ins.rules import advance
from bot.features.check_ins.states import TALKING, CheckIn, Mode, Promise, Step
from tests.unit.check_ins.talk import PROFILES, setting

WORDS = st.sampled_from(
    [
        "", "ok", "无", "Great job", "他态度有问题", "In the 12 May review she flagged 2 defects, which avoided a recall",
        "5月12日评审会上她上报了2个缺陷,避免了返工", "He said he wants a cut-off", "她说希望开通权限",
        "I will call the plant lead by Friday", "我周五前申请权限", "我们以后多沟通", "stop", "停",
        "she was harassed by a colleague", "x" * 3000, "🙂🙂🙂🙂", "مرحبا بالعالم", "check in",
    ]
)  # fmt: skip
TAPS = st.sampled_from(
    [
        "topic:blocker", "topic_is_enough", "skip", "not_discussed", "no_action:waiting", "keep_as_is",
        "keep_private", "extra:appeal_told:yes", "extra:result_understood:yes", "extra:channel:public",
        "extra:hr_informed:yes", "nonsense",
    ]
)  # fmt: skip
EVENTS: st.SearchStrategy[Event] = st.one_of(
    st.builds(Start, st.sampled_from([None, Mode.PREP, Mode.DEBRIEF])),
    st.just(Later()),
    st.builds(NotNeeded, st.just("moved")),
    st.builds(Recall, st.sampled_from([1, 2, None]), st.sampled_from(["done", "carry", "drop"])),
    st.builds(Said, WORDS, st.integers(0, 90)),
    st.builds(Said, WORDS, st.integers(0, 90)),
    st.builds(Tap, TAPS),
    st.just(Promised(Promise("do it", "manager"))),
    st.just(OpenPoint("the weight")),
    st.sampled_from([Back(), Finish(), Stop(), Pause(), Pause(by_person=False), Resume(), TimePassed()]),
    st.just(Edit("f", "e", "v", "s")),
    st.just(Approve("a summary")),
    st.builds(Share, st.sampled_from([(), ("focus",), ("focus", "voice", "actions")])),
)


class RandomTalk(RuleBasedStateMachine):
    """One conversation of one kind, driven by any events at all."""

    @initialize(kind=st.sampled_from(sorted(PROFILES)), actions=st.sampled_from([(), (1,), (1, 2)]))
    def invited(self, kind: str, actions: tuple[int, ...]) -> None:
        self.world = setting(kind, open_actions=actions)
        self.talk = CheckIn(kind=kind)

    @rule(event=EVENTS)
    def something_happens(self, event: Event) -> None:
        before = self.talk
        try:
            self.talk = advance(before, event, self.world)
        except AlreadyClosed:
            assert before.ended
            return
        except BotError:
            assert self.talk is before
            return
        assert self.talk.turn == before.turn + 1
        assert state_from(stored(self.talk)) == self.talk, "a restart would change the conversation"

    @precondition(lambda self: self.talk.step in TALKING)
    @rule()
    def it_can_always_be_parked_and_resumed_where_it_stood(self) -> None:
        parked = advance(self.talk, Pause(), self.world)
        resumed = advance(parked, Resume(), self.world)
        assert resumed.step is self.talk.step
        assert (resumed.prompts, resumed.focus, resumed.voice) == (
            self.talk.prompts,
            self.talk.focus,
            self.talk.voice,
        )

    @invariant()
    def never_more_prompts_than_the_kind_allows(self) -> None:
        assert self.talk.prompts <= prompts_max(self.talk, self.world.profile)

    @invariant()
    def a_debrief_never_becomes_a_whole_note_without_the_employees_side(self) -> None:
        if self.talk.step is Step.CLOSED and self.talk.mode is Mode.DEBRIEF:
            voiceless_kind = self.talk.kind == "recognition"
            assert self.talk.has_voice or voiceless_kind

    @invariant()
    def a_live_talk_always_has_a_way_on(self) -> None:
        if self.talk.ended:
            return
        assert advance(self.talk, Stop(), self.world).ended


TestRandomTalk = RandomTalk.TestCase
