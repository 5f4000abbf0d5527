"""What goes wrong before there is anybody to answer, said in one sentence instead of a traceback."""

from __future__ import annotations

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, OperationalError


def sentence_for(error: BaseException) -> str | None:
    """What an operator can do about an error of the settings or the database; None for an error of the program."""
    if isinstance(error, ImproperlyConfigured):
        return str(error)
    if isinstance(error, DatabaseError) and _is_missing_table(error):
        return "The database has no tables of this version yet: run `make run`, or `manage.py migrate`."
    if isinstance(error, OperationalError):
        return f"The database does not answer: {str(error).strip().splitlines()[0]}"
    return None


def take_secret_of_make_run(data_dir: Path) -> None:
    """Let commands use the secret that `make run` keeps, where the environment gives none. Servers never do."""
    kept = data_dir / "secret-key"
    if not os.environ.get("ORSAK_SECRET_KEY") and kept.is_file():
        os.environ["ORSAK_SECRET_KEY"] = kept.read_text(encoding="ascii").strip()


def _is_missing_table(error: DatabaseError) -> bool:
    text = str(error)
    return "no such table" in text or ("relation" in text and "does not exist" in text)
