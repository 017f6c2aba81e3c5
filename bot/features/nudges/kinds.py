"""What nudges there are, what counts as which kind of message, and every limit (domain 3.2)."""

from __future__ import annotations

from datetime import time, timedelta
from enum import StrEnum


class Kind(StrEnum):
    """What a nudge is about."""

    PRE_1ON1 = "pre_1on1"
    DEBRIEF = "debrief"
    GAP_21 = "gap_21"
    GAP_28 = "gap_28"
    EMP_AGENDA = "emp_agenda"
    EMP_PULSE = "emp_pulse"
    ACTION_DUE = "action_due"
    MID_WINDOW = "mid_window"
    RECOG = "recog"
    ORIENTATION = "orientation"
    PAUSE = "pause"
    """The one question after five of a kind went unused (N-10)."""
    SUPPORT = "support"
    """That help is near, before HR is told (3.4, E3)."""
    GOALS_OPEN = "goals_open"
    """Goals the two have not agreed yet, while they are being set (5.2, A-04)."""
    SURVEY = "survey"
    """The one question a fortnight of a pilot."""
    RESULT_RELEASE = "result_release"
    APPEAL_DEADLINE = "appeal_deadline"
    POLICY_CHANGE = "policy_change"


class Form(StrEnum):
    """What a message counts as.

    DIGEST and ORIENTATION are unsolicited (N-01). EVENT is the thread of one booked talk, WRAP_UP the card for the
    talks beyond the cap (N-01b). ASKED comes back because its reader put it off until now (N-09).
    """

    DIGEST = "digest"
    ORIENTATION = "orientation"
    EVENT = "event"
    WRAP_UP = "wrap_up"
    ASKED = "asked"
    EMPLOYEE = "employee"
    MANDATORY = "mandatory"


MANDATORY = frozenset({Kind.RESULT_RELEASE, Kind.APPEAL_DEADLINE, Kind.POLICY_CHANGE})
EVENT_BOUND = frozenset({Kind.PRE_1ON1, Kind.DEBRIEF})
EMPLOYEE_SIDE = frozenset({Kind.EMP_AGENDA, Kind.EMP_PULSE, Kind.SURVEY})
GAPS = frozenset({Kind.GAP_21, Kind.GAP_28})
DIGEST_ONLY = frozenset({Kind.GAP_21, Kind.RECOG})
"""What waits for the first working day of the week and its digest."""
SETTLED_BY_A_NOTE = frozenset({Kind.DEBRIEF, *GAPS})
"""What a note of the last 48 hours about the same pair makes needless (N-08)."""
NEVER_WITHHELD = frozenset({*MANDATORY, Kind.PAUSE, Kind.SUPPORT, Kind.SURVEY})
UNSOLICITED = frozenset({Form.DIGEST, Form.ORIENTATION})
CAN_BE_MUTED = tuple(kind for kind in Kind if kind not in NEVER_WITHHELD or kind is Kind.SURVEY)

UNSOLICITED_A_WEEK = 2
NEAR_DEADLINE_DAYS = 2
"""A deadline at most so many working days away allows one message more, and is never withheld."""
TALKS_A_DAY, TALKS_A_WEEK = 2, 6
MESSAGES_A_WEEK = 8
EMPLOYEE_A_WEEK = 2
APART = timedelta(hours=20)
SHOWN = 3
LARGE_SPAN = 10
"""A manager of more people than this is shown the longest gaps and a plan for a round, not a list (N-14)."""
NEW_DAYS = 30
NUDGES_TO_THE_NEW_A_WEEK = 1
MANDATORY_SENDS = 2
DEBRIEF_SENDS = 2
SNOOZES = 2

REASONS = ("later", "wrong_time", "not_mine", "stop")
"""What may be answered to the question of a pause."""
LEAST_USEFUL, MOST_USEFUL = 1, 5
AGENDA_LONGEST = 200
"""Characters of the line about a coming 1:1: one line is enough."""

DIGEST_AT, DIGEST_UNTIL = time(9, 30), time(12, 0)
"""When what is due that day goes out; until noon for whoever comes late."""
WRAP_UP_AT = time(17, 30)
QUIET_FROM, QUIET_UNTIL = time(18, 30), time(9, 0)
LONG_LEAVE_DAYS, EASY_RETURN_DAYS = 5, 2
BEFORE_TALK = timedelta(minutes=30)
LONG_BEFORE_TALK = timedelta(minutes=120)
SLOT = timedelta(minutes=10)
"""How late an exact moment may be kept, and how much free time a prompt needs."""
MERGE_AHEAD = timedelta(minutes=15)
"""What is exact to the minute joins a message that goes out so shortly before it (N-03)."""

WEEK = timedelta(days=7)
BASE_INTERVAL = {Kind.EMP_PULSE: timedelta(days=14), Kind.EMP_AGENDA: timedelta(days=1)}
"""How long one kind rests after it was said; a week where nothing is said here, nothing for what is bound to a talk."""
EVENT_STEP = timedelta(days=1)
"""What the interval of a prompt bound to talks grows from, when the prompts are ignored."""

PRIORITY_DEADLINE, PRIORITY_PROMISE, PRIORITY_REPLY, PRIORITY_LONG_GAP = 100, 80, 70, 60
PRIORITY_WINDOW, PRIORITY_GAP, PRIORITY_SOME_DAY = 50, 40, 20
LONG_GAP_DAYS, GAP_DAYS, SUPPORT_GAP_DAYS = 28, 21, 45
