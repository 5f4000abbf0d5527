"""What every template knows."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import get_language

from kb.languages import CODES, LANGUAGES, SOURCE


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """One choice of the language switch: this page in another language."""

    code: str
    autonym: str
    path: str
    is_current: bool


def site(request: HttpRequest) -> dict[str, object]:
    """The site's languages and the same page in each; pages outside the languages lead to the home pages."""
    prefix, _slash, rest = request.get_full_path()[1:].partition("/")
    return {"languages": LANGUAGES, "language_links": language_links(rest if prefix in CODES else "")}


def language_links(rest: str) -> list[LanguageLink]:
    """One address, without its language, in every language."""
    active = get_language() or SOURCE
    return [LanguageLink(one.code, one.autonym, f"/{one.code}/{rest}", one.code == active) for one in LANGUAGES]
