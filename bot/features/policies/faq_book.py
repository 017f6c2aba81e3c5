"""Publishing an answer of HR's: a new version of the FAQ with one entry more."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.features.policies import faq
from storage import cited, people, policies

if TYPE_CHECKING:
    from sqlmodel import Session

    from bot.clock import Clock
    from bot.features.policies.answers import Draft
    from prompts.catalog import Catalog
    from storage.hr_questions import Sent


class FaqBook:
    """The FAQ in the rule book. Days begin in the company's zone."""

    def __init__(self, clock: Clock, company_zone: str, catalog: Catalog) -> None:
        self._clock = clock
        self._zone = ZoneInfo(company_zone)
        self._catalog = catalog

    def publish(self, session: Session, sent: Sent, draft: Draft, person_id: int) -> str:
        """Publish an entry, from today on, by the person who does it; return its number.

        Every language's entries come out as one version, so that none falls behind another.
        """
        day = self._clock.now().astimezone(self._zone).date()
        entries = [
            faq.Entry(each.clause_id, each.language, each.title, each.text)
            for each in cited.newest_clauses(session, faq.DOCUMENT)
        ]
        answered_on = sent.answered_at.astimezone(self._zone).date() if sent.answered_at else day
        author = session.get(people.Person, sent.answered_by) if sent.answered_by is not None else None
        signature = self._catalog.text(
            sent.language, "desk-faq-signature", name=author.name if author else "", day=answered_on
        )
        entry = faq.Entry(
            faq.next_id(entries), sent.language, draft.question, f"{draft.answer.strip()}\n\n{signature}"
        )
        version = str(cited.versions_of(session, faq.DOCUMENT) + 1)
        owner = session.get_one(people.Person, person_id).email
        entries.append(entry)
        for language in sorted({each.language for each in entries}):
            document = faq.document(
                [each for each in entries if each.language == language],
                version=version,
                title=self._catalog.text(language, "desk-faq-title"),
                owner=owner,
                day=day,
            )
            policies.publish(session, document, self._clock.now(), person_id)
        return entry.id
