"""The engines, and the one that this installation uses."""

from __future__ import annotations

from functools import cache

from django.conf import settings

from kb.search.engines.base import Engine


def get_engine() -> Engine:
    """The engine that the settings name, one object per process."""
    return _engine(settings.SEARCH_ENGINE, str(settings.DATA_DIR))


@cache
def _engine(name: str, data_dir: str) -> Engine:
    if name == "postgres":
        from kb.search.engines.postgres.engine import PostgresEngine

        return PostgresEngine()
    from pathlib import Path

    from kb.search.engines.whoosh.engine import WhooshEngine

    return WhooshEngine(Path(data_dir) / "index")
