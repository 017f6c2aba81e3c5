"""`touchbase try` as a newcomer uses it: started, killed, stopped, started again."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import psutil
import pytest
from playwright.sync_api import Page, expect, sync_playwright

from tests.acceptance.chromium import ARGUMENTS, PROGRAM

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PATIENCE_SECONDS = 30
PATIENCE_MS = PATIENCE_SECONDS * 1000
HELEN = "Helen Moore"


@dataclass
class Trying:
    """The command while it runs."""

    process: subprocess.Popen[str]
    url: str

    def bot(self) -> psutil.Process:
        """Return the bot's process, which is not the workspace's."""
        children = psutil.Process(self.process.pid).children()
        return next(child for child in children if child.cmdline()[-1] == "run")

    def interrupt(self) -> tuple[int, float]:
        """Press Ctrl-C; returns the exit code and how many seconds it took."""
        children = psutil.Process(self.process.pid).children()
        began = time.monotonic()
        self.process.send_signal(signal.SIGINT)
        code = self.process.wait(PATIENCE_SECONDS)
        assert not [child for child in children if child.is_running()], "both processes are gone"
        return code, time.monotonic() - began


def command(folder: Path, *arguments: str) -> tuple[list[str], dict[str, str]]:
    """Return the command line and its environment."""
    line = [sys.executable, "-m", "bot", "try", "--no-browser", *arguments]
    return line, {**os.environ, "TOUCHBASE_DATA": str(folder), "COLUMNS": "200"}


def refused(folder: Path, *arguments: str) -> str:
    """Run the command where it cannot start; returns what it says about that."""
    line, environment = command(folder, *arguments)
    done = subprocess.run(  # noqa: S603 - our own command
        line, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    return done.stderr.strip()


@contextmanager
def trying(folder: Path, *arguments: str) -> Iterator[Trying]:
    """Start the command and wait until it says it is ready; stop it when the test has not."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    line, environment = command(folder, "--port", str(port), *arguments)
    process = subprocess.Popen(  # noqa: S603 - our own command
        line, env=environment, stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        said = next((said for said in process.stdout if "Touchbase is ready" in said), None)
        assert said is not None, "it became ready"
        yield Trying(process, said.split()[-1])
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait(PATIENCE_SECONDS)
        process.stdout.close()


@pytest.fixture(scope="module")
def tab() -> Iterator[Page]:
    """Open a browser tab."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=PROGRAM, args=list(ARGUMENTS))
        opened = browser.new_page(locale="en-US")
        opened.set_default_timeout(PATIENCE_MS)
        yield opened
        browser.close()


def sit_down(tab: Page, url: str) -> None:
    """Become Helen and open her messages with the bot."""
    tab.goto(url)
    tab.get_by_role("link").filter(has_text=HELEN).click()
    tab.get_by_test_id("tab-messages").click()
    expect(tab.get_by_test_id("tab-messages")).to_have_attribute("aria-selected", "true")


def write(tab: Page, text: str) -> None:
    """Write to the bot."""
    tab.get_by_test_id("composer").fill(text)
    tab.get_by_test_id("composer").press("Enter")


@pytest.mark.browser
@pytest.mark.slow
def test_it_survives_a_killed_bot_a_night_and_starts_over_when_asked(tmp_path: Path, tab: Page) -> None:
    with trying(tmp_path) as today:
        sit_down(tab, today.url)
        write(tab, "wrap up my 1:1 with Chen Wei")
        tab.get_by_text("1/5").last.wait_for()
        today.bot().kill()
        expect(tab.get_by_test_id("banner")).to_contain_text("The bot is away")
        write(tab, "Month-end close depends on plant data")
        tab.get_by_text("2/5").last.wait_for()
        expect(tab.get_by_test_id("banner")).to_be_hidden()
        code, seconds = today.interrupt()
    assert code == 0
    assert seconds < 10

    with trying(tmp_path) as tomorrow:
        sit_down(tab, tomorrow.url)
        expect(tab.get_by_text("Month-end close depends on plant data").first).to_be_visible()
        write(tab, "On 3 June the scrap file came at 21:40, so two people stayed until midnight")
        tab.get_by_text("3/5").last.wait_for()
        tomorrow.interrupt()

    with trying(tmp_path, "--fresh") as anew:
        sit_down(tab, anew.url)
        tab.get_by_text("1:1 with Chen Wei").last.wait_for()
        expect(tab.get_by_text("Month-end close")).to_have_count(0)


@pytest.mark.slow
def test_a_second_try_of_the_same_folder_is_refused_and_harms_nothing(tmp_path: Path) -> None:
    with trying(tmp_path) as first:
        second = refused(tmp_path, "--port", "0", "--fresh")
        assert second == (
            "Touchbase is being tried already, in another window. Stop that one first (Ctrl-C there)."
        )
        assert first.bot().is_running()


def test_a_port_in_use_is_said_in_one_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = refused(tmp_path, "--port", str(port))
    assert said == f"Port {port} cannot be used on this machine; choose another with --port."
    assert not (tmp_path / "try").exists(), "nothing was set up for it"
