"""How the questions about the rules are put together."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Protocol

from bot.delivery.reconciliation import metadata_for
from bot.features.check_ins.views import contact_name
from bot.features.check_ins.wording import is_handoff
from bot.features.home.parts import HomePart
from bot.features.policies import asking_blocks, asking_messages, desk_blocks, desk_messages, jobs
from bot.features.policies.answering import Answering
from bot.features.policies.asking import Asking
from bot.features.policies.asking_listeners import AskingDesk
from bot.features.policies.desk_listeners import HrListeners
from bot.features.policies.digest import Digests
from bot.features.policies.hr_desk import HrDesk
from bot.features.policies.library import Library
from bot.features.policies.phrases import Phrases
from bot.features.policies.showing import Showing
from bot.slack.streams import Streams
from prompts.asking import load_asking
from storage import announcement_readers

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from zoneinfo import ZoneInfo

    from sqlmodel import Session

    from bot.clock import Clock
    from bot.delivery.drafts import Renderer
    from bot.delivery.outbox import Outbox
    from bot.delivery.sender import Sender
    from bot.features.check_ins.wording import Lexicon
    from bot.features.home.rules import Reader
    from bot.features.policies.answers import HrQuestionView
    from bot.features.policies.asking import PersonalRoute
    from bot.features.policies.library import RuleSearch
    from bot.features.records.terms import KeepingTerms
    from bot.language.writer import Answerer
    from bot.slack.calls import Call
    from bot.slack.surface import Surface
    from bot.transactions import Transactions
    from bot.working_days import WorkingDays
    from prompts.catalog import Catalog


class Frame(Protocol):
    """What the questions are built from, and what they add to it."""

    catalog: Catalog
    clock: Clock
    outbox: Outbox
    transactions: Transactions
    calendar: WorkingDays
    zone: ZoneInfo
    surface: Surface
    postman: Sender
    renderers: dict[str, Renderer]
    jobs: list[tuple[str, Callable[[], Awaitable[object]]]]
    home_parts: list[HomePart]
    lexicon: Lexicon
    personal_routes: dict[str, PersonalRoute]
    answerer_for: Callable[[int], Awaitable[Answerer]] | None
    owner: str
    terms: KeepingTerms

    async def refresh_home(self, call: Call) -> None:
        """Show the speaker's App Home as things stand now."""
        ...

    @property
    def open_search(self) -> Callable[[], RuleSearch]:
        """What opens the index."""
        ...


@dataclass(frozen=True)
class RuleQuestions:
    """The parts that answer questions about the rules."""

    service: Asking
    library: Library
    answering: Answering
    showing: Showing
    desk: AskingDesk
    hr: HrDesk
    digests: Digests

    @classmethod
    def made(cls, frame: Frame) -> RuleQuestions:
        """Build the parts."""
        phrases = Phrases(load_asking())
        needs_a_human = partial(_needs_a_human, frame.lexicon)
        library = Library(frame.transactions, frame.open_search)
        service = Asking(
            clock=frame.clock,
            outgoing=frame.outbox,
            phrases=phrases,
            company_zone=frame.zone.key,
            owner=frame.owner,
            alone=frame.transactions.database.is_sqlite,
            needs_a_human=needs_a_human,
            routes=frame.personal_routes,
            about=attached_to,
        )
        hr = HrDesk(
            clock=frame.clock,
            outgoing=frame.outbox,
            asking=service,
            calendar=frame.calendar,
            company_zone=frame.zone.key,
            catalog=frame.catalog,
        )
        digests = Digests(frame.clock, frame.outbox, frame.zone.key, needs_a_human)
        stage = Streams(frame.postman.client, metadata_for, frame.clock)
        answering = Answering(
            frame.transactions,
            service,
            library,
            frame.postman.hurry,
            answerer_for=frame.answerer_for,
            stage=stage,
        )
        showing = Showing(service, contact_name)
        desk = AskingDesk(service, answering, showing, phrases, frame.catalog)
        return cls(service, library, answering, showing, desk, hr, digests)

    def hang_up(self, frame: Frame) -> None:
        """Add the ways to ask, what is drawn, and what time can start."""
        self.desk.register(frame.surface)
        frame.renderers.update(asking_messages.renderers(frame.transactions, self.showing, frame.catalog))
        HrListeners(self.hr, self.digests, frame.catalog, frame.refresh_home).register(frame.surface)
        frame.renderers.update(
            desk_messages.renderers(frame.transactions, self.hr, self.digests, frame.catalog, frame.zone.key)
        )
        hurry = frame.postman.hurry
        frame.jobs.append(("remind_hr", partial(jobs.remind_hr, frame.transactions, self.hr, hurry)))
        frame.jobs.append(("digest", partial(jobs.send_digest, frame.transactions, self.digests, hurry)))
        frame.jobs.append(("rule_index", self.library.freshen))
        frame.jobs.append(("questions", self.answering.finish_left))
        frame.home_parts.append(HomePart(_nothing, asking_blocks.home_part))
        frame.home_parts.append(HomePart(self._for_hr, desk_blocks.home_part))

    def _for_hr(
        self, session: Session, reader: Reader
    ) -> tuple[list[HrQuestionView], list[HrQuestionView], int]:
        """Read what waits for HR; nothing for everybody else."""
        waiting, drafts = self.hr.waiting(session, reader.person_id)
        return waiting, drafts, self.digests.uncovered(session, reader.person_id)


def attached_to(session: Session, question_id: str) -> tuple[str, str] | None:
    """Return the document and version a question was asked about: what its announcement has attached."""
    announcement = announcement_readers.asked_from(session, question_id)
    document, version = announcement.spec["rules"] if announcement is not None else ("", "")
    return (document, version) if document else None


def _needs_a_human(lexicon: Lexicon, words: str) -> bool:
    return bool(is_handoff(words, lexicon))


def _nothing(_session: Session, _reader: Reader) -> None:
    """Read nothing: what is drawn is the same for everybody."""
