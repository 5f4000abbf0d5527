from __future__ import annotations

import pytest

from kb.search.engines.lines import as_lines, beginning, holding

CODES = ["0x80070005", "0x80070006", "agentsilent", "usererroragentnotreachable"]


@pytest.mark.parametrize(
    ("part", "found"),
    [("8007", CODES[:2]), ("agent", CODES[2:]), ("0x80070005", CODES[:1]), ("r", CODES[3:]), ("zz", []), ("", [])],
)
def test_terms_are_found_by_any_part_once_each(part: str, found: list[str]) -> None:
    assert holding(as_lines(CODES), part) == found


def test_no_terms_hold_nothing() -> None:
    assert holding(as_lines([]), "agent") == []


@pytest.mark.parametrize(
    ("start", "limit", "found"),
    [("agent", 9, ["agent", "agenter", "agents"]), ("agent", 2, ["agent", "agenter"]), ("zz", 9, []), ("b", 0, [])],
)
def test_terms_are_found_by_their_beginning_in_order(start: str, limit: int, found: list[str]) -> None:
    assert beginning(["adress", "agent", "agenter", "agents", "backup"], start, limit) == found
