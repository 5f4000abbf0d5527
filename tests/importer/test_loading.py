from __future__ import annotations

from pathlib import Path

from kb.importer.loading import MAX_BYTES, decode, load_text


def test_plain_text_has_plain_line_ends() -> None:
    assert decode("\ufeffåäö\r\nb\rc\u2028d".encode()) == ("åäö\nb\nc d", [])


def test_latin_1_is_read_and_named_with_its_line() -> None:
    text, findings = decode("ett\nåtgärd\n".encode("cp1252"))
    assert text == "ett\nåtgärd\n"
    assert [(finding.kind, finding.line) for finding in findings] == [("not-utf8", 2)]


def test_utf_16_is_read_and_named() -> None:
    text, findings = decode("hej".encode("utf-16"))
    assert text == "hej"
    assert findings[0].kind == "not-utf8"


def test_binary_is_skipped_with_one_finding() -> None:
    for data in (b"\x89PNG\r\n\x1a\n\x00\x00", bytes(range(1, 32)) * 50 + b"\xff\xfe\xfd"):
        text, findings = decode(data)
        assert text is None
        assert [finding.kind for finding in findings] == ["binary"]


def test_a_file_above_the_limit_is_not_even_read(tmp_path: Path) -> None:
    file = tmp_path / "large.md"
    with file.open("wb") as stream:
        stream.truncate(MAX_BYTES + 1)
    text, findings = load_text(file)
    assert text is None
    assert findings[0].kind == "too-large"


def test_a_file_that_is_gone_is_a_finding(tmp_path: Path) -> None:
    text, findings = load_text(tmp_path / "gone.md")
    assert text is None
    assert findings[0].kind == "unreadable"
