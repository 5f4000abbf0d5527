"""Finding the rows of a table of causes again in another edition, where their wording changed."""

from __future__ import annotations

import re
from collections import Counter

from kb.importer.findings import Finding
from kb.importer.index import CatalogueIndex, Known
from kb.importer.likeness import alike_titles, marks, wording
from kb.importer.parsed import ParsedDocument, ParsedEntry
from kb.languages import CODES

SAME_MARK = 45
"""How alike (per cent) the titles of two rows must be that alone name the same thing (`DHCP`)."""
SAME_PLACE = 60
"""How alike (per cent) the titles of two rows at one place must be in a language that both have."""
PROPOSAL = 80
"""How alike (per cent) the titles of two rows must be for a merge to be proposed."""
_PART = re.compile(r"cause(?:-\d+)?")


class TableRows:
    """The rows of a document, and those of its other editions that this one does not repeat word for word.

    Two rows are the same where a word that is the same in every language stands in these two titles alone, on either
    side, and the titles are alike; without a language in common, where the rows belong to the same holder besides. So
    are rows at the same place of a holder's tables of one length, where nothing speaks against it.
    """

    def __init__(self, document: ParsedDocument, others: list[Known], index: CatalogueIndex) -> None:
        self._index = index
        rows = [entry for entry in document.entries if entry.kind == "cause" and _is_row(entry.owner, entry.suffix)]
        known = [one for one in others if one.kind == "cause" and _is_row(*_halves(one.key))] if rows else []
        repeated = {(text.language, wording(text.title)) for row in rows for text in row.texts}
        self._rows = rows
        self._known = sorted(known, key=lambda one: one.pk)
        mine = _alone([_marks(_titles(row)) for row in rows])
        theirs = _alone([_marks(index.titles(one)) for one in known])
        self._mine = {row.key: said for row, said in zip(rows, mine, strict=True)}
        self._left = [
            (one, said)
            for one, said in zip(known, theirs, strict=True)
            if not any((language, wording(title)) in repeated for language, title in index.titles(one).items())
        ]

    def find(self, row: ParsedEntry, key: str, findings: list[Finding]) -> Known | None:
        """The entry that a row is, told in a finding; where the wording alone is alike, a merge is proposed.

        `key` is what the row would be called.
        """
        if row.key not in self._mine:
            return None
        said = self._mine[row.key]
        shared = [(known, said & own) for known, own in self._left if said & own]
        if len(shared) == 1:
            known, common = shared[0]
            likeness = alike_titles(_titles(row), self._index.titles(known))
            if likeness >= SAME_MARK if likeness is not None else _halves(known.key)[0] == _halves(key)[0]:
                done = f"taken as one row: in both editions only this one names {', '.join(sorted(common))}"
                findings.append(Finding("row-matched", row.line, f"cause {known.key}", done))
                self._left = [(other, own) for other, own in self._left if other is not known]
                return known
        there = self._at_the_same_place(row, key)
        if there is not None:
            done = "taken as one row: at the same place of a table of the same length"
            findings.append(Finding("row-matched", row.line, f"cause {there.key}", done))
            self._left = [(other, own) for other, own in self._left if other is not there]
            return there
        self._propose(row, key, findings)
        return None

    def _at_the_same_place(self, row: ParsedEntry, key: str) -> Known | None:
        """The row at the same place of a table that has the same length in some language."""
        holder = _halves(key)[0]
        mine = [one for one in self._rows if one.owner == row.owner]
        theirs = [one for one in self._known if _halves(one.key)[0] == holder]
        for language in CODES:
            told = [one for one in theirs if language in self._index.titles(one)]
            if len(told) == len(mine) and self._may_be(row, told[mine.index(row)]):
                return told[mine.index(row)]
        return None

    def _may_be(self, row: ParsedEntry, known: Known) -> bool:
        """Whether nothing speaks against a row being one: it is not taken, not worded quite otherwise, no other names
        what this one names."""
        likeness = alike_titles(_titles(row), self._index.titles(known))
        if all(other is not known for other, _own in self._left) or (likeness is not None and likeness < SAME_PLACE):
            return False
        return not any(self._mine[row.key] & own for other, own in self._left if other is not known)

    def _propose(self, row: ParsedEntry, key: str, findings: list[Finding]) -> None:
        scores = [
            (alike_titles(_titles(row), self._index.titles(known)) or 0.0, known.key) for known, _said in self._left
        ]
        score, other = max(scores, default=(0.0, ""))
        if score >= PROPOSAL:
            findings.append(
                Finding("merge-proposed", row.line, f"cause {key} and {other} ({score:.0f} % alike)", "not applied")
            )


def _is_row(owner: str, suffix: str) -> bool:
    """Whether a cause is named after its owner and its own words; `<error>--cause` is the one cause of its error."""
    return bool(owner) and not _PART.fullmatch(suffix)


def _halves(key: str) -> tuple[str, str]:
    owner, _mark, suffix = key.rpartition("--")
    return owner, suffix


def _titles(row: ParsedEntry) -> dict[str, str]:
    return {text.language: text.title for text in row.texts}


def _marks(titles: dict[str, str]) -> set[str]:
    return {mark for title in titles.values() for mark in marks(title)}


def _alone(rows: list[set[str]]) -> list[set[str]]:
    """Of every row the marks that no other has."""
    count = Counter(mark for row in rows for mark in row)
    return [{mark for mark in row if count[mark] == 1} for row in rows]
