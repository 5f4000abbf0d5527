"""The glossary of a folder: `glossary.csv`, a row for each form of each term."""

from __future__ import annotations

from pathlib import Path

from kb.l10n.exchange.tables import read_glossary
from kb.l10n.services.terms import add_missing_terms


def load_glossary(file: Path) -> int:
    """Add the terms of a file that the glossary does not have yet; returns how many. A missing file has none."""
    if not file.is_file():
        return 0
    terms, _warnings = read_glossary(file.read_bytes())
    return add_missing_terms(terms)
