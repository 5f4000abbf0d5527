"""Importing test documents, and the editions of one document among them."""

from __future__ import annotations

import datetime as dt

from kb.catalog.models import ErrorCause
from kb.importer.run import Report, run_import
from kb.importer.sources import find_sources
from tests.importer.reading import DOCUMENTS

EDITIONS = ["properties", "sidebyside/sv", "sidebyside/es", "frontmatter/2019-sv", "frontmatter/2020-sv"]


def load(*folders: str, **options: bool) -> Report:
    """Imports folders below tests/documents, as one run."""
    return run_import(find_sources([DOCUMENTS / folder for folder in folders]), **options)


def causes_of(error: str, edition: dt.date | None = None) -> list[str]:
    """The keys of an error's causes in order, as they are now or were in an edition."""
    links = ErrorCause.objects.filter(error__key=error)
    links = links.filter(edition__date=edition) if edition else links.filter(is_current=True)
    return list(links.order_by("position").values_list("cause__key", flat=True))
