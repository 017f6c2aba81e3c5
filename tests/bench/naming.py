"""Make `knowledge/concepts.npz` again: what the models in this process make of the concepts' names.

    python -m tests.bench.naming

To be run after `knowledge/concepts.txt` or a model was changed; a test tells when it was not.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import numpy as np

from knowledge.concepts import VECTORS, names
from knowledge.embeddings import installed

if TYPE_CHECKING:
    from numpy.typing import NDArray


def main() -> int:
    """Embed every name with every model that reads its language, and keep the vectors."""
    made: dict[str, NDArray[np.float16]] = {}
    for model in installed():
        for language in filter(model.reads, ("en", "zh")):
            vectors = np.stack([model.question(name) for name in names(language)])
            made[f"{model.name}/{language}"] = vectors.astype(np.float16)
    with VECTORS.open("wb") as kept:
        np.savez_compressed(kept, **made)  # type: ignore[arg-type]  # numpy's stub takes the names for its own options
    sys.stdout.write(f"{VECTORS.name}: {', '.join(made)}; {VECTORS.stat().st_size:,} bytes\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
