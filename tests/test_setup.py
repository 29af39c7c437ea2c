"""Set-up installs what the locks name, and no file that has another hash than there."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("requirements.lock", "requirements-dev.lock")


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_of_a_lock_has_hashes(lock: str) -> None:
    lines = (ROOT / lock).read_text("utf-8").replace("\\\n", " ").splitlines()
    packages = [line for line in lines if line and not line.startswith("#")]
    assert packages and all("==" in line and "--hash=sha256:" in line for line in packages)


def test_torch_is_locked_apart() -> None:
    pins = [
        line for line in (ROOT / "requirements-torch.lock").read_text("utf-8").splitlines() if "==" in line
    ]
    assert [pin.partition("==")[0] for pin in pins] == ["torch"]
    assert all("\ntorch==" not in (ROOT / lock).read_text("utf-8") for lock in LOCKS)


def test_the_image_checks_hashes_too() -> None:
    text = (ROOT / "deploy" / "Dockerfile").read_text("utf-8")
    assert "--require-hashes --no-deps -r requirements.lock" in text


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a project with a set-up script and an environment that seems to hold torch."""
    (tmp_path / "tools").mkdir()
    shutil.copy(ROOT / "tools" / "setup.sh", tmp_path / "tools")
    shutil.copy(ROOT / "requirements-torch.lock", tmp_path)
    subprocess.run([sys.executable, "-m", "venv", tmp_path / ".venv"], check=True)
    version = (ROOT / "requirements-torch.lock").read_text("utf-8").rpartition("==")[2].strip()
    (site,) = (tmp_path / ".venv" / "lib").glob("python*/site-packages")
    torch = site / f"torch-{version}.dist-info"
    torch.mkdir()
    (torch / "METADATA").write_text(f"Metadata-Version: 2.1\nName: torch\nVersion: {version}\n")
    return tmp_path


def _wheel(folder: Path) -> Path:
    file = folder / "footnote-1.0-py3-none-any.whl"
    with zipfile.ZipFile(file, "w") as wheel:
        info = "footnote-1.0.dist-info"
        wheel.writestr("footnote.py", "")
        wheel.writestr(f"{info}/METADATA", "Metadata-Version: 2.1\nName: footnote\nVersion: 1.0\n")
        wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr(
            f"{info}/RECORD", f"footnote.py,,\n{info}/METADATA,,\n{info}/WHEEL,,\n{info}/RECORD,,\n"
        )
    return file


def _set_up(project: Path, digest: str) -> subprocess.CompletedProcess[str]:
    (project / "requirements.lock").write_text(f"footnote==1.0 \\\n    --hash=sha256:{digest}\n")
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PIP_")}
    environment |= {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(project)}
    command = ["sh", "tools/setup.sh", ".venv/runtime-1", "requirements.lock"]
    return subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)


def test_a_file_with_another_hash_is_not_installed(project: Path) -> None:
    digest = hashlib.sha256(_wheel(project).read_bytes()).hexdigest()
    refused = _set_up(project, digest[::-1])
    assert refused.returncode == 1
    assert "requirements.lock could not be installed" in refused.stderr
    assert not (project / ".venv" / "runtime-1").exists()
    done = _set_up(project, digest)
    assert (done.returncode, (project / ".venv" / "runtime-1").exists()) == (0, True), done.stderr
