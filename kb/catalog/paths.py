"""The addresses of entries. Stored HTML holds them, so they are made here, below the pages that answer them."""

from __future__ import annotations

from urllib.parse import quote

SECTIONS = {"error": "errors", "cause": "causes", "solution": "solutions", "guide": "guides"}


def entry_path(kind: str, slug: str, language: str) -> str:
    """The path of an entry's own page: `/sv/causes/the-vm-has-no-internet-access/`."""
    return f"/{language}/{SECTIONS[kind]}/{quote(slug, safe='')}/"
