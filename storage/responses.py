"""What people answered to a note; only ever added."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, Session, SQLModel, col, select

from storage.columns import UtcDateTime

ACKNOWLEDGED, COMMENTED, DISPUTED = "acknowledged", "commented", "disputed"


class NoteResponse(SQLModel, table=True):
    """An answer to one edition: acknowledged it, added a view, or disputed a sentence (`quote`)."""

    __tablename__ = "note_response"
    id: int | None = Field(default=None, primary_key=True)
    note_id: str = Field(foreign_key="note.id", index=True, max_length=32)
    version: int
    person_id: int = Field(foreign_key="person.id")
    kind: str = Field(max_length=16)
    text: str = ""
    quote: str = ""
    said_at: datetime = Field(sa_type=UtcDateTime)

    @property
    def number(self) -> int:
        """The id of a response already stored."""
        if self.id is None:
            message = "this response has not been stored yet"
            raise ValueError(message)
        return self.id


def add(session: Session, response: NoteResponse) -> int:
    """Store an answer and return its number."""
    session.add(response)
    session.flush()
    return response.number


def of_note(session: Session, note_id: str) -> list[NoteResponse]:
    """Return everything that was answered to a note, oldest first."""
    query = select(NoteResponse).where(NoteResponse.note_id == note_id).order_by(col(NoteResponse.id))
    return list(session.exec(query))
