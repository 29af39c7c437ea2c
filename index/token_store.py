"""Token vectors as they are stored: four bits a number, so that reading twenty passages runs no model.

A row of n tokens is: n × ⌈dimensions/2⌉ bytes of two numbers each, n starts and n ends (uint16). Vectors have
unit length, so what they were divided by need not be kept. With the bundled model a cosine is off by 0.007
(one standard deviation), the likeness of a whole question by 0.003; 196 bytes a token, some 12 kB a passage.
"""

from __future__ import annotations

import hashlib

import numpy as np

from index.embedding.tokens import TokenVectors

_MOST = 7  # the largest number of four bits with a sign
_NUMBERS = np.array([(byte // 16 - 8, byte % 16 - 8) for byte in range(256)], np.float32)
"""The two numbers of each byte."""


def token_key(text: str) -> bytes:
    """Return the key under which a text's token vectors are stored."""
    return hashlib.sha256(b"tokens\0" + text.encode("utf-8")).digest()


def pack(tokens: TokenVectors) -> bytes:
    """Return token vectors as bytes; offsets beyond 65,535 characters are cut there."""
    vectors = tokens.vectors
    if vectors.shape[1] % 2:
        vectors = np.pad(vectors, ((0, 0), (0, 1)))
    scales = np.abs(vectors).max(1, initial=1e-6) / _MOST
    numbers = (np.rint(vectors / scales[:, None]) + 8).astype(np.uint8)
    offsets = np.minimum(tokens.offsets, 65_535).astype("<u2")
    return b"".join(
        (
            (numbers[:, ::2] << 4 | numbers[:, 1::2]).tobytes(),
            offsets[:, 0].tobytes(),
            offsets[:, 1].tobytes(),
        )
    )


def unpack(row: bytes, dimensions: int) -> TokenVectors:
    """Return what `pack` wrote, each vector of unit length again; raises ValueError for other bytes."""
    half = (dimensions + 1) // 2
    count, rest = divmod(len(row), half + 4)
    if rest:
        raise ValueError("these are no token vectors of this model")
    packed = np.frombuffer(row, np.uint8, count * half).reshape(count, half)
    offsets = np.frombuffer(row, "<u2", 2 * count, count * half).astype(np.int32)
    vectors = np.take(_NUMBERS, packed, axis=0).reshape(count, 2 * half)[:, :dimensions]
    lengths = np.sqrt(np.einsum("ij,ij->i", vectors, vectors))[:, None]
    return TokenVectors(offsets.reshape(2, count).T, vectors / np.maximum(lengths, 1e-6))
