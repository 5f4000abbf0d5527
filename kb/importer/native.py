"""The dialect of Orsak's own files: one entry and language a file, a YAML header, the text below it."""

from __future__ import annotations

import datetime as dt
from pathlib import PurePosixPath
from typing import Any

import yaml

from kb import languages
from kb.codes import MAX_LENGTH
from kb.importer import detect
from kb.importer.findings import Finding
from kb.importer.headers import parse_date
from kb.importer.parsed import ParsedDocument, ParsedEntry, ParsedText

KINDS = ("error", "cause", "solution", "guide")
STATES = ("initial", "translated", "reviewed", "final")
ORIGINS = ("human", "mt", "tm", "import")
LIFECYCLES = ("active", "renamed", "merged", "retired")
PLATFORMS = ("windows", "linux", "macos", "android", "ios")
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_native(path: str, text: str, findings: tuple[Finding, ...] = ()) -> ParsedDocument:
    """Read one native file. What cannot be read is named and left out; without kind and key there is nothing."""
    found = list(findings)
    header, body, offset = _split(text, found)
    kind, key = header.get("kind"), header.get("key")
    language = str(header.get("language") or _language_of(path))
    if kind not in KINDS or not isinstance(key, str):
        found.append(Finding("invalid-field", 1, "a native file needs a kind and a key", "skipped"))
        return ParsedDocument(path, detect.NATIVE, findings=tuple(found))
    if language not in languages.CODES:
        found.append(Finding("unknown-language", 1, language or "none", "skipped"))
        return ParsedDocument(path, detect.NATIVE, findings=tuple(found))
    title = " ".join(str(header.get("title") or "").split())
    if not title:
        found.append(Finding("invalid-field", 1, "title is missing", "skipped"))
        return ParsedDocument(path, detect.NATIVE, language, findings=tuple(found))
    source_language = str(header.get("source_language") or "")
    is_source = bool(source_language) and source_language == language
    date = _date(header.get("date"), found)
    state = _one_of(header, "state", STATES, "final" if is_source else "translated", found)
    origin = _one_of(header, "origin", ORIGINS, "human", found)
    code = str(header.get("code") or "")
    if len(code) > MAX_LENGTH:
        found.append(Finding("code-too-long", 1, f"{len(code)} characters", "left out"))
        code = ""
    entry = ParsedEntry(
        kind=str(kind),
        key=key.strip(),
        texts=(ParsedText(language, title, body, date, state, origin),),
        line=offset,
        code=code,
        code_aliases=_names(header, "code_aliases", found),
        anchors=_names(header, "anchors", found),
        platforms=tuple(name for name in _names(header, "platforms", found) if _is_platform(name, found)),
        causes=_names(header, "causes", found),
        solutions=_names(header, "solutions", found),
        errors=_names(header, "errors", found) if kind == "guide" else (),
        related=_names(header, "errors", found) if kind == "error" else (),
        lifecycle=_one_of(header, "lifecycle", LIFECYCLES, "active", found) if is_source and kind == "error" else "",
        successor=str(header.get("successor") or ""),
        source_language=source_language,
        product=str(header.get("product") or ""),
        is_page=True,
    )
    return ParsedDocument(
        path=path,
        dialect=detect.NATIVE,
        language=language,
        title=title,
        date=date,
        source_date=_date(header.get("source_date"), found) or date,
        source_language=source_language,
        product=entry.product,
        entries=(entry,),
        findings=tuple(found),
    )


def _split(text: str, found: list[Finding]) -> tuple[dict[str, Any], str, int]:
    lines = text.lstrip("\ufeff\n").split("\n")
    end = next((i for i in range(1, len(lines)) if lines[i].rstrip() == "---"), None)
    if end is None:
        found.append(Finding("header-without-end", 1, "no closing ---", "skipped"))
        return {}, "", 1
    try:
        header = yaml.load("\n".join(lines[1:end]), Loader=_Loader)  # noqa: S506 (a safe loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark else 1
        found.append(Finding("invalid-field", line, str(getattr(error, "problem", error)), "skipped"))
        return {}, "", 1
    body = "\n".join(lines[end + 1 :]).strip("\n")
    return header if isinstance(header, dict) else {}, body + "\n" if body else "", end + 2


def _language_of(path: str) -> str:
    suffixes = PurePosixPath(path).suffixes
    return suffixes[-2].lstrip(".") if len(suffixes) >= 2 else ""


def _date(value: Any, found: list[Finding]) -> dt.date | None:
    if value is None or isinstance(value, dt.date):
        return value.date() if isinstance(value, dt.datetime) else value
    date = parse_date(str(value))
    if date is None:
        found.append(Finding("invalid-field", 1, f"date: {value}", "left out"))
    return date


def _one_of(header: dict[str, Any], name: str, allowed: tuple[str, ...], default: str, found: list[Finding]) -> str:
    value = header.get(name)
    if value is None:
        return default
    if value not in allowed:
        found.append(Finding("invalid-field", 1, f"{name}: {value}", f"taken as {default}"))
        return default
    return str(value)


def _names(header: dict[str, Any], name: str, found: list[Finding]) -> tuple[str, ...]:
    value = header.get(name)
    if value is None:
        return ()
    if isinstance(value, str | int | float):
        value = [value]
    if not isinstance(value, list):
        found.append(Finding("invalid-field", 1, f"{name}: not a list", "left out"))
        return ()
    return tuple(dict.fromkeys(str(item).strip() for item in value if str(item).strip()))


def _is_platform(name: str, found: list[Finding]) -> bool:
    if name in PLATFORMS:
        return True
    found.append(Finding("invalid-field", 1, f"platforms: {name}", "left out"))
    return False
