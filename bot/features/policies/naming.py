"""Under which version a document is kept that names none itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from storage import policy_versions

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlmodel import Session

    from knowledge.documents import Document
    from storage.policy_texts import RuleDocument

D = TypeVar("D", "Document", "RuleDocument")


def settled(session: Session, documents: Sequence[D], today: date) -> list[D]:
    """Return documents under a version that is free, or under the one they have where they are word for word.

    Today's date is the name of a version that was given none.
    """
    return [_settled(session, document, today) for document in documents]


def _settled(session: Session, document: D, today: date) -> D:
    if document.version != today.isoformat():
        return document
    same = policy_versions.same_words(session, document)
    if same is not None:
        return replace(
            document,
            version=same.version,
            effective_from=same.effective_from,
            effective_until=same.effective_until,
        )
    return replace(document, version=policy_versions.free_version(session, document.id, document.version))
