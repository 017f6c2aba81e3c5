"""The rule book: audiences, ends, withdrawals, drafts and conflicts; published versions never change

Revision: 0010
Before it: 0009
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa
from alembic import op

from storage.append_only import refuse_changes
from storage.policy_versions import clause_ref

if TYPE_CHECKING:
    from collections.abc import Sequence

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

TABLES = ("policy_version", "policy_clause", "policy_decision")


def upgrade() -> None:
    """Bring the schema up to this version."""
    connection = op.get_bind()
    # Identifiers grow, which SQLite can only do by making the tables anew; a rule book fits in memory.
    versions = connection.execute(sa.text("SELECT * FROM policy_version")).mappings().all()
    clauses = connection.execute(sa.text("SELECT * FROM policy_clause")).mappings().all()
    op.drop_table("policy_clause")
    op.drop_table("policy_version")
    op.create_table(
        "policy_version",
        sa.Column("document_id", sa.String(length=200), nullable=False),
        sa.Column("version", sa.String(length=64), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("governing_language", sa.String(length=8), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("owner", sa.String(length=320), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("audience", sa.String(length=80), nullable=False),
        sa.Column("effective_from", sa.Date(), nullable=False),
        sa.Column("effective_until", sa.Date(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("loaded_at", sa.DateTime(), nullable=False),
        sa.Column("published_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["published_by"], ["person.id"]),
        sa.PrimaryKeyConstraint("document_id", "version", "language"),
    )
    op.create_index("ix_policy_version_effective_from", "policy_version", ["effective_from"])
    op.create_table(
        "policy_clause",
        sa.Column("document_id", sa.String(length=200), nullable=False),
        sa.Column("version", sa.String(length=64), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("clause_id", sa.String(length=300), nullable=False),
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("title", sa.String(length=1000), nullable=False),
        sa.Column("path", sa.JSON(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id", "version", "language"],
            ["policy_version.document_id", "policy_version.version", "policy_version.language"],
        ),
        sa.PrimaryKeyConstraint("document_id", "version", "language", "clause_id"),
    )
    op.create_index("ix_policy_clause_clause_id", "policy_clause", ["clause_id"])
    op.create_index("ix_policy_clause_ref", "policy_clause", ["ref"])
    _bring_back(versions, clauses)
    op.create_table(
        "policy_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.String(length=200), nullable=False),
        sa.Column("version", sa.String(length=64), nullable=False),
        sa.Column("decision", sa.String(length=16), nullable=False),
        sa.Column("decided_at", sa.DateTime(), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["decided_by"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_policy_decision_document_id", "policy_decision", ["document_id"])
    op.create_table(
        "policy_draft",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("file_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("documents", sa.JSON(), nullable=False),
        sa.Column("card", sa.String(length=128), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("stamp", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("uploaded_by", sa.Integer(), nullable=True),
        sa.Column("uploaded_at", sa.DateTime(), nullable=False),
        sa.Column("lease_until", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["uploaded_by"], ["person.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_policy_draft_state", "policy_draft", ["state"])
    op.create_table(
        "policy_conflict",
        sa.Column("first", sa.String(length=16), nullable=False),
        sa.Column("second", sa.String(length=16), nullable=False),
        sa.Column("marked_at", sa.DateTime(), nullable=False),
        sa.Column("marked_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["marked_by"], ["person.id"]),
        sa.PrimaryKeyConstraint("first", "second"),
    )
    refuse_changes(connection, *TABLES)


def _bring_back(versions: Sequence[sa.RowMapping], clauses: Sequence[sa.RowMapping]) -> None:
    connection = op.get_bind()
    for row in versions:
        _insert(connection, "policy_version", {**row, "name": "", "audience": "everyone"})
    for row in clauses:
        _insert(connection, "policy_clause", {**row, "ref": clause_ref(row["document_id"], row["clause_id"])})


def _insert(connection: sa.Connection, table: str, row: dict[str, object]) -> None:
    known = sa.table(table, *map(sa.column, row))
    if isinstance(path := row.get("path"), list):
        # PostgreSQL's driver has read the JSON; SQLite gives it as it lies there.
        known = sa.table(table, *(sa.column(name, sa.JSON() if name == "path" else None) for name in row))
        row = {**row, "path": path}
    connection.execute(known.insert().values(**row))
