"""The master key of every database in a test; never one of a real database."""

from __future__ import annotations

from storage.master_keys import MasterKeys, text_of

KEY = bytes(range(32))
MASTER_TEXT = text_of(KEY)
"""The key as the setting `TOUCHBASE_MASTER_KEY` gives it."""
MASTERS = MasterKeys(KEY)
