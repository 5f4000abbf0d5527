"""What an import could not read with certainty: one finding each, with the line, and what was done about it."""

from __future__ import annotations

from dataclasses import dataclass

KINDS: dict[str, str] = {
    "binary": "the file is not text",
    "broken-link": "a link's fragment names no heading as it is spelled",
    "cause-table": "a table of causes and solutions",
    "cause-without-link": "a numbered cause that links to no section",
    "code-mismatch": "the heading and the code line name different codes",
    "code-taken": "the code belongs to another document",
    "code-too-long": "a code of more than 200 characters",
    "conflict": "a person edited the text that this document would replace",
    "duplicate-anchor": "two headings with the same anchor",
    "empty-document": "nothing to import",
    "header-without-end": "the header at the top never ends",
    "heading-mangled": "a heading that Markdown would not read as one",
    "image-not-found": "an image that is not there",
    "included-text": "a text that other documents include",
    "invalid-field": "a field of the header that cannot be read",
    "key-taken": "the key belongs to another entry",
    "merge-proposed": "two entries that may be one",
    "missing-include": "an included text that is not there",
    "name-taken": "an anchor that names another entry",
    "not-utf8": "bytes that are not UTF-8",
    "numbering-gap": "a numbered list that leaves out a number",
    "redirect": "the page only points to another one",
    "refused": "the catalogue refused it",
    "repair": "mechanical damage",
    "row-matched": "a row of a table that stands in other words in another edition",
    "too-large": "a file above the limit",
    "unclosed-fence": "a code fence that is never closed",
    "unknown-document": "a link to a document that is not in the catalogue",
    "unknown-language": "a language that Orsak does not have, or none at all",
    "unreadable": "the file cannot be opened",
    "untranslated-run": "text that is still in the source language",
}
"""Every kind of finding with its meaning; docs/import.md explains each."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One remark: its kind, the line of the file (from 1; 0 for the whole file), what was found and what was done."""

    kind: str
    line: int
    detail: str
    resolution: str

    def as_dict(self) -> dict[str, str | int]:
        """The form of the import report."""
        return {"kind": self.kind, "line": self.line, "detail": self.detail, "resolution": self.resolution}
