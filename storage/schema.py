"""Every table there is: importing this module makes the metadata whole."""

from __future__ import annotations

from sqlmodel import SQLModel

from storage import (
    actions,
    check_ins,
    commitments,
    cycles,
    data_requests,
    delivery_gate,
    erasure,
    inbox,
    ledger,
    legal_holds,
    model_use,
    note_reads,
    one_on_ones,
    outbox,
    people,
    policies,
    records,
    relations,
    reporting_lines,
    responses,
    secrets,
)

METADATA = SQLModel.metadata
MODULES = (
    actions,
    check_ins,
    commitments,
    cycles,
    data_requests,
    delivery_gate,
    erasure,
    inbox,
    ledger,
    legal_holds,
    model_use,
    note_reads,
    one_on_ones,
    outbox,
    people,
    policies,
    records,
    relations,
    reporting_lines,
    responses,
    secrets,
)
