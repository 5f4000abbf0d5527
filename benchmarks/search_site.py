"""The site whose search is measured."""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def use_site(folder: Path) -> None:
    """Set up Django over a data folder, here and in processes that are started; its index is not mended by itself."""
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "kb.settings",
        "ORSAK_DATA_DIR": str(folder.resolve()),
        "ORSAK_DEBUG": "1",
        "ORSAK_SEARCH_HEALS": "0",
        "PYTHONPATH": str(ROOT),
    }
    sys.path.insert(0, str(ROOT))
    import django

    django.setup()


def shares(seconds: list[float]) -> dict[str, float]:
    """Milliseconds: what half, 95 and 99 of a hundred took at most, and the worst."""
    ordered = sorted(seconds)
    return {
        name: round(ordered[min(int(len(ordered) * share), len(ordered) - 1)] * 1000, 2)
        for name, share in (("p50", 0.5), ("p95", 0.95), ("p99", 0.99), ("worst", 1.0))
    }
