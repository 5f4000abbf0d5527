"""From the bytes of a file to its text, or to the finding that says why there is none."""

from __future__ import annotations

from pathlib import Path

from kb.importer.findings import Finding

MAX_BYTES = 5_000_000
_BINARY_SAMPLE = 8_192


def load_text(path: Path) -> tuple[str | None, list[Finding]]:
    """The text of a file with plain line ends, or None with a finding: too large, binary, or not to be opened.

    Bytes that are not UTF-8 are read as Windows-1252, with a finding.
    """
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            detail = f"{size:,} bytes; the limit is {MAX_BYTES:,}"
            return None, [Finding("too-large", 0, detail, "skipped")]
        data = path.read_bytes()
    except OSError as error:
        return None, [Finding("unreadable", 0, error.strerror or str(error), "skipped")]
    return decode(data)


def decode(data: bytes) -> tuple[str | None, list[Finding]]:
    """The text of some bytes; see `load_text`."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            text = data.decode("utf-16")
        except UnicodeDecodeError:
            return None, [Finding("binary", 0, "neither UTF-8 nor UTF-16", "skipped")]
        return _plain(text), [Finding("not-utf8", 0, "UTF-16", "read as UTF-16")]
    if b"\x00" in data[:_BINARY_SAMPLE]:
        return None, [Finding("binary", 0, "NUL bytes", "skipped")]
    try:
        return _plain(data.decode("utf-8-sig")), []
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        sample = data[:_BINARY_SAMPLE]
        control = sum(byte < 32 and byte not in b"\t\n\r\f\x1b" for byte in sample)
        if control > len(sample) // 20:
            return None, [Finding("binary", 0, "control bytes", "skipped")]
        text = data.decode("cp1252", errors="replace")
        return _plain(text), [Finding("not-utf8", line, f"byte {error.start}", "read as Windows-1252")]


def _plain(text: str) -> str:
    """Line ends as `\\n`; other characters that `str.splitlines` takes for a line's end become spaces."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "\ufffd")
    for separator in "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029":
        if separator in text:
            text = text.replace(separator, " ")
    return text
