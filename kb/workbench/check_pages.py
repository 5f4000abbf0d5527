"""The documentation pages of the checks, as HTML: docs/checks/<id>.md."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from kb.markup import render


@cache
def check_page(check_id: str) -> SafeString:
    """The page of a check of the registry; empty where there is none."""
    path = Path(settings.BASE_DIR) / "docs" / "checks" / f"{check_id}.md"
    if not path.is_file():
        return mark_safe("")
    text = path.read_text(encoding="utf-8")
    return mark_safe(render(text, language="en", resolve=lambda _ref: None).html)  # noqa: S308  sanitised by kb.markup
