"""The same index on a Chroma server, which several processes may use."""

from __future__ import annotations

import gc
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from knowledge.search import Searcher
from knowledge.vectors import IndexUnreachableError, Store
from tests.integration.knowledge.test_index import RULES, found
from tests.unit.knowledge.passages import Letters

if TYPE_CHECKING:
    from collections.abc import Iterator

STARTING = 60


@pytest.fixture
def server(tmp_path: Path, unused_tcp_port: int) -> Iterator[str]:
    """Run a Chroma server and give its URL once it answers."""
    command = [Path(sys.executable).parent / "chroma", "run", "--host", "127.0.0.1"]
    arguments = ["--port", str(unused_tcp_port), "--path", str(tmp_path / "server")]
    process = subprocess.Popen(  # noqa: S603 - our own words
        [*map(str, command), *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    url = f"http://127.0.0.1:{unused_tcp_port}"
    try:
        until = time.monotonic() + STARTING
        while not _answers(url):
            assert process.poll() is None, "the server ended"
            assert time.monotonic() < until, "the server never answered"
        yield url
    finally:
        process.terminate()
        process.wait(timeout=10)
        gc.collect()


@pytest.mark.slow
# chromadb leaves sockets of its clients to the garbage collector, closed or not: collected here, not in another test.
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
def test_two_processes_share_a_server_and_embed_once(server: str, tmp_path: Path) -> None:
    embedded = Searcher(tmp_path / "own", [Letters()])
    embedded.refresh(RULES)
    expected = [found(embedded, question) for question in ("hotel", "酒店", "taxi")]
    embedded.close()
    models = [Letters(), Letters()]
    copies = [Searcher(server, [model]) for model in models]
    for copy in copies:
        copy.refresh(RULES)
        assert [found(copy, question) for question in ("hotel", "酒店", "taxi")] == expected
    assert [model.embedded for model in models] == [len(RULES), 0]
    for copy in copies:
        copy.close()
    del copies, copy
    gc.collect()


def _answers(url: str) -> bool:
    try:
        Store.at_url(url).close()
    except IndexUnreachableError:
        return False
    return True
