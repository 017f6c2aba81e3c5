"""What an embedding model makes of a text: a vector for each token, and which characters each stands for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np
import onnxruntime

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray


@dataclass(frozen=True)
class Encoded:
    """One text: a vector for each token, and which characters of the text each token stands for (-1: none)."""

    tokens: NDArray[np.float32]
    places: tuple[tuple[int, int], ...]

    def mean(self, start: int | None = None, end: int | None = None) -> NDArray[np.float32]:
        """Return the unit vector of the whole text, or of the tokens between two characters of it."""
        chosen = self.tokens
        if start is not None and end is not None:
            inside = [at for at, (first, last) in enumerate(self.places) if 0 <= first < end and last > start]
            chosen = self.tokens[inside] if inside else self.tokens
        vector = chosen.mean(axis=0)
        return np.asarray(vector / np.linalg.norm(vector), dtype=np.float32)

    def inside(self) -> NDArray[np.float32]:
        """Return the unit vectors of the text's own tokens: neither the prefix nor the marks around it."""
        own = self.tokens[[first >= 0 for first, _ in self.places]]
        return np.asarray(own / np.linalg.norm(own, axis=1, keepdims=True), np.float32)


class Encoder(Protocol):
    """A model that shows its tokens; `question` and `passage` are what it wants to read before one."""

    question: str
    passage: str

    def encode(self, prefix: str, texts: list[str]) -> list[Encoded]:
        """Return the texts as they are understood behind a prefix; what exceeds the model's length is cut off."""
        ...


def session(model: bytes | Path) -> onnxruntime.InferenceSession:
    """Return a model ready to run on the thread that calls it."""
    options = onnxruntime.SessionOptions()
    # One thread a call: several calls side by side use the cores better, and none spins while it waits.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    source = model if isinstance(model, bytes) else str(model)
    return onnxruntime.InferenceSession(source, options, providers=["CPUExecutionProvider"])
