"""multilingual-e5-small through onnxruntime: texts in, one vector for each token out.

The graph is built from the weights with onnxruntime's own 4-bit matrix product (`MatMulNBits`), so the matrices
stay as small as they came. The numbers (two norms a layer, 12 heads, "query: " before questions and "passage: "
before texts) are those of the model's card, https://huggingface.co/intfloat/multilingual-e5-small.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Regex, Tokenizer
from tokenizers.models import Unigram
from tokenizers.normalizers import NFKC, Replace, Sequence
from tokenizers.pre_tokenizers import Metaspace

from knowledge.tokens import Encoded, session
from knowledge.weights import BLOCK, Weights

if TYPE_CHECKING:
    from numpy.typing import NDArray

_MICROSOFT = "com.microsoft"
_INT8 = 4
"""`accuracy_level` of MatMulNBits at which activations are rounded to 8 bits: the fastest one."""


class E5:
    """The model in memory. Safe to use from several threads."""

    question, passage = "query: ", "passage: "

    def __init__(self, weights: Weights) -> None:
        self._session = session(_graph(weights).SerializeToString())
        self._width, self._most = weights.width, weights.positions - 2
        self._begin, self._end = weights.begin, weights.end
        self._letters = weights.blocks("emb.word")
        first_type = weights.floats("emb.type")[: weights.width]
        self._positions = weights.floats("emb.pos").reshape(-1, weights.width) + first_type
        self._tokenizer = _tokenizer(weights)

    def encode(self, prefix: str, texts: list[str]) -> list[Encoded]:
        """Return the texts as they are understood behind a prefix; what exceeds the model's length is cut off."""
        cut = [self._tokenizer.encode(prefix + text, add_special_tokens=False) for text in texts]
        rows = [[self._begin, *one.ids[: self._most], self._end] for one in cut]
        longest = max(map(len, rows))
        letters = np.zeros((len(rows), longest, self._width), np.float32)
        mask = np.zeros((len(rows), longest), np.int32)
        for at, row in enumerate(rows):
            known = self._letters.rows(np.asarray(row, np.int64), self._width)
            letters[at, : len(row)] = known + self._positions[: len(row)]
            mask[at, : len(row)] = 1
        (tokens,) = self._session.run(None, {"letters": letters, "mask": mask})
        return [
            Encoded(tokens[at, : len(row)], _places(one.offsets[: self._most], len(prefix)))
            for at, (row, one) in enumerate(zip(rows, cut, strict=True))
        ]


def _places(offsets: list[tuple[int, int]], skipped: int) -> tuple[tuple[int, int], ...]:
    """Return places counted from behind the prefix; the two marks around the text stand nowhere."""
    nowhere = (-1, -1)
    return (nowhere, *((first - skipped, last - skipped) for first, last in offsets), nowhere)


def _tokenizer(weights: Weights) -> Tokenizer:
    tokenizer = Tokenizer(Unigram(weights.vocabulary, unk_id=weights.unknown, byte_fallback=False))
    tokenizer.normalizer = Sequence([NFKC(), Replace(Regex(r"\s+"), " ")])
    tokenizer.pre_tokenizer = Metaspace(replacement="▁", prepend_scheme="always")
    return tokenizer


def _graph(weights: Weights) -> Any:  # noqa: ANN401 - onnx's messages have no types
    build = _Graph(weights)
    build.known("norm.w", weights.floats("emb.ln.w"))
    build.known("norm.b", weights.floats("emb.ln.b"))
    build.node("LayerNormalization", ["letters", "norm.w", "norm.b"], ["x0"], "", epsilon=weights.epsilon)
    state = "x0"
    for layer in range(weights.layers):
        state = build.layer(f"l{layer}.", state)
    build.node("Identity", [state], ["tokens"], "")
    shape = ["texts", "length"]
    graph = helper.make_graph(
        build.nodes,
        "e5",
        [
            helper.make_tensor_value_info("letters", TensorProto.FLOAT, [*shape, weights.width]),
            helper.make_tensor_value_info("mask", TensorProto.INT32, shape),
        ],
        [helper.make_tensor_value_info("tokens", TensorProto.FLOAT, [*shape, weights.width])],
        build.knowns,
    )
    sets = [helper.make_opsetid("", 17), helper.make_opsetid(_MICROSOFT, 1)]
    return helper.make_model(graph, opset_imports=sets, ir_version=9)


class _Graph:
    """Nodes and known values, added one after the other."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self.nodes: list[Any] = []
        self.knowns: list[Any] = []

    def known(self, name: str, value: NDArray[Any]) -> str:
        self.knowns.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(self, kind: str, inputs: list[str], outputs: list[str], domain: str, **facts: Any) -> None:  # noqa: ANN401 - as onnx takes them
        self.nodes.append(helper.make_node(kind, inputs, outputs, domain=domain, **facts))

    def layer(self, at: str, state: str) -> str:
        """Add attention and the two inner products of one layer; return the name of what comes out."""
        width, inner = self._weights.width, self._weights.inner
        self._product(f"{at}all", state, [f"{at}q.w", f"{at}k.w", f"{at}v.w"], width, 3 * width)
        parts = [f"{at}query", f"{at}key", f"{at}value"]
        self.node("Split", [f"{at}all", self._thirds(at)], parts, "", axis=-1)
        biases = np.concatenate([self._weights.floats(f"{at}{part}.b") for part in "qkv"])
        self.node(
            "MultiHeadAttention",
            [*parts, self.known(f"{at}qkv.b", biases), "mask"],
            [f"{at}heads"],
            _MICROSOFT,
            num_heads=self._weights.heads,
        )
        self._product(f"{at}out", f"{at}heads", [f"{at}ao.w"], width, width)
        self._norm(f"{at}mid", f"{at}out", state, f"{at}ao.b", f"{at}aln")
        self._product(f"{at}wide", f"{at}mid", [f"{at}fi.w"], width, inner)
        bias = self.known(f"{at}fi.b", self._weights.floats(f"{at}fi.b"))
        self.node("BiasGelu", [f"{at}wide", bias], [f"{at}gelu"], _MICROSOFT)
        self._product(f"{at}narrow", f"{at}gelu", [f"{at}fo.w"], inner, width)
        self._norm(f"{at}end", f"{at}narrow", f"{at}mid", f"{at}fo.b", f"{at}oln")
        return f"{at}end"

    def _thirds(self, at: str) -> str:
        return self.known(f"{at}thirds", np.full(3, self._weights.width, np.int64))

    def _norm(self, out: str, new: str, old: str, bias: str, norm: str) -> None:
        knowns = [self.known(name, self._weights.floats(name)) for name in (f"{norm}.w", f"{norm}.b", bias)]
        epsilon = self._weights.epsilon
        self.node("SkipLayerNormalization", [new, old, *knowns], [out], _MICROSOFT, epsilon=epsilon)

    def _product(self, out: str, state: str, names: list[str], wide: int, high: int) -> None:
        matrices = [self._weights.blocks(name) for name in names]
        nibbles = np.concatenate([matrix.nibbles() for matrix in matrices])
        # The file pairs weight 0 with 16, onnxruntime 0 with 1.
        packed = (nibbles[:, 0::2] | (nibbles[:, 1::2] << 4)).reshape(high, wide // BLOCK, BLOCK // 2)
        scales = np.concatenate([matrix.scales for matrix in matrices])
        inputs = [state, self.known(f"{out}.4", packed), self.known(f"{out}.s", scales)]
        self.node(
            "MatMulNBits",
            inputs,
            [out],
            _MICROSOFT,
            K=wide,
            N=high,
            bits=4,
            block_size=BLOCK,
            accuracy_level=_INT8,
        )
