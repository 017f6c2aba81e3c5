"""The demo company after its release, with appeals: people who file, handle, hear and sign."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.delivery.outbox import Outbox
from bot.features.appeals.hearing import Hearing
from bot.features.appeals.keeping import Keeping
from bot.features.appeals.rules import Ground, Outcome
from bot.features.appeals.seeing import AppealSeeing
from bot.features.appeals.service import Appeals
from bot.features.scores.fairness import codes_of
from tests.integration.scores.fair import CALENDAR, CYCLE, ZONE, FairOffice

if TYPE_CHECKING:
    from datetime import date

    from bot.features.appeals.views import AppealView
    from storage.database import Database

LIN, MANAGER, PARTNER, ADMIN = "lin.jia", "zhou.kai", "grace.tan", "song.yu"
PANEL = ("helen.moore", "ma.guoqiang", "xu.ning")
# Words that stand nowhere else, so that they can be looked for.
SAID, SHOWN = "Wolframite ploverings", "bezoarstone"
DECIDED, PROVED = "Quinquereme", "thaumatrope"


class Court(FairOffice):
    """The company after its release, with appeals."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        keeping = Keeping(self.clock, CALENDAR, ZONE, self.fairness.remedies, Outbox(self.clock))
        self.appeals = Appeals(keeping, self.fairness.questions.ask, codes_of)
        self.hearing = Hearing(keeping)
        self.seeing = AppealSeeing(keeping)
        self.fairness.questions.answered = self.hearing.figure_answered

    def files(self, who: str = LIN, grounds: tuple[Ground, ...] = (Ground.JUDGEMENT,), code: str = "") -> str:
        """File an appeal."""
        with self.database.transaction() as session:
            return self.appeals.file(
                session, self.number(who), CYCLE, grounds=grounds, reasons=SAID, evidence=SHOWN, code=code
            ).id

    def takes_on(self, appeal: str, who: str = PARTNER) -> None:
        """Take it on as HR."""
        with self.database.transaction() as session:
            self.hearing.take_on(session, self.number(who), appeal)

    def proposes(self, appeal: str, who: str, outcome: Outcome, points: str = "") -> None:
        """Propose a decision."""
        with self.database.transaction() as session:
            self.hearing.propose(
                session,
                self.number(who),
                appeal,
                outcome=outcome,
                reason=DECIDED,
                clauses="PM-4.7",
                evidence=PROVED,
                points=points,
            )

    def signs(self, appeal: str, who: str) -> None:
        """Sign the newest proposal."""
        proposal = self.sees(appeal, who).proposal
        assert proposal is not None
        with self.database.transaction() as session:
            self.hearing.sign(session, self.number(who), appeal, proposal.step)

    def goes_on(self, appeal: str) -> None:
        """Take it to the panel."""
        with self.database.transaction() as session:
            self.appeals.to_panel(session, self.number(LIN), appeal, "The level was not looked at")

    def names(self, appeal: str, panel: tuple[str, ...] = PANEL, who: str = ADMIN) -> None:
        """Name the panel."""
        with self.database.transaction() as session:
            members = [self.number(each) for each in panel]
            self.hearing.name_panel(session, self.number(who), appeal, members)

    def sees(self, appeal: str, who: str = LIN) -> AppealView:
        """Return an appeal as somebody sees it."""
        with self.database.snapshot() as session:
            return self.seeing.seen_by(session, self.number(who), appeal)

    def time_goes_on(self, day: date, hour: int = 9) -> None:
        """Move to an hour of a day, and let time do what is due by then."""
        self.until(day.year, day.month, day.day, hour)
        with self.database.transaction() as session:
            self.hearing.act_due(session)
