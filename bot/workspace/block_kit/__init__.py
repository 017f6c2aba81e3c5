"""What Slack refuses in blocks and views, said in Slack's own words."""

from bot.workspace.block_kit.check import check_blocks, check_view

__all__ = ["check_blocks", "check_view"]
