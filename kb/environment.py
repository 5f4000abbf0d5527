"""Reading settings from the environment. What cannot be read is refused with a sentence that names the variable."""

from __future__ import annotations

import os
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

ENGINES = {"django.db.backends.sqlite3", "django.db.backends.postgresql"}
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,  # seconds
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-32000;",
}


def flag(name: str, default: bool) -> bool:
    """On or off: 1, true, yes and on are on, everything else is off."""
    return os.environ.get(name, "1" if default else "0").strip().lower() in {"1", "true", "yes", "on"}


def names(name: str, default: str) -> list[str]:
    """A list with commas between its parts."""
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


def number(name: str, default: int) -> int:
    """A whole number. Raises ImproperlyConfigured."""
    text = os.environ.get(name) or str(default)
    if not text.isdecimal():
        raise ImproperlyConfigured(f"{name} is {text!r}; it must be a number.")
    return int(text)


def database(*, default: str) -> dict[str, Any]:
    """The database that DATABASE_URL names, SQLite in WAL mode. Raises ImproperlyConfigured."""
    try:
        found: dict[str, Any] = dict(
            dj_database_url.parse(
                os.environ.get("DATABASE_URL") or default,
                conn_max_age=60,  # seconds
                conn_health_checks=True,
            )
        )
        if found["ENGINE"] not in ENGINES:
            raise ValueError("neither SQLite nor PostgreSQL")
    except ValueError as error:
        raise ImproperlyConfigured(
            "DATABASE_URL is not the address of a database. "
            "Write postgres://user:password@host:5432/name or sqlite:////folder/file."
        ) from error
    if found["ENGINE"] == "django.db.backends.sqlite3":
        found["OPTIONS"] = dict(SQLITE_OPTIONS)
    return found
