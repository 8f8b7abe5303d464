"""Measurements, on the screen and for programs."""

import json
import time
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

from tests.deployment.engine import ROOT
from tests.deployment.scenes import say

PATH = ROOT / "build" / "deploy-test.json"


class Report:
    """Filled while the platform is tested, then written to `PATH`."""

    def __init__(self) -> None:
        self.content: dict[str, Any] = {"passed": False, "seconds": {}}
        self._begun = time.monotonic()

    @contextmanager
    def timed(self, what: str) -> Generator[None]:
        """Record how long the body took, s."""
        say(f"{what} …")
        begun = time.monotonic()
        yield
        took = round(time.monotonic() - begun, 1)
        self.content["seconds"][what] = took
        say(f"  {took} s")

    def write(self) -> None:
        """Write the report."""
        self.content["seconds"]["all"] = round(time.monotonic() - self._begun, 1)
        PATH.parent.mkdir(exist_ok=True)
        PATH.write_text(json.dumps(self.content, indent=2) + "\n")
        say(f"The report is in {PATH}.")
