"""How the rule book is put together: looked up clause by clause, read in windows, and kept by HR."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bot.features.home.parts import HomePart
from bot.features.policies import book_blocks, jobs
from bot.features.policies import listeners as policy_listeners
from bot.features.policies import messages as policy_messages
from bot.features.policies.book import Book
from bot.features.policies.book_listeners import BookDesk
from bot.features.policies.notice_listeners import NoticeListeners
from bot.features.policies.publishing import Publishing
from bot.features.policies.service import Policies
from bot.features.policies.upload_listeners import DraftDesk, DraftListeners
from bot.files.rules import LARGEST_BYTES, read_bytes
from bot.house.rule_questions import RuleQuestions
from bot.slack.downloads import Downloads

if TYPE_CHECKING:
    from sqlmodel import Session

    from bot.features.home.rules import Reader
    from bot.features.policies.book import BookView
    from bot.house.frame import House
    from prompts.catalog import Catalog


def policies(house: House) -> None:
    """Build the rule book: looked up clause by clause, read in windows, and kept by HR."""
    zone = house.zone.key
    service = Policies(house.clock, house.outbox, zone)
    publishing = Publishing(house.clock, house.outbox, house.calendar, zone)
    book = Book(house.clock, zone)
    house.questions = RuleQuestions.made(house)
    house.closing.append(house.questions.library.close)
    policy_listeners.register(house.surface, service, house.questions.desk.commanded)
    BookDesk(service, book, publishing, house.catalog, house.refresh_home).register(house.surface)
    desk = DraftDesk(
        publishing,
        house.transactions,
        Downloads(house.client, LARGEST_BYTES),
        read_bytes,
        house.postman.hurry,
    )
    DraftListeners(publishing, desk, house.catalog, house.refresh_home).register(house.surface)
    NoticeListeners(publishing.notices, house.catalog).register(house.surface)
    house.jobs.append(("rule_files", desk.take_waiting))
    told = partial(jobs.tell_readers, house.transactions, publishing.notices, house.postman.hurry)
    house.jobs.append(("rule_notices", told))
    unread = partial(
        jobs.look_after_readers, house.transactions, publishing.notices.unread, house.postman.hurry
    )
    house.jobs.append(("rule_notices_unread", unread))
    house.renderers.update(policy_messages.renderers(house.transactions, service, publishing, house.catalog))
    house.rule_book = book


def rule_book_on_home(house: House) -> None:
    """Add the rule book's place on Home, below one's own talks and notes."""
    if house.rule_book is not None:
        read = partial(_book_for, house.rule_book, house.catalog)
        house.home_parts.append(HomePart(read, book_blocks.home_part))


def _book_for(book: Book, catalog: Catalog, session: Session, reader: Reader) -> BookView:
    return book.view(session, reader.person_id, catalog.language_of(reader.locale))
