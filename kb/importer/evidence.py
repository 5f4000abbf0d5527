"""What the lines of a section say about an error: its codes, its message, its causes and steps in order."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import partial

from kb.codes import MAX_LENGTH, camel_parts, is_code
from kb.importer import words
from kb.importer.anchors import Anchors
from kb.importer.drafts import Item
from kb.importer.findings import Finding
from kb.importer.inline import LINK, plain, title_line
from kb.importer.labels import read_troubles
from kb.importer.lines import Line
from kb.importer.sections import ANCHOR, Section

_MARKER = re.compile(r"^\s*(?:>\s*)?(#{1,6}\s*|[-*+]\s+|\d+[.)]\s+)?")
_BOLD = re.compile(r"\*\*|__")
_BREAK = re.compile(r"(?:<br\s*/?>|\\)\s*$", re.I)
_CODE_HEADING = re.compile(r"^(?P<codes>[\w.]+(?:\s*/\s*[\w.]+)*)\s*(?:$|[-–—:]+\s*(?P<rest>.*)$)", re.S)
_SPLIT = re.compile(r"\s*(?:/|,|\bor\b|\boch\b|\beller\b|\by\b|\bo\b|\bog\b|\band\b)\s*", re.I)
_NUMBERED_NAME = re.compile(r"^[A-Z]{1,10}-?\d{2,8}$")


@dataclass(slots=True)
class Evidence:
    """The structured lines of a section, and the lines that are left as its text."""

    codes: list[str] = field(default_factory=list)
    message: Line | None = None
    causes: list[Item] = field(default_factory=list)
    steps: list[Item] = field(default_factory=list)
    rest: list[Line] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def is_strong(self) -> bool:
        """Whether these lines alone make their section an error."""
        return bool(self.codes or self.causes)


def read_evidence(lines: list[Line], anchors: Anchors, causes: set[int]) -> Evidence:
    """Sort the lines of a section. `causes` holds the ids of sections that are causes: a bold link to one of them,
    alone on its line, is a cause without a number. Where the causes are bold labels with solutions under labels beside
    them (kb.importer.labels), only those that link are taken here.
    """
    found = Evidence()
    labelled = any("**" in line.raw for line in lines) and bool(read_troubles(lines)[1])
    for line in lines:
        if line.fenced or line.is_blank:
            found.rest.append(line)
            continue
        lead = _unmarked(line.lead)
        if not _read_code_line(line, lead, found) and not _read_item(line, lead, anchors, causes, found, labelled):
            found.rest.append(line)
    return found


def codes_of_heading(section: Section, *, listed: bool) -> tuple[list[str], bool]:
    """The codes a heading begins with, and whether the heading alone shows that they are error codes.

    `listed` where the heading stands in a list of error codes.
    """
    lead = plain(section.title.lead)
    match = _CODE_HEADING.match(lead)
    if not match:
        return [], False
    codes = [code for code in re.split(r"\s*/\s*", match["codes"]) if code]
    if not codes or not all(is_code(code) for code in codes):
        return [], False
    sure = all(_names_an_error(code) for code in codes) or (listed and match["rest"] is None)
    return codes, sure


def without_code(title: Line, codes: list[str]) -> Line:
    """A heading without the codes it begins with; empty where nothing else stands in it."""
    known = {code.lower() for code in codes}

    def strip(text: str) -> str:
        match = _CODE_HEADING.match(plain(text))
        if match and {code.lower() for code in re.split(r"\s*/\s*", match["codes"])} <= known:
            return (match["rest"] or "").strip()
        return text

    return title_line(title).map(strip)


def split_codes(text: str) -> list[str]:
    """The codes on a code line: `A / B`, `A or B`; words that are no single token are left out."""
    parts = [part.strip(" .;`'\"*()") for part in _SPLIT.split(plain(text))]
    return [part for part in parts if part and " " not in part]


def fenced_facts(lines: list[Line]) -> tuple[str, Line | None]:
    """A code and a message that a code block names (`Code: X`, `Message: …`), as services print them."""
    code, message = "", None
    for line in lines:
        if line.fenced:
            found = words.FENCED_CODE_LINE.match(line.lead)
            if found and is_code(found[1]) and not code:
                code = found[1]
            said = words.FENCED_MESSAGE_LINE.match(line.lead)
            if said and message is None:
                message = replace(line, fenced=False).map(
                    lambda text: m[1].strip() if (m := words.FENCED_MESSAGE_LINE.match(text)) else text
                )
    return code, message if code else None


def _names_an_error(code: str) -> bool:
    if _NUMBERED_NAME.match(code) or code.lower().startswith("0x"):
        return True
    return len(camel_parts(code)) >= 2 and bool(words.ERROR_PART.search(code.replace("_", "")))


def _unmarked(text: str) -> str:
    text = _MARKER.sub("", ANCHOR.sub("", text), count=1)
    return _BREAK.sub("", _BOLD.sub("", text).strip()).strip()


def _read_code_line(line: Line, lead: str, found: Evidence) -> bool:
    flat = plain(lead)
    code_line = words.CODE_LINE.match(flat)
    if code_line:
        codes = split_codes(code_line[1])
        fitting = [code for code in codes if len(code) <= MAX_LENGTH]
        if len(fitting) < len(codes):
            detail = f"{max(map(len, codes))} characters"
            found.findings.append(Finding("code-too-long", line.number, detail, "kept as text"))
        if not fitting:
            return False
        found.codes += [code for code in fitting if code not in found.codes]
        return True
    if words.MESSAGE_LINE.match(flat) and found.message is None:
        message = title_line(line.map(lambda text: _after_colon(_unmarked(text))))
        if message.lead:
            found.message = message
            return True
    return False


def _after_colon(text: str) -> str:
    match = words.MESSAGE_LINE.match(plain(text))
    return text.partition(":")[2].strip() if match or ":" in text[:40] else text


def _read_item(line: Line, lead: str, anchors: Anchors, causes: set[int], found: Evidence, labelled: bool) -> bool:
    for pattern, items in ((words.NUMBERED_CAUSE, found.causes), (words.NUMBERED_STEP, found.steps)):
        match = pattern.match(lead)
        if not match:
            continue
        link = LINK.search(match[2])
        fragment = anchors.fragment_of(link[2]) if link else None
        if fragment is None and (items is found.steps or link or labelled or not _is_marked(line)):
            return False
        label = line.map(partial(_label, pattern=pattern))
        items.append(Item(title_line(label), int(match[1]), fragment))
        return True
    alone = LINK.fullmatch(lead.rstrip(".: "))
    if alone and _BOLD.search(line.lead):
        fragment = anchors.fragment_of(alone[2])
        target = anchors.resolve(fragment).section if fragment else None
        if target is not None and id(target) in causes:
            found.causes.append(Item(title_line(line.map(_unmarked)), None, fragment))
            return True
    return False


def _label(text: str, pattern: re.Pattern[str]) -> str:
    flat = _unmarked(text)
    match = pattern.match(flat)
    return (match[2] if match else flat.partition(":")[2] or flat).strip()


def _is_marked(line: Line) -> bool:
    """Whether a cause without a link stands in bold, in a list or in a heading, and not in running text."""
    return bool(_BOLD.search(line.lead) or (_MARKER.match(line.lead) or [""])[0].strip())
