"""Profiles and questions as the machine needs them, made from the tables in `prompts`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.features.check_ins.states import Extra, Mode, Need, Profile, Step

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from typing import Protocol

    class BankQuestion(Protocol):
        """A question of the bank, as far as choosing one needs it."""

        @property
        def kind(self) -> str:
            """The kind of check-in."""
            ...

        @property
        def state(self) -> str:
            """The step it serves, by name."""
            ...

        @property
        def modes(self) -> Collection[str]:
            """Before the talk, after it, or both."""
            ...

        @property
        def needs(self) -> Collection[str]:
            """The variables its words use."""
            ...

        @property
        def message(self) -> str:
            """The catalog key of its words."""
            ...


TAPPED_EXTRAS: Mapping[str, tuple[str, ...]] = {
    "result_understood": ("yes", "looked_together", "not_yet"),
    "appeal_told": ("yes", "sending_now"),
    "channel": ("private", "public"),
    "hr_informed": ("yes", "not_yet"),
}
"""Extra slots that a tap answers, with their values; the others are part of a question's own words."""

NEVER_SKIPS_VOICE = "never"
CARRIED_IS_ENOUGH = "no_blocker_and_actions_carried"


def profiles_from(tables: Mapping[str, Mapping[str, Any]]) -> dict[str, Profile]:
    """Return each kind's profile by its id."""
    return {kind: _profile(kind, table) for kind, table in tables.items()}


def question_for(  # noqa: PLR0913 - what choosing a question depends on
    bank: Sequence[BankQuestion], *, kind: str, step: Step, mode: Mode, known: frozenset[str], earlier: int
) -> str:
    """Return the message key of the question to ask at `step`.

    Of those that fit and whose variables are known, talks take turns, so that a pair is not asked the same
    words every fortnight; `earlier` counts the pair's notes.
    """
    fitting = [
        question
        for question in bank
        if question.kind == kind
        and question.state == step.name
        and mode in tuple(question.modes)
        and known.issuperset(question.needs)
    ]
    return fitting[earlier % len(fitting)].message


def _profile(kind: str, table: Mapping[str, Any]) -> Profile:
    return Profile(
        kind=kind,
        needs={Step[name]: Need(str(need)[0]) for name, need in table["states"].items()},
        prompts_max={mode: int(table["prompts_max"][mode.value]) for mode in Mode},
        evidence_elements=int(table["evidence"]["elements"]),
        never_skips_voice=table["end_early"] == NEVER_SKIPS_VOICE,
        carried_is_enough=table["end_early"] == CARRIED_IS_ENOUGH,
        extras=tuple(
            Extra(name, TAPPED_EXTRAS[name]) for name in table["extra_slots"] if name in TAPPED_EXTRAS
        ),
    )
