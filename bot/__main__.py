"""The way in: serving goes straight to the bot, everything else by the command line."""

from __future__ import annotations

import sys


def main() -> None:
    """Do what the arguments say."""
    if sys.argv[1:] == ["run"]:
        # A process that serves for months holds nothing of the command line.
        from bot.serving import serve  # noqa: PLC0415 - as above

        sys.exit(serve())
    from bot.commands.line import main as command_line  # noqa: PLC0415 - as above

    command_line()


if __name__ == "__main__":
    main()
