"""Filing an appeal, withdrawing it, taking it to the panel: what the appellant does (domain 5.4)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Protocol
from uuid import uuid4

from bot.access import Action, Actor, Place, ScoreSubject, can
from bot.errors import AnswerMissing, AppealIsOver, AppealNotOpen, AppealUnderWay, NothingReleased
from bot.features.appeals import rules
from bot.features.appeals.keeping import CARD, NEWS, NOTICE, RESULT, letter_key
from bot.features.appeals.rules import STAGE2_DAYS, Deed, Ground, State, Window
from bot.features.appeals.views import Deadline, ToFile
from storage import appeals, figure_questions, relations, releases, scores
from storage.appeals import Appeal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date, datetime

    from sqlmodel import Session

    from bot.features.appeals.keeping import Keeping
    from storage.figure_questions import FigureQuestion
    from storage.scores import ScoreVersion

WINDOW_DAYS = 10
"""Working days from the day a result is visible, where no window was kept with its release (PM-7.3)."""


class AskFigure(Protocol):
    """Sends a question about a figure to its owner, for an appeal on grounds of data."""

    def __call__(  # noqa: PLR0913, PLR0917 - who asks what about which line
        self, session: Session, person_id: int, cycle: str, code: str, wrong: str, evidence: str = "", /
    ) -> FigureQuestion:
        """Return the question."""
        ...


class Appeals:
    """One method per thing an appellant can do, each within the caller's transaction.

    `codes` reads the lines of a released version.
    """

    def __init__(
        self,
        keeping: Keeping,
        ask_figure: AskFigure,
        codes: Callable[[Session, ScoreVersion], tuple[str, ...]],
    ) -> None:
        self._keeping = keeping
        self._ask_figure = ask_figure
        self._codes = codes

    def to_file(self, session: Session, person_id: int, cycle: str | None) -> ToFile:
        """Return what the form needs. Raises as `file` does where nothing can be filed."""
        version = self._appealable(session, person_id, cycle)
        window = self._window(session, version)
        late = rules.is_late(window, self._keeping.clock.now())
        return ToFile(version.cycle, self._codes(session, version), self._last_day(window.closes_at), late)

    def file(  # noqa: PLR0913 - an appeal has this many facts
        self,
        session: Session,
        person_id: int,
        cycle: str,
        *,
        grounds: Sequence[Ground],
        reasons: str,
        evidence: str = "",
        colleague: str = "",
        code: str = "",
    ) -> Appeal:
        """File an appeal against one's own result; from now on every display of it says so.

        On grounds of data with a line named, the figure's owner is asked first, and stage 1 pauses meanwhile.
        Raises NothingReleased, AnswerMissing, AppealNotOpen, AppealUnderWay and AppealIsOver.
        """
        version = self._appealable(session, person_id, cycle)
        for field, given in (("grounds", bool(grounds)), ("reasons", bool(reasons.strip()))):
            if not given:
                raise AnswerMissing(field=field)
        question = None
        if Ground.DATA in grounds and code:
            question = figure_questions.open_about(session, person_id, cycle, code) or self._ask_figure(
                session, person_id, cycle, code, reasons, evidence
            )
        now, keeping = self._keeping.clock.now(), self._keeping
        due = rules.stage1_deadline(
            keeping.today, None, keeping.calendar, keeping.zone, waits=question is not None
        )
        appeal = Appeal(
            id=uuid4().hex,
            person_id=person_id,
            cycle=cycle,
            score_id=version.id,
            grounds=" ".join(each.value for each in Ground if each in grounds),
            state=State.FILED.value,
            late=rules.is_late(self._window(session, version), now),
            question_id=question.id if question else None,
            filed_at=now,
            due_at=due.due_at,
        )
        keeping.awaited(appeal, due)
        appeals.add(session, appeal)
        said = {"reasons": reasons.strip(), "evidence": evidence.strip(), "colleague": colleague.strip()}
        keeping.step(session, appeal, Deed.FILED, said, by_id=person_id)
        keeping.mark(session, appeal)
        keeping.tell(session, appeal, CARD, keeping.hr(session, person_id))
        keeping.tell(session, appeal, NEWS, [person_id], State.FILED.value)
        return appeal

    def withdraw(self, session: Session, person_id: int, appeal_id: str) -> None:
        """Withdraw one's own appeal, at any time before it is over. Raises AppealIsOver and NotAllowed."""
        appeal = self._keeping.taken(session, person_id, appeal_id, Action.PURSUE_APPEAL)
        self._keeping.step(session, appeal, Deed.WITHDRAWN, by_id=person_id)
        self._keeping.close(session, appeal, State.WITHDRAWN)
        self._keeping.redraw(session, appeal, State.WITHDRAWN.value)
        self._keeping.tell(session, appeal, NEWS, [person_id], State.WITHDRAWN.value)

    def to_panel(self, session: Session, person_id: int, appeal_id: str, reasons: str) -> None:
        """Take one's appeal to the panel, within five working days of the decision.

        Raises AppealIsOver, also when the days are over and the decision had reached them, NotAllowed, AnswerMissing.
        """
        keeping = self._keeping
        appeal = keeping.taken(session, person_id, appeal_id, Action.PURSUE_APPEAL)
        if appeal.state != State.ANSWERED:
            raise AppealIsOver
        told = keeping.delivered(session, letter_key(appeal, "1"))
        if told and keeping.clock.now() >= appeal.due_at:
            raise AppealIsOver
        if not reasons.strip():
            raise AnswerMissing(field="reasons")
        appeal.state = State.TO_PANEL.value
        keeping.awaited(appeal, rules.deadline(keeping.today, STAGE2_DAYS, keeping.calendar, keeping.zone))
        keeping.step(session, appeal, Deed.TO_PANEL, {"reasons": reasons.strip()}, by_id=person_id)
        keeping.redraw(session, appeal, State.TO_PANEL.value)
        keeping.tell(session, appeal, CARD, keeping.hr(session, person_id), State.TO_PANEL.value)
        keeping.tell(session, appeal, NEWS, [person_id], State.TO_PANEL.value)

    def stands(self, session: Session, person_id: int) -> Deadline:
        """Return how somebody's own affair stands: an appeal and its deadline, or until when they may file one."""
        for appeal in reversed(appeals.of_person(session, person_id)):
            if State(appeal.state) not in rules.OVER:
                return Deadline(State(appeal.state), self._last_day(appeal.due_at), appeal.cycle)
        for cycle in reversed(scores.cycles_of(session, person_id)):
            version = scores.released(session, person_id, cycle)
            if version is not None:
                window = self._window(session, version)
                late = rules.is_late(window, self._keeping.clock.now())
                day = self._last_day(window.closes_at)
                open_ = version.state == scores.RELEASED and rules.is_open(window, self._keeping.clock.now())
                return Deadline(None, day, cycle, late=late and not open_)
        return Deadline(None, None, "")

    def _appealable(self, session: Session, person_id: int, cycle: str | None) -> ScoreVersion:
        """Return one's own released version that may be appealed now. Raises as `file` does."""
        wanted = [cycle] if cycle else list(reversed(scores.cycles_of(session, person_id)))
        found = (scores.released(session, person_id, each) for each in wanted)
        version = next((each for each in found if each is not None), None)
        if version is None or not self._may_appeal(session, person_id, version):
            raise NothingReleased
        if appeals.open_about(session, person_id, version.cycle) is not None:
            raise AppealUnderWay
        if self._was_heard(session, version):
            raise AppealIsOver
        window = self._window(session, version)
        if not rules.is_open(window, self._keeping.clock.now()):
            raise AppealNotOpen(day=self._last_day(window.closes_at).isoformat())
        return version

    def _was_heard(self, session: Session, version: ScoreVersion) -> bool:
        """Return whether an appeal was decided, and no correction has begun a new window since."""
        kept = releases.window_of(session, version.id)
        return any(
            each.cycle == version.cycle
            and each.state == State.CLOSED
            and not (kept is not None and kept.opened_at > each.filed_at)
            for each in appeals.of_person(session, version.person_id)
        )

    def _may_appeal(self, session: Session, person_id: int, version: ScoreVersion) -> bool:
        reader = relations.reader(session, person_id, self._keeping.today)
        actor = Actor.of(reader)
        subject = ScoreSubject(version.person_id, Place(), released=version.seen)
        return can(actor, Action.APPEAL_SCORE, subject)

    def _window(self, session: Session, version: ScoreVersion) -> Window:
        keeping = self._keeping
        told = keeping.delivered(session, f"{RESULT}:{version.id}") and keeping.delivered(
            session, f"{NOTICE}:{version.id}"
        )
        window = releases.window_of(session, version.id)
        if window is not None:
            return Window(window.closes_at, told)
        visible_on = (version.released_at or version.computed_at).astimezone(keeping.zone).date()
        due = rules.deadline(visible_on, WINDOW_DAYS, keeping.calendar, keeping.zone)
        return Window(due.due_at, told)

    def _last_day(self, too_late: datetime) -> date:
        # What is stored is the first instant that is too late.
        return (too_late.astimezone(self._keeping.zone) - timedelta(microseconds=1)).date()
