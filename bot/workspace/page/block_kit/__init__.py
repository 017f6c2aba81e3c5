"""Block Kit on the page: every block and element Slack has, drawn and answered as Slack does."""

from bot.workspace.page.block_kit.surface import Surface

__all__ = ["Surface"]
