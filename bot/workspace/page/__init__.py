"""The page of the local workspace: a small Slack in the browser, for one person per tab.

It reads the workspace and acts through `Acts`; it knows nothing of the bot behind them.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from fastapi import Request  # noqa: TC002 - FastAPI reads the annotation when the page is registered
from nicegui import Client, ui
from nicegui import app as nicegui_app

from bot.workspace.errors import SlackError
from bot.workspace.page.desk import Desk
from bot.workspace.page.entrance import Entrance
from bot.workspace.page.viewer import Viewer
from bot.workspace.page.words import LANGUAGES, language_of, word

if TYPE_CHECKING:
    from fastapi import FastAPI

    from bot.workspace.acts import Acts
    from bot.workspace.state import Workspace

_STYLE = Path(__file__).with_name("style.css")


def attach(app: FastAPI, workspace: Workspace, acts: Acts) -> None:
    """Put the page on `app`: people at `/`, one person's workspace at `/as/{user_id}`.

    Call it after the routes of the Web API: whatever they do not take belongs to the page. A process
    can serve one workspace with a page at a time, and one after another.
    """

    @ui.page("/")
    def entrance(request: Request, lang: str = "", unknown: str = "") -> None:
        _dress(workspace)
        Entrance(workspace, lang or language_of(_asked_language(request)), unknown=bool(unknown))

    @ui.page("/as/{user_id}")
    async def desk(client: Client, user_id: str, at: str = "home") -> None:
        if not _is_person(workspace, user_id):
            ui.navigate.to("/?unknown=1")
            return
        _dress(workspace)
        viewer = Viewer(workspace, user_id, client)
        await Desk(viewer, acts).go(at)

    _start_afresh()
    ui.run_with(
        app,
        title=word("title", LANGUAGES[0]),
        favicon="💬",
        tailwind=False,
        show_welcome_message=False,
        reconnect_timeout=10,
    )


def _start_afresh() -> None:
    """Let NiceGUI's one application be put on a new server after an earlier one has stopped."""
    nicegui_app.middleware_stack = None
    nicegui_app.user_middleware.clear()


def _dress(workspace: Workspace) -> None:
    ui.page_title(workspace.team.name)
    ui.add_css(_STYLE)


def _asked_language(request: Request) -> str:
    return request.headers.get("accept-language", "").split(",", 1)[0]


def _is_person(workspace: Workspace, user_id: str) -> bool:
    try:
        return not workspace.user(user_id).is_bot
    except SlackError:
        return False
