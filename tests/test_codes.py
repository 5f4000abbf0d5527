"""The grammar of error codes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.codes import MAX_LENGTH, camel_parts, codes_in, find_codes, is_code, normalise_code

CODES = [
    "UserErrorGuestAgentStatusUnavailable",
    "BackUpOperationFailedV2",
    "0x80070005",
    "0X8007000E",
    "AADSTS50011",
    "C2065",
    "E-1042",
    "5.7.750",
    "30125-1011",
    "HV_E_UNSUPPORTED",
    "Get-Mailbox",
    "backupFailed",
]


@pytest.mark.parametrize("code", CODES)
def test_a_code_is_known_alone_and_in_a_sentence(code: str) -> None:
    assert is_code(code)
    text = f"Felet {code}, som visas i loggen."
    assert [match.text for match in find_codes(text)] == [code]
    match = find_codes(text)[0]
    assert text[match.start : match.end] == code


@pytest.mark.parametrize(
    "word",
    [
        "PowerShell",
        "GitHub",
        "iPhone",
        "macOS",
        "backup",
        "Azure",
        "VM",
        "",
        " ",
        "42",
        "säkerhetskopiering",
        "E" * 300,
    ],
)
def test_a_word_is_no_code(word: str) -> None:
    assert not is_code(word)
    assert find_codes(f"och {word} sedan") == []


@pytest.mark.parametrize("place", ["C:\\BackupFailed\\x", "/var/BackupFailed/x", "see-BackupFailed", "a.BackupFailed"])
def test_a_part_of_a_path_is_no_code(place: str) -> None:
    assert find_codes(place) == []


def test_a_hexadecimal_code_may_stand_beside_its_other_spelling() -> None:
    assert [found.text for found in find_codes("(0x80070005/-2147024891), 0x8004005/0x80070006")] == [
        "0x80070005",
        "0x8004005",
        "0x80070006",
    ]


@pytest.mark.parametrize("spelling", ["BackUpOperationFailed", "backup_operation_failed", "Backup Operation-Failed"])
def test_spellings_of_one_code_compare_equal(spelling: str) -> None:
    assert normalise_code(spelling) == "backupoperationfailed"


def test_the_words_inside_a_code() -> None:
    assert camel_parts("UserErrorGuestAgentV2") == ["User", "Error", "Guest", "Agent", "V", "2"]
    assert camel_parts("HTTPServerError") == ["HTTP", "Server", "Error"]


@pytest.mark.parametrize(
    "text",
    [
        "aB" * 60_000 + "/",
        "a" * 100_000,
        "a1" * 60_000 + "/",
        "ab_" * 40_000 + "/",
        "1." * 60_000,
        "Ab-C" + "d" * 90_000,
    ],
)
def test_a_hostile_text_is_read_at_once(text: str) -> None:
    """Without a clock: quadratic patterns would need hours for these."""
    assert all(text[match.start : match.end] == match.text for match in find_codes(text))


@given(st.text(alphabet="aAbBzZ019_-./\\ åÅ", max_size=60))
def test_what_is_found_stands_where_it_is_said_to(text: str) -> None:
    end = 0
    for match in find_codes(text):
        assert text[match.start : match.end] == match.text
        assert match.start >= end
        end = match.end


@given(st.text(max_size=80))
def test_codes_are_the_same_with_and_without_their_places(text: str) -> None:
    assert codes_in(text) == [match.text for match in find_codes(text)]


@given(st.text(max_size=MAX_LENGTH))
def test_a_normal_code_is_normal_already(text: str) -> None:
    assert normalise_code(normalise_code(text)) == normalise_code(text)
