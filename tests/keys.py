"""The keys of every database in a test; never those of a real database."""

from __future__ import annotations

from storage.master_keys import MasterKeys, text_of

KEY = bytes(range(32))
MASTER_TEXT = text_of(KEY)
"""The key as the setting `TOUCHBASE_MASTER_KEY` gives it."""
MASTERS = MasterKeys(KEY)
SIGNING_TEXT = text_of(bytes(reversed(KEY)))
"""The key checkpoints are signed with, as the setting `TOUCHBASE_SIGNING_KEY` gives it."""
