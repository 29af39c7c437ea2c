"""How it is found: embeddings, vector and lexical search, their fusion, and index generations."""

import os

# One question is too small to be shared out: threads of a matrix library that wait for each other cost
# ten times what they save. Set before numpy is first imported; what the operator set stays.
for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

from index.chosen import open_index  # noqa: E402
from index.interface import PassageIndex  # noqa: E402
from index.live import Index  # noqa: E402
from index.model import Hit, Search, Status, Weights  # noqa: E402

__all__ = ["Hit", "Index", "PassageIndex", "Search", "Status", "Weights", "open_index"]
