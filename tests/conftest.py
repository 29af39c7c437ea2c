"""What tests of several rooms share: a state folder set up once, with the real model."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from filelock import FileLock

from corpus.environment import VECTORS
from corpus.store.database import SETTING
from tests.command import ROOT, environment, footbridge
from tests.engines import Engine, PostgresEngine, SqliteEngine, VectorsEngine
from tests.postgres import PostgresServer

hypothesis.settings.register_profile("any machine", deadline=None)  # no test asserts how long a thing takes
hypothesis.settings.load_profile("any machine")

os.environ["HF_HUB_OFFLINE"] = "1"  # whatever a test loads is on this machine
os.environ["FOOTBRIDGE_WORLD"] = "off"  # tests of the bundled world ask for it
os.environ.pop(SETTING, None)
os.environ.pop(VECTORS, None)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--soak", action="store_true", help="run the long form of tests that have one")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("--soak"):
        for item in items:
            if item.get_closest_marker("soak"):
                item.add_marker(pytest.mark.skip(reason="a long run: make soak"))


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """Return a PostgreSQL server that runs for as long as the tests do."""
    with PostgresServer() as server:
        yield server


@pytest.fixture
def in_postgres(postgres: PostgresServer, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the address of an empty PostgreSQL database, in which all that the test opens is kept."""
    address = postgres.database()
    monkeypatch.setenv(SETTING, address)
    return address


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest) -> Engine:
    """Have the test run once on each engine: what it opens is kept in a file, then in PostgreSQL."""
    return _engine(request, request.param)


@pytest.fixture
def one_engine(request: pytest.FixtureRequest) -> Engine:
    """Have the test run on a file; on others too where it is marked with `engines.BOTH` or `ALL`."""
    return _engine(request, getattr(request, "param", "sqlite"))


def _engine(request: pytest.FixtureRequest, name: str) -> Engine:
    if name == "sqlite":
        return SqliteEngine()
    address = request.getfixturevalue("in_postgres")
    if name in {"vectors", "apart"}:
        monkeypatch = request.getfixturevalue("monkeypatch")
        monkeypatch.setenv(VECTORS, "database")
        if name == "apart":
            monkeypatch.setattr("index.postgres.tables.MOST_PASSAGES", 0)
        return VectorsEngine(request.getfixturevalue("postgres"), address)
    return PostgresEngine(request.getfixturevalue("postgres"), address)


_PREPARE = """
import pathlib, sys
from bot.answering.records.kinds import kinds
from bot.answering.records.likeness import Likeness
from bot.answering.small_talk.answerer import SmallTalkAnswerer
from index import cross_encoder
from index.embedding import load
cross_encoder.prepare(pathlib.Path(sys.argv[1]))
embedder = load(None, pathlib.Path(sys.argv[1]))
likeness = Likeness(embedder, kinds(), embedder.keeps)
likeness.prepare()
SmallTalkAnswerer(embedder, embedder.keeps, likeness).prepare()
"""


@pytest.fixture(scope="session")
def exported_models(pytestconfig: pytest.Config) -> Path:
    """Return the folder with both models' exports, made once for as long as their code stays the same."""
    files = [path for room in ("embedding", "cross_encoder") for path in (ROOT / "index" / room).iterdir()]
    files += [ROOT / "index/onnx_graph.py", ROOT / "index/model_folder.py"]
    code = hashlib.sha256(b"".join(path.read_bytes() for path in sorted(files) if path.is_file()))
    folder = pytestconfig.cache.mkdir(f"export-{code.hexdigest()[:16]}")
    with FileLock(folder / "lock"):
        subprocess.run(  # made again where examples have changed
            [sys.executable, "-c", _PREPARE, folder], cwd=ROOT, env=environment(), check=True, timeout=300
        )
    return folder / "models"


@pytest.fixture(scope="session")
def pristine_state(tmp_path_factory: pytest.TempPathFactory, exported_models: Path) -> Path:
    """Return a state folder with the bundled corpus and the exported model, to copy and never to open."""
    # Several test processes copy from one. Were it open in one of them, another could not copy it: even a
    # reader makes the database's write-ahead log, and whoever closes last removes it.
    root = tmp_path_factory.getbasetemp()
    root = root.parent if "PYTEST_XDIST_WORKER" in os.environ else root
    state = root / "pristine"
    with FileLock(root / "pristine.lock"):
        if not state.exists():
            fresh = root / "preparing"
            shutil.copytree(exported_models, fresh / "models")
            done = footbridge("index", "status", data=fresh, timeout=300)
            assert done.returncode == 0, done.stderr
            fresh.rename(state)
    return state


@pytest.fixture(scope="session")
def prepared_state(pristine_state: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the pristine state folder that tests read together; nothing may write to it."""
    return Path(shutil.copytree(pristine_state, tmp_path_factory.mktemp("prepared") / "state"))


@pytest.fixture
def state(pristine_state: Path, tmp_path: Path) -> Path:
    """Return a copy of the pristine state folder that the test may change."""
    return Path(shutil.copytree(pristine_state, tmp_path / "state"))
