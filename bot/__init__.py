"""How it is asked: the answering pipeline, the terminal, and Discord."""

import os

# As in `index`, and here too because what answers imports numpy before `index` is imported: with threads of
# its own for each, a product of two small matrices takes a thousand times as long.
for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ.setdefault(_name, "1")
