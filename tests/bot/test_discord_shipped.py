"""The program as shipped, in a process of its own: over TLS, with documented settings, nothing patched."""

from __future__ import annotations

import asyncio
import signal
import sys
from pathlib import Path

import pytest

from tests.bot.discord_story import Scene
from tests.command import ROOT, environment
from tests.discord_double import DoubleDiscord, make_certificate


async def test_the_shipped_program_logs_in_answers_and_ends_when_told(state: Path, tmp_path: Path) -> None:
    made = make_certificate(tmp_path)
    if made is None:
        pytest.skip("openssl is not installed, so there is no certificate to serve Discord's names with")
    async with DoubleDiscord(certificate=made) as double:
        scene = Scene(double)
        settings = {
            "DISCORD_TOKEN": double.token,
            "FOOTBRIDGE_DISCORD_ADDRESS": f"127.0.0.1:{double.port}",
            "FOOTBRIDGE_DISCORD_CA": str(made[0]),
            "FOOTBRIDGE_METRICS_PORT": "off",
        }
        # elsewhere than the project, so that no .env of the operator's is read
        bot = await asyncio.create_subprocess_exec(
            sys.executable, str(ROOT / "run.py"), "bot", cwd=tmp_path, env=environment(state, settings),
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
        )  # fmt: skip
        try:
            await double.ready(60)
            asked = await scene.alice.slash(
                scene.general, "ask", question="Where did Churchill give his Iron Curtain Speech?", within_=30
            )
            await asked.final(edits=1, within=30)
            assert "Westminster College" in asked.embeds[0]["description"]
            bot.send_signal(signal.SIGTERM)
            output, _ = await asyncio.wait_for(bot.communicate(), 30)
        finally:
            if bot.returncode is None:
                bot.kill()
                await bot.wait()
        assert bot.returncode == 0, output.decode()
        assert "Traceback" not in output.decode()
