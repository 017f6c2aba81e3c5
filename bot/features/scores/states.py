"""How far a result is on its way (domain 4.1.5)."""

from enum import StrEnum


class State(StrEnum):
    """Provisional until the data are frozen; every display before `final` says its state."""

    PROVISIONAL = "provisional"
    FROZEN = "frozen"
    CALIBRATED = "calibrated"
    RELEASED = "released"
    UNDER_APPEAL = "under_appeal"
    FINAL = "final"


_NEXT = {
    State.PROVISIONAL: {State.FROZEN},
    State.FROZEN: {State.CALIBRATED},
    State.CALIBRATED: {State.RELEASED},
    State.RELEASED: {State.UNDER_APPEAL, State.FINAL},
    State.UNDER_APPEAL: {State.RELEASED, State.FINAL},
    State.FINAL: set[State](),
}
SEEN_BY_EMPLOYEE = frozenset({State.RELEASED, State.UNDER_APPEAL, State.FINAL})
"""The states in which a result has been released; what is released is corrected by a new version, never changed."""


def may_become(now: State, then: State) -> bool:
    """Return whether one version of a result may go from one state to the other."""
    return then in _NEXT[now]
