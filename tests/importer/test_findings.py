from __future__ import annotations

import re
from pathlib import Path

from kb.importer.findings import KINDS

ROOT = Path(__file__).parents[2]


def test_every_kind_of_finding_is_known_and_explained() -> None:
    used = set()
    for file in (ROOT / "kb/importer").rglob("*.py"):
        used |= set(re.findall(r"Finding\(\s*\"([a-z0-9-]+)\"", file.read_text(encoding="utf-8")))
    explained = (ROOT / "docs/import.md").read_text(encoding="utf-8")
    assert used <= set(KINDS)
    assert [kind for kind in KINDS if f"`{kind}`" not in explained] == []
