"""The files of the house, as git sees them."""

from __future__ import annotations

import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("bot", "prompts", "knowledge", "storage")


def files() -> list[Path]:
    """Return every file that is, or is about to be, committed; relative to the root.

    A tree without git (an unpacked archive, an image) is taken as it lies on the disk.
    """
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],  # noqa: S607 - whichever git is there
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode == 0:
        paths = [Path(line) for line in listed.stdout.splitlines()]
    else:
        parts = (ROOT / part for part in (*PACKAGES, "tests"))
        paths = [path.relative_to(ROOT) for part in parts for path in part.rglob("*")]
    return [path for path in paths if (ROOT / path).is_file()]


def python_files(*folders: str) -> list[Path]:
    """Return the Python files under these top-level folders; all of them when none is named."""
    return [path for path in files() if path.suffix == ".py" and (not folders or path.parts[0] in folders)]
