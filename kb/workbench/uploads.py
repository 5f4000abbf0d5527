"""Files that were looked at and wait to be imported: kept in the data folder for a day, one a person and language."""

from __future__ import annotations

import os
import secrets
import time
from pathlib import Path

from django.conf import settings

_DAY_SECONDS = 24 * 3600


def keep(data: bytes, *, user_id: int, language: str) -> str:
    """Keeps a file; returns the token it is found by. What is older than a day goes."""
    folder = _folder()
    for old in folder.iterdir():
        if time.time() - old.stat().st_mtime > _DAY_SECONDS or old.name.startswith(f"{user_id}-{language}-"):
            old.unlink(missing_ok=True)
    token = secrets.token_hex(16)
    path = folder / f"{user_id}-{language}-{token}"
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(data)
    return token


def take(token: str, *, user_id: int, language: str) -> bytes | None:
    """The file of this person and token, which is gone then; None where there is none."""
    if not token.isalnum():
        return None
    path = _folder() / f"{user_id}-{language}-{token}"
    try:
        data = path.read_bytes()
    except OSError:
        return None
    path.unlink(missing_ok=True)
    return data


def _folder() -> Path:
    folder = Path(settings.DATA_DIR) / "imports"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder
