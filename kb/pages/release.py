"""A token for what is installed: another one after every change of code, template, translation or static file."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from django.conf import settings

_SUFFIXES = {".py", ".html", ".txt", ".css", ".js", ".svg", ".mo", ".json"}


@cache
def release_token() -> str:
    """Twelve hexadecimal digits from the names, sizes and dates of the installed files; the same in every process."""
    digest = hashlib.sha256()
    for folder in ("kb", "templates", "static", "locale"):
        for path in sorted((Path(settings.BASE_DIR) / folder).rglob("*")):
            if path.suffix in _SUFFIXES:
                stat = path.stat()
                digest.update(f"{path}\0{stat.st_size}\0{stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()[:12]
