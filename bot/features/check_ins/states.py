"""Where a check-in can stand, what can happen to it, and all it has gathered so far (domain 1.2-1.4)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime  # noqa: TC003 - pydantic reads the field types when a stored state is loaded
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.features.check_ins.wording import Lexicon


class Step(StrEnum):
    """A state of the conversation. The record's own review states live with the record."""

    INVITE = "invite"
    SNOOZED = "snoozed"
    CONTRACT = "contract"
    RECALL = "recall"
    FOCUS = "focus"
    EVIDENCE = "evidence"
    VOICE = "voice"
    OPTIONS = "options"
    COMMIT = "commit"
    EXTRA = "extra"
    REFLECT = "reflect"
    SHARE = "share"
    PARKED = "parked"
    CLOSED = "closed"
    CLOSED_PARTIAL = "closed_partial"
    CLOSED_SKIPPED = "closed_skipped"
    CLOSED_EXPIRED = "closed_expired"


ASKING = frozenset({Step.FOCUS, Step.EVIDENCE, Step.VOICE, Step.OPTIONS, Step.COMMIT})
"""Steps that ask for words; each question asked in one counts as a prompt."""

TALKING = ASKING | {Step.CONTRACT, Step.RECALL, Step.EXTRA, Step.REFLECT, Step.SHARE}
"""Steps of a conversation under way."""

ENDED = frozenset({Step.CLOSED, Step.CLOSED_PARTIAL, Step.CLOSED_SKIPPED, Step.CLOSED_EXPIRED})


BLOCKER = "blocker"
"""The topic that says something stands in the way."""


class Mode(StrEnum):
    """Whether the talk is still to come or just happened."""

    PREP = "prep"
    DEBRIEF = "debrief"


class Need(StrEnum):
    """How a kind of check-in uses a step: asked for, asked if there is room, not used."""

    REQUIRED = "R"
    OPTIONAL = "o"
    UNUSED = "-"


class Notice(StrEnum):
    """What is said before the next question, besides reflecting the answer."""

    NONE = ""
    PROBE_EVIDENCE = "probe-evidence"
    PROBE_VOICE = "probe-voice"
    PROBE_ACTION = "probe-action"
    VAGUE_ACTION = "vague-action"
    TWO_SHORT = "two-short"
    TIME_CAP = "time-cap"
    PROMPT_CAP = "prompt-cap"
    ENOUGH = "enough"
    HANDOFF = "handoff"
    RESUMED = "resumed"
    WENT_BACK = "went-back"
    EDITED = "edited"


@dataclass(frozen=True)
class Promise:
    """A step somebody promised in the talk. `owner`: manager, employee, both or unknown."""

    what: str
    owner: str
    due: date | None = None
    due_text: str = ""


@dataclass(frozen=True)
class Extra:
    """A kind's extra slot that a tap answers, with the values it may take."""

    name: str
    choices: tuple[str, ...]


@dataclass(frozen=True)
class Profile:
    """One kind of check-in as data (domain 1.4).

    `evidence_elements` of {T, B, I, N} make the evidence enough; `never_skips_voice` parks the talk sooner than
    end it without the employee's side; `carried_is_enough` lets carried actions stand for a new promise.
    """

    kind: str
    needs: dict[Step, Need]
    prompts_max: dict[Mode, int]
    evidence_elements: int
    never_skips_voice: bool
    carried_is_enough: bool = False
    extras: tuple[Extra, ...] = ()

    def need(self, step: Step) -> Need:
        """Return how this kind uses `step`."""
        return self.needs.get(step, Need.UNUSED)


@dataclass(frozen=True)
class CheckIn:
    """A conversation's whole state; every accepted event makes a new one with the next `turn`.

    `talk_at` is when the booked talk begins, for an invitation around one. `trail` holds the steps answered so
    far, for Back; `asked` those whose question was shown, so that going back costs no prompt; `finishing` means
    that only what is required is still asked, by taps.
    """

    kind: str
    step: Step = Step.INVITE
    turn: int = 0
    mode: Mode | None = None
    talk_at: datetime | None = None
    topic: str = ""
    focus: str = ""
    evidence: tuple[str, ...] = ()
    elements: tuple[str, ...] = ()
    voice: str = ""
    voice_absent: bool = False
    options: str = ""
    promises: tuple[Promise, ...] = ()
    no_action: str = ""
    pending_action: str = ""
    open_points: tuple[str, ...] = ()
    extras: dict[str, str] = field(default_factory=dict)
    recalled: dict[int, str] = field(default_factory=dict)
    summary: str = ""
    summary_edited: bool = False
    shared_blocks: tuple[str, ...] = ()
    weak: tuple[Step, ...] = ()
    probed: tuple[Step, ...] = ()
    asked: tuple[Step, ...] = ()
    trail: tuple[Step, ...] = ()
    prompts: int = 0
    short_answers: int = 0
    active_seconds: int = 0
    finishing: bool = False
    parked_from: Step | None = None
    parked_by_person: bool = False
    snoozes: int = 0
    reason: str = ""
    last_words: str = ""
    notice: Notice = Notice.NONE

    @property
    def ended(self) -> bool:
        """Whether nothing can happen to this conversation any more."""
        return self.step in ENDED

    @property
    def has_voice(self) -> bool:
        """Whether the employee's side is recorded, were it only as not discussed."""
        return bool(self.voice) or self.voice_absent

    @property
    def has_focus(self) -> bool:
        """Whether the one thing the talk was for is named, in words or by its topic alone."""
        return bool(self.focus or (self.topic and Step.FOCUS in self.trail))

    @property
    def carried(self) -> bool:
        """Whether a promise of last time goes on and nothing new stands in the way."""
        return self.topic != BLOCKER and not {"carry", "keep"}.isdisjoint(self.recalled.values())

    @property
    def has_commitment(self) -> bool:
        """Whether it is settled what happens next: a promise, or an explicit no action."""
        return bool(self.promises or self.no_action or self.open_points)

    @property
    def says_something(self) -> bool:
        """Whether there is anything to keep."""
        return bool(self.focus or self.evidence or self.voice or self.options or self.promises)


@dataclass(frozen=True)
class Setting:
    """What the machine must know of the world to judge one event."""

    profile: Profile
    lexicon: Lexicon
    today: date
    manager_names: tuple[str, ...] = ()
    employee_names: tuple[str, ...] = ()
    next_talk: date | None = None
    open_actions: tuple[int, ...] = ()
    recent_note: bool = False
    """Whether the two have a whole note of the last two days (rule 7)."""
