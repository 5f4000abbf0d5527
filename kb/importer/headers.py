"""The header at the top of a document: a tolerant reader, since real headers are often not the YAML they seem."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field

from kb.importer import detect
from kb.importer.findings import Finding

_FIELD = re.compile(r"^([A-Za-z_][\w.-]*)[ \t]*:[ \t]*(.*)$")
_ITEM = re.compile(r"^[ \t]*-[ \t]+(.*)$")
_PROPERTIES = re.compile(r"\s*<properties\b(.*?)/?>\s*(?:</properties>\s*)?(?:<tags\b(.*?)/?>\s*(?:</tags>)?)?", re.S)
_ATTRIBUTE = re.compile(r'([\w.]+)\s*=\s*"([^"]*)"')
_SITE = re.compile(r"\s*\|\s*(?:microsoft (?:docs|learn|azure)|documentos de microsoft|azure)\s*$", re.I)
_DATE = re.compile(r"^\s*(\d{1,4})[/.-](\d{1,2})[/.-](\d{1,4})")
_MAX_HEADER_LINES = 200


@dataclass(frozen=True, slots=True)
class Header:
    """The fields of a header (lists as tuples), the lines it takes, and what could not be read of it."""

    fields: dict[str, tuple[str, ...]] = field(default_factory=dict)
    lines: int = 0
    findings: tuple[Finding, ...] = ()

    def get(self, *names: str) -> str:
        """The first of these fields that has a value; empty where none has."""
        for name in names:
            for value in self.fields.get(name, ()):
                if value:
                    return value
        return ""

    @property
    def title(self) -> str:
        """The document's title without the name of the site; a pipeline left `aaa` before some."""
        title = _SITE.sub("", self.get("title", "pagetitle"))
        return re.sub(r"^aaa(?=[A-Z])", "", title).strip()

    @property
    def is_machine_made(self) -> bool:
        return self.get("ms.translationtype").upper() == "MT"


def read_header(text: str, dialect: str) -> tuple[Header, str]:
    """The header of a document and the text below it."""
    if dialect == detect.PROPERTIES:
        return _read_properties(text)
    return _read_frontmatter(text)


def parse_date(value: str) -> dt.date | None:
    """A date written `month/day/year` or `year-month-day`; None where it is no date."""
    match = _DATE.match(value)
    if not match:
        return None
    first, second, third = (int(part) for part in match.groups())
    year, month, day = (first, second, third) if first > 31 else (third, first, second)
    if first <= 31 and month > 12 >= day:
        month, day = day, month
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _read_frontmatter(text: str) -> tuple[Header, str]:
    lines = text.split("\n")
    start = next((index for index, line in enumerate(lines) if line.strip()), 0)
    if lines[start].rstrip() != "---":
        return Header(), text
    end = next(
        (
            i
            for i in range(start + 1, min(len(lines), start + _MAX_HEADER_LINES))
            if lines[i].rstrip() in {"---", "..."}
        ),
        None,
    )
    findings: tuple[Finding, ...] = ()
    if end is None:
        end = _guess_end(lines, start)
        findings = (Finding("header-without-end", start + 1, "no closing ---", f"taken to end before line {end + 1}"),)
        body = lines[end:]
    else:
        body = lines[end + 1 :]
    fields = _fields(lines[start + 1 : end])
    return Header(fields, len(lines) - len(body), findings), "\n".join(body)


def _guess_end(lines: list[str], start: int) -> int:
    """Where a header without end stops: at the first line that is no field, no item of a list and not blank."""
    for index in range(start + 1, len(lines)):
        line = lines[index]
        if line.strip() and not _FIELD.match(line) and not _ITEM.match(line):
            return index
    return len(lines)


def _fields(lines: list[str]) -> dict[str, tuple[str, ...]]:
    fields: dict[str, tuple[str, ...]] = {}
    name = ""
    for line in lines:
        match = _FIELD.match(line)
        if match:
            name = match[1].lower()
            fields[name] = _values(match[2])
            continue
        item = _ITEM.match(line)
        if item and name:
            fields[name] = (*fields[name], _unquoted(item[1]))
        elif name and line.startswith((" ", "\t")) and fields[name]:
            fields[name] = (*fields[name][:-1], f"{fields[name][-1]} {line.strip()}".strip(" >|"))
    return fields


def _values(value: str) -> tuple[str, ...]:
    value = value.strip()
    if value.startswith("[") and value.endswith("]"):
        return tuple(_unquoted(part) for part in value[1:-1].split(",") if part.strip())
    return (_unquoted(value),) if value else ()


def _unquoted(value: str) -> str:
    value = value.strip()
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        quote = value[0]
        value = value[1:-1]
        return value.replace("''", "'") if quote == "'" else value.replace('\\"', '"')
    return value


def _read_properties(text: str) -> tuple[Header, str]:
    match = _PROPERTIES.match(text)
    if not match:
        end = next((m.start() for m in re.finditer(r"(?m)^#", text)), len(text))
        finding = Finding("header-without-end", 1, "the <properties> header is not closed", "taken to end at a heading")
        head, body = text[:end], text[end:]
        return Header(_attributes(head), head.count("\n"), (finding,)), body
    head, body = text[: match.end()], text[match.end() :]
    return Header(_attributes(head), head.count("\n"), ()), body


def _attributes(head: str) -> dict[str, tuple[str, ...]]:
    return {name.lower(): (value.strip(),) for name, value in _ATTRIBUTE.findall(head)}
