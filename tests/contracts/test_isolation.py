"""Each service runs from `contracts`, `kit` and its own package alone, as its image holds them."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "src" / "kilowatch"
SERVICES = [
    "auth",
    "users",
    "devices",
    "balancing",
    "monitoring",
    "realtime",
    "support",
    "web",
    "simulator",
]


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_can_be_imported_without_the_others(service: str, tmp_path: Path) -> None:
    copy = tmp_path / "kilowatch"
    copy.mkdir()
    shutil.copy(PACKAGE / "__init__.py", copy)
    for part in ("contracts", "kit", service):
        shutil.copytree(PACKAGE / part, copy / part)
    program = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n"
        f"import kilowatch.{service}.app as app\n"
        f"assert app.__file__.startswith({str(tmp_path)!r}), app.__file__"
    )

    result = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )

    assert result.returncode == 0, result.stderr
