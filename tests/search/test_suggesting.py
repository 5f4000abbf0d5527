from __future__ import annotations

import pytest

from kb.search.suggesting import Suggestion, Suggestions

CODES = [
    Suggestion(code, "error", code.lower())
    for code in (
        "UserErrorGuestAgentStatusUnavailable",
        "GuestAgentSnapshotTaskStatusError",
        "0x80070005",
        "0x80072EFD",
    )
]
TITLES = [
    Suggestion(title, "guide", title.lower())
    for title in ("Återställ ditt lösenord", "Dela en kalender", "Kalendern är tom", "Så delar du en kalender")
]
SUGGESTIONS = Suggestions(CODES, TITLES)


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("GuestAgentStatus", ["UserErrorGuestAgentStatusUnavailable"]),
        ("guestagent", ["GuestAgentSnapshotTaskStatusError", "UserErrorGuestAgentStatusUnavailable"]),
        ("guest agent st", ["UserErrorGuestAgentStatusUnavailable"]),
        ("0x8007", ["0x80070005", "0x80072EFD"]),
        ("efd", ["0x80072EFD"]),
    ],
)
def test_a_code_is_suggested_by_any_part(typed: str, codes: list[str]) -> None:
    assert [one.text for one in SUGGESTIONS.find(typed)] == codes


@pytest.mark.parametrize(
    ("typed", "first"),
    [("kalen", "Kalendern är tom"), ("dela kal", "Dela en kalender"), ("aterstall los", "Återställ ditt lösenord")],
)
def test_a_title_is_suggested_by_the_beginnings_of_its_words(typed: str, first: str) -> None:
    assert SUGGESTIONS.find(typed)[0].text == first


@pytest.mark.parametrize("typed", ["", " ", "a", "-", "\n", "zzz", "😀"])
def test_too_little_suggests_nothing(typed: str) -> None:
    assert SUGGESTIONS.find(typed) == []


def test_no_more_are_suggested_than_asked_for() -> None:
    assert len(SUGGESTIONS.find("kal", limit=2)) == 2


def test_a_rare_word_finds_a_title_among_thousands_that_begin_alike() -> None:
    titles = [Suggestion(f"Compiler error C{number}", "error", str(number)) for number in range(2000, 5000)]
    found = Suggestions([], titles).find("compiler error c4440")
    assert [one.text for one in found] == ["Compiler error C4440"]
