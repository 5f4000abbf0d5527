"""Judged queries of our own over content/: what was found first must still be."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.management import call_command

JUDGED = Path(__file__).parents[1] / "documents" / "search" / "judged.jsonl"


@pytest.mark.django_db
def test_the_judged_queries_over_our_content_are_answered(tmp_path: Path, settings: LazySettings) -> None:
    settings.DATA_DIR = tmp_path
    call_command("load_content", stdout=StringIO(), stderr=StringIO())
    call_command("rebuild_index", quiet=True, processes=1, stdout=StringIO())
    out = StringIO()
    call_command("evaluate_search", str(JUDGED), "--json", stdout=out)
    figures = json.loads(out.getvalue())
    assert figures["mrr@10"] >= 0.98
    assert figures["success@10"] == 1.0
    assert all(row["mrr@10"] >= 0.95 for row in figures["languages"].values())
