"""The commands that scripts rely on."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command

from kb.search.engines import get_engine
from kb.search.models import PendingEntry
from tests.catalogue import Harbour


@pytest.fixture(autouse=True)
def _own_index(tmp_path: Path, settings: LazySettings) -> None:
    settings.DATA_DIR = tmp_path / "data"


@pytest.fixture
def indexed(harbour: Harbour) -> Harbour:
    call_command("rebuild_index", quiet=True, processes=1, stdout=StringIO())
    return harbour


def _run(*args: object, **options: object) -> str:
    out = StringIO()
    call_command(*args, stdout=out, stderr=out, **options)
    return out.getvalue()


def test_search_prints_the_contracts_fields(indexed: Harbour) -> None:
    rows = json.loads(_run("search", "agenten svarar inte", "--language", "sv", "--limit", "3", "--json"))
    assert list(rows[0]) == [
        "rank", "kind", "key", "code", "language", "title", "url", "score", "snippet", "source_path",
    ]  # fmt: skip
    assert [row["rank"] for row in rows] == [1, 2, 3][: len(rows)]
    assert rows[0]["key"] == "agentnotreachable"


def test_search_lists_results_for_people(indexed: Harbour) -> None:
    assert "AgentNotReachable" in _run("search", "agent", "--language", "en")
    assert "Nothing found." in _run("search", "zebra", "--language", "en")


def test_search_without_an_index_says_so(harbour: Harbour) -> None:
    assert "cannot be used" in _run("search", "agent", "--language", "en")


@pytest.mark.parametrize("arguments", [("--language", "de"), ("--language", "sv", "--limit", "0"), ()])
def test_search_refuses_bad_usage(indexed: Harbour, arguments: tuple[str, ...]) -> None:
    with pytest.raises(CommandError):
        _run("search", "agent", *arguments)


def _judged(path: Path, *rows: object) -> str:
    path.write_text("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows), encoding="utf-8")
    return str(path)


def test_evaluate_search_reports_by_class_and_language(indexed: Harbour, tmp_path: Path) -> None:
    file = _judged(
        tmp_path / "judged.jsonl",
        {
            "q": "agenten svarar inte",
            "lang": "sv",
            "class": "title",
            "relevant": [{"kind": "error", "key": "agentnotreachable"}],
        },
        {"q": "zebra", "lang": "en", "class": "symptom", "relevant": [{"source_path": "zebra.md"}]},
        "",
    )
    figures = json.loads(_run("evaluate_search", file, "--json"))
    assert (figures["queries"], figures["mrr@10"], figures["success@1"]) == (2, 0.5, 0.5)
    assert figures["classes"]["title"]["mrr@10"] == figures["languages"]["sv"]["success@10"] == 1.0
    assert set(figures["latency_ms"]) == {"p50", "p95", "p99"}
    assert "symptom" in _run("evaluate_search", file)


@pytest.mark.parametrize("row", ["{", "[]", '{"q": "x"}', '{"q": "x", "lang": "de", "relevant": []}'])
def test_evaluate_search_refuses_what_is_no_judged_query(indexed: Harbour, tmp_path: Path, row: str) -> None:
    with pytest.raises(CommandError):
        _run("evaluate_search", _judged(tmp_path / "judged.jsonl", row))


def test_evaluate_search_says_which_file_cannot_be_read(indexed: Harbour, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="nothing.jsonl"):
        _run("evaluate_search", str(tmp_path / "nothing.jsonl"))


def test_index_status_compares_index_and_database(indexed: Harbour) -> None:
    figures = json.loads(_run("index_status", "--json"))
    assert figures["entries"] == figures["status"]["documents"] > 0
    get_engine().update([], deleted=[indexed.clock.pk])
    with pytest.raises(CommandError, match="1 entries are missing"):
        _run("index_status")


def test_index_status_sees_a_text_that_never_reached_the_index(indexed: Harbour) -> None:
    indexed.clock.translations.filter(language="en").update(plain="The sundial is shaded.")
    with pytest.raises(CommandError, match="1 are there as they were before"):
        _run("index_status")


def test_index_status_without_an_index_says_what_to_run(harbour: Harbour) -> None:
    with pytest.raises(CommandError, match="Run rebuild_index"):
        _run("index_status")


def test_update_index_applies_what_is_pending(indexed: Harbour) -> None:
    get_engine().update([], deleted=[indexed.clock.pk])
    PendingEntry.objects.create(entry_id=indexed.clock.pk)
    assert "1 entries" in _run("update_index", "--optimise")
    _run("index_status")


def test_update_index_without_an_index_says_what_to_run(harbour: Harbour) -> None:
    with pytest.raises(CommandError, match="Run rebuild_index"):
        _run("update_index")


def test_explain_search_shows_the_plan_and_the_reasons(indexed: Harbour) -> None:
    said = _run("explain_search", "agnet VM: prod-web-97 AgentNotReachableV2", "--language", "en")
    assert "noise      machine: VM: prod-web-97" in said
    assert "codes      agentnotreachablev2 (deciding" in said
    assert "(typo)" in said
    assert "1. error agentnotreachable [en]" in said
