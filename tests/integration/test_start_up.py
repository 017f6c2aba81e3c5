"""What a starting process does and, above all, what it leaves for later."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

from alembic.script import ScriptDirectory

from storage import migration

if TYPE_CHECKING:
    from pathlib import Path

# Each takes half a second or more, and a check-in without a model needs none of them.
HEAVY = {"langchain", "langchain_core", "langchain_openai", "openai", "chromadb", "nicegui", "onnxruntime"}
MIGRATING = {"alembic"}

LOADED = """
import asyncio, json, sys
from bot.app import Touchbase
from bot.settings import Settings

async def main():
    bot = Touchbase(Settings(_env_file=None, **json.loads(sys.argv[1])))
    try:
        await bot.start()
    except Exception as problem:
        assert type(problem).__name__ == "SlackRefused", problem
    finally:
        await bot.stop()

asyncio.run(main())
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
"""


def loaded_after_a_start(data: Path) -> set[str]:
    """Start the bot in a fresh process, as far as a Slack nobody serves, and return what it imported."""
    settings = {
        "slack_bot_token": "xoxb-start",
        "slack_app_token": "xapp-start",
        "slack_api_url": "http://127.0.0.1:9/api/",
        "TOUCHBASE_DATA": str(data),
    }
    done = subprocess.run(  # noqa: S603 - our own program, no shell
        [sys.executable, "-c", LOADED, json.dumps(settings)], capture_output=True, text=True, check=True
    )
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_a_start_loads_neither_a_model_nor_an_index(tmp_path: Path) -> None:
    loaded = loaded_after_a_start(tmp_path)
    assert loaded & HEAVY == set()
    assert loaded >= {"slack_bolt", "sqlmodel", *MIGRATING}, "the first start made the database"


def test_a_start_on_a_database_that_needs_nothing_does_not_load_the_migrations(tmp_path: Path) -> None:
    loaded_after_a_start(tmp_path)
    assert loaded_after_a_start(tmp_path) & (HEAVY | MIGRATING) == set()


def test_the_newest_version_is_the_one_the_code_names() -> None:
    scripts = ScriptDirectory.from_config(migration.configuration())
    assert scripts.get_current_head() == migration.NEWEST
