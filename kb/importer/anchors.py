"""Where a link within a document leads, although the document's anchors were damaged and its links were not."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from kb.importer.findings import Finding
from kb.importer.inline import plain
from kb.importer.names import is_generic, is_place, normalise_anchor, repair_anchor, slugify
from kb.importer.sections import Section

PROPOSAL = 80
"""How alike (per cent, rapidfuzz's ratio) a heading must be for a broken link to be proposed for it."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a fragment leads to and how it was found: exact, case, repaired; or proposed, which is not applied."""

    section: Section | None
    how: str
    anchor: str = ""


class Anchors:
    """The anchors of one document."""

    def __init__(self, root: Section, stem: str) -> None:
        self.stem = stem.lower()
        self._exact: dict[str, Section] = {}
        self._normal: dict[str, list[Section]] = {}
        self._repaired: dict[str, list[Section]] = {}
        self._spelled: dict[str, str] = {}
        self._places: dict[str, Section] = {}
        self.duplicates: dict[str, list[Section]] = {}
        for section in root.walk():
            for anchor in section.anchors:
                self._add(anchor, section)
        for section in root.walk():
            if not section.anchors and section.level:
                self._add(slugify(plain(section.title.lead)), section)

    def _add(self, anchor: str, section: Section) -> None:
        if anchor in self._exact and self._exact[anchor] is not section:
            self.duplicates.setdefault(anchor, [self._exact[anchor]]).append(section)
        self._exact.setdefault(anchor, section)
        for index, name in ((self._normal, normalise_anchor(anchor)), (self._repaired, repair_anchor(anchor))):
            found = index.setdefault(name, [])
            if section not in found:
                found.append(section)
            self._spelled.setdefault(name, anchor)

    def fragment_of(self, target: str) -> str | None:
        """The fragment of a link into this document, by `#…` or by the document's own name; else None."""
        page, mark, fragment = target.partition("#")
        if not mark or not fragment:
            return None
        if not page:
            return fragment
        name = re.split(r"[?]", page.rstrip("/"))[0].rsplit("/", 1)[-1].lower()
        return fragment if name.removesuffix(".md") == self.stem else None

    def resolve(self, fragment: str) -> Resolution:
        """The section that a fragment names. Repairs are applied only where one candidate is left."""
        if fragment in self._exact:
            return Resolution(self._exact[fragment], "exact", fragment)
        for how, index, name in (
            ("case", self._normal, normalise_anchor(fragment)),
            ("repaired", self._repaired, repair_anchor(fragment)),
        ):
            found = index.get(name, [])
            if len(found) == 1:
                return Resolution(found[0], how, self._spelled[name])
        names = [name for name, found in self._repaired.items() if len(found) == 1 and not is_place(name)]
        best = process.extractOne(repair_anchor(fragment), names, scorer=fuzz.ratio, score_cutoff=PROPOSAL)
        if best:
            return Resolution(self._repaired[best[0]][0], "proposed", self._spelled[best[0]])
        return Resolution(None, "unknown")

    def duplicate_findings(self) -> list[Finding]:
        """One finding for each anchor that several headings have."""
        findings = []
        for anchor, sections in self.duplicates.items():
            generic = is_generic(anchor) or is_place(anchor)
            done = "it names no entry" if generic else f"the heading in line {sections[0].number} keeps it"
            findings.append(
                Finding("duplicate-anchor", sections[1].number, f"{anchor} ({len(sections)} headings)", done)
            )
        return findings
