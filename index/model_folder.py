"""A folder that holds an exported model: the graph, the tokenizer, and a manifest with their checksums.

It appears whole or not at all, and is read only while its files are what the manifest says. Nothing here
imports torch.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import onnxruntime

from corpus.errors import ModelError
from corpus.shortage import shortage

MODEL, TOKENIZER, MANIFEST = "model.ort", "tokenizer.json", "manifest.json"

_LEFT = ".making-"
_LEFT_FOR = 3600
"""Seconds after which what an export left that was killed is taken away."""


def write(folder: Path, model: Path, tokenizer: bytes, manifest: dict[str, Any]) -> Path:
    """Put model, tokenizer and manifest into `folder`; the model is a graph of ONNX, or there already."""
    folder.mkdir(exist_ok=True)
    if model != folder / MODEL:
        told = options()
        told.optimized_model_filepath = str(folder / MODEL)
        _session(model, told)  # which writes it in onnxruntime's own format, whose weights need no copying
    (folder / TOKENIZER).write_bytes(tokenizer)
    sums = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in (MODEL, TOKENIZER)}
    text = json.dumps(manifest | {"files": sums}, indent=2, ensure_ascii=False)
    (folder / MANIFEST).write_text(text + "\n", "utf-8")
    return folder


def find(
    models: Path, pattern: str, variant: str, stamp: str, source: Callable[[], str | None]
) -> Path | None:
    """Return the folder among those of this pattern and variant that holds an export, or None.

    It is that of `stamp`, which changes when a file may have changed; or else, as after a reinstallation,
    that of what `source` returns, the digest of the files (None: there is none), which takes a moment.
    """
    manifests = [(folder, read_manifest(folder)) for folder in sorted(models.glob(pattern))]
    current = [(folder, found) for folder, found in manifests if found.get("variant") == variant]
    for folder, found in current:
        if found.get("stamp") == stamp:
            return folder
    wanted = source() if current else None
    return next((folder for folder, found in current if wanted and found.get("source") == wanted), None)


def tidy(models: Path, pattern: str, variant: str) -> None:
    """Remove the exports of this pattern that are of an earlier variant."""
    for folder in models.glob(pattern):
        if read_manifest(folder).get("variant") != variant:
            shutil.rmtree(folder, ignore_errors=True)


def opened(folder: Path) -> tuple[onnxruntime.InferenceSession, str]:
    """Open the graph, and return it with the tokenizer, each as the manifest says.

    The graph is opened by its path: as bytes it would be held twice. Raises ModelError, or ResourceError
    where there is too little memory for it.
    """
    files = read_manifest(folder).get("files", {})
    for name in (MODEL, TOKENIZER):
        try:
            with (folder / name).open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            raise shortage(error) or ModelError(
                f"The exported model cannot be read: {name} is missing from {folder}."
            ) from error
        if found != files.get(name):
            raise ModelError(
                f"The exported model is damaged: {name} in {folder} is not what {MANIFEST} says."
            )
    try:
        return session(folder / MODEL), (folder / TOKENIZER).read_text("utf-8")
    except Exception as error:  # taken away, or replaced, between the check and the opening
        raise shortage(error) or ModelError(f"The exported model in {folder} cannot be opened.") from error


def read_manifest(folder: Path) -> dict[str, Any]:
    """Return the manifest in `folder`; empty when there is none that can be read."""
    try:
        found = json.loads((folder / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def session(graph: Path) -> onnxruntime.InferenceSession:
    """Open a graph; raises what onnxruntime does.

    Of one in onnxruntime's own format the weights stay in the file, which is mapped into memory: it opens in
    a third of the time, and processes share them.
    """
    told = options()
    for name in ("use_memory_mapped_ort_model", "use_ort_model_bytes_for_initializers"):
        told.add_session_config_entry(f"session.{name}", "1")
    return _session(graph, told)


def _session(graph: Path, told: onnxruntime.SessionOptions) -> onnxruntime.InferenceSession:
    return onnxruntime.InferenceSession(str(graph), told, providers=["CPUExecutionProvider"])


def options() -> onnxruntime.SessionOptions:
    """Return how graphs are run: on one thread each, so that several texts can be run side by side."""
    told = onnxruntime.SessionOptions()
    told.intra_op_num_threads = 1
    told.inter_op_num_threads = 1
    # simplified when it was exported; at every start it would also be joined to slower nodes
    told.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    told.log_severity_level = 4  # what goes wrong is raised; its log would be one more line, to nobody
    return told


@contextlib.contextmanager
def workshop(models: Path) -> Iterator[Path]:
    """Give a folder beside the models to make one in, and take it away.

    What was left by exports that were killed an hour ago goes too. Raises ModelError where nothing can be
    kept there; whatever failed inside for want of memory or room is said as that: ResourceError, StateError.
    """
    try:
        models.mkdir(parents=True, exist_ok=True)
        for folder in models.glob(f"{_LEFT}*"):
            if time.time() - folder.stat().st_mtime > _LEFT_FOR:
                shutil.rmtree(folder, ignore_errors=True)
        made = tempfile.TemporaryDirectory(dir=models, prefix=_LEFT, ignore_cleanup_errors=True)
    except OSError as error:
        reason = os.strerror(error.errno or 0)
        raise shortage(error, models) or ModelError(
            f"The exported model cannot be kept in {models} ({reason})."
        ) from error
    with made as work:
        try:
            yield Path(work)
        except Exception as error:
            if short := shortage(error, models):
                raise short from error
            raise


def publish(folder: Path, place: Path) -> Path:
    """Move a finished folder from the workshop to `place`, unless what is there can be used.

    Only now what was there and cannot be used is taken away: a failure loses nothing. Raises ModelError.
    """
    from index.durable import sync_tree  # noqa: PLC0415

    sync_tree(folder)
    try:
        opened(place)
    except ModelError:
        with contextlib.suppress(OSError):  # there is none
            place.rename(folder.with_name(f"{folder.name}.replaced"))
    with contextlib.suppress(OSError):  # another process has put it there meanwhile
        folder.rename(place)
    sync_tree(place.parent, deep=False)
    if not (place / MANIFEST).is_file():
        raise ModelError(f"The exported model cannot be written to {place}.")
    return place
