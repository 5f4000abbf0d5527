"""The headings of a document as a tree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kb.importer.clean import Cleaned
from kb.importer.findings import Finding
from kb.importer.inline import plain
from kb.importer.lines import Line, make_line
from kb.importer.names import is_generic, is_place, key_of_anchor, repair_anchor, slugify
from kb.importer.words import NUMBERED_CAUSE

_HEADING = re.compile(r"^ {0,3}(#{1,6})(?:([ \t]+)(\S.*)|(<(?:a|span)\b.*)|([^\s#].*))$")
ANCHOR = re.compile(
    r'<a\s+(?:name|id)\s*=\s*"([^"]*)"\s*/?>(?:\s*</a>)?|<a\s+(?:name|id)\s*=\s*"([^"]*)"\s*>(?=.*</a>)'
)
_CLOSE = re.compile(r"[ \t]+#+[ \t]*$")
_EXPLICIT = re.compile(r"\s*\{#([\w.-]+)\}\s*$")
_LINKED = re.compile(r"\]\([^)]*#")


@dataclass(slots=True, eq=False)
class Section:
    """A heading with the lines below it, down to the next heading, and the sections below that."""

    level: int
    title: Line
    anchors: list[str] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    children: list[Section] = field(default_factory=list)
    parent: Section | None = None

    @property
    def number(self) -> int:
        return self.title.number

    @property
    def own_anchors(self) -> list[str]:
        """The anchors that name this section and nothing else: neither generic nor a place in a list."""
        return [anchor for anchor in self.anchors if not is_generic(anchor) and not is_place(anchor)]

    @property
    def anchor(self) -> str:
        """The English anchor, repaired; the last one, since an author who keeps an older name writes it last.

        Without an anchor the heading's own words are taken, in English where they are known.
        """
        return repair_anchor(self.anchors[-1]) if self.anchors else slugify(plain(self.title.lead))

    @property
    def key(self) -> str:
        """The key that an entry made of this section has."""
        return key_of_anchor(self.anchor)

    def walk(self) -> Iterator[Section]:
        """This section and all below it, in order."""
        yield self
        for child in self.children:
            yield from child.walk()


def build_tree(prepared: Cleaned, *, paired: bool) -> Section:
    """The sections under a root of level 0, which holds what stands before the first heading.

    Headings that only link to a cause ("##### Cause 1: [..](#..)") are lines of the section they stand in.
    """
    root = Section(0, make_line(0, "", paired=paired))
    current = root
    waiting: list[str] = []
    seen_title = False
    for line in prepared.lines:
        match = None if line.fenced else _HEADING.match(line.raw)
        if match and match[5] is not None and not _is_heading_without_space(match):
            match = None
        if match is None:
            anchors = _bare_anchors(line)
            if anchors:
                waiting += anchors
                line = line.map(lambda text: ANCHOR.sub("", text))
                if line.is_blank:
                    continue
            if waiting and not line.is_blank:
                current.anchors[0:0] = [a for a in waiting if a not in current.anchors]
                waiting = []
            current.lines.append(line)
            continue
        section = _make_section(line, match)
        if _is_cause_link(section):
            current.lines.append(line)
            continue
        if not match[2]:
            prepared.findings.append(
                Finding("heading-mangled", line.number, "no space after the #", "read as a heading")
            )
        if not plain(section.title.text):
            prepared.findings.append(Finding("heading-mangled", line.number, "a heading without words", "left out"))
            waiting += section.anchors
            continue
        section.anchors[0:0] = waiting
        waiting = []
        if section.level == 1 and seen_title:
            section.level = 2
        seen_title = seen_title or section.level == 1
        parent = current
        while parent.level >= section.level and parent.parent is not None:
            parent = parent.parent
        section.parent = parent
        parent.children.append(section)
        current = section
    current.anchors += waiting
    return root


def _is_heading_without_space(match: re.Match[str]) -> bool:
    """`##Heading` is one; `#if`, `#123` and `#tag` are text."""
    return len(match[1]) >= 2 and match[5][0].isalpha()


def _make_section(line: Line, match: re.Match[str]) -> Section:
    raw = match[3] or match[4] or match[5] or ""
    title = line.with_raw(_CLOSE.sub("", raw))
    anchors: list[str] = []
    explicit = _EXPLICIT.search(title.text)
    for found in ANCHOR.finditer(line.raw):
        name = (found[1] or found[2] or "").strip()
        if name and name not in anchors:
            anchors.append(name)
    if explicit:
        anchors.append(explicit[1])
    title = title.map(lambda text: _EXPLICIT.sub("", ANCHOR.sub("", text)).replace("</a>", "").strip())
    return Section(len(match[1]), title, anchors)


def _is_cause_link(section: Section) -> bool:
    lead = section.title.lead.strip(" *_")
    return bool(NUMBERED_CAUSE.match(plain(lead)) and _LINKED.search(lead))


def _bare_anchors(line: Line) -> list[str]:
    if line.fenced or "<a" not in line.raw:
        return []
    return [name for first, second in ANCHOR.findall(line.raw) if (name := (first or second).strip())]
