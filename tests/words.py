"""Words of the interface as a page says them in one of its languages."""

from __future__ import annotations

from django.utils import translation


def said(text: str, language: str = "sv") -> str:
    """The translation of a string of the interface."""
    with translation.override(language):
        return translation.gettext(text)
