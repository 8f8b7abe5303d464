"""The session with curl in docs/api.md works as written."""

import asyncio
import os
import re
from pathlib import Path
from uuid import uuid4

import pytest

from tests.system.platform import Platform

pytestmark = pytest.mark.system

PAGE = Path(__file__).parents[2] / "docs" / "api.md"
BLOCK = re.compile(r"^```(sh|json)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
WITHIN_S = 200


def steps() -> list[tuple[str, str]]:
    """Return the commands of the page, each with the output that it shows."""
    blocks = BLOCK.findall(PAGE.read_text(encoding="utf-8"))
    kinds = [kind for kind, _ in blocks]
    assert kinds == ["sh", "json"] * (len(blocks) // 2)
    return [
        (command, output)
        for (_, command), (_, output) in zip(blocks[::2], blocks[1::2], strict=True)
    ]


def fits(shown: str, printed: str) -> bool:
    """Return true if a command printed what the page shows; ``…`` stands for anything."""
    pattern = ".*?".join(re.escape(each) for each in shown.strip().split("…"))
    return re.fullmatch(pattern, printed.strip(), re.DOTALL) is not None


async def test_the_curl_session_works_as_documented(platform: Platform) -> None:
    username, password = f"outsider-{uuid4().hex[:8]}", uuid4().hex
    person = {"name": "Outsider", "username": username, "password": password, "role": "ADMIN"}
    await platform.call("POST", "/api/users", platform.admin, json=person)
    marker = f"---{uuid4().hex}---"
    script = f"echo {marker}\n".join(command for command, _ in steps())
    process = await asyncio.create_subprocess_exec(
        *("bash", "-euo", "pipefail", "-c", script),
        env={
            "PATH": os.environ["PATH"],
            "KILOWATCH": platform.http_url,
            "LOGIN": username,
            "PASSWORD": password,
        },
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    output, _ = await asyncio.wait_for(process.communicate(), WITHIN_S)
    printed = output.decode().split(f"{marker}\n")

    assert process.returncode == 0, output.decode()
    assert len(printed) == len(steps())
    for (command, shown), given in zip(steps(), printed, strict=True):
        assert fits(shown, given), f"{command}\n{given}"


def test_documented_output_is_compared_literally() -> None:
    assert fits('{"total":…}', '{"total":3}\n')
    assert not fits('{"total":3}', '{"total":30}')
