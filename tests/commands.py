"""Running the project's commands as an operator would, in processes of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
SECRET = "a-secret-that-is-long-enough-and-known-to-the-tests-alone-0123456789"


def environment(**given: str) -> dict[str, str]:
    """The environment of a production machine: nothing of the tests' own settings, and what is given."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("ORSAK_", "DJANGO_", "DATABASE_"))
    }
    return kept | given


def manage(*arguments: str, **given: str) -> subprocess.CompletedProcess[str]:
    """`manage.py` with exactly these variables set."""
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=environment(**given),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
