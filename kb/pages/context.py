"""What every template knows."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from kb.l10n.permissions import languages_of
from kb.languages import CODES, LANGUAGES, SOURCE


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """One choice of the language switch: this page in another language."""

    code: str
    autonym: str
    path: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The person who is signed in, for header and footer."""

    name: str
    translates: bool
    is_staff: bool


def site(request: HttpRequest) -> dict[str, object]:
    """The site's languages, the same page in each, and who is signed in.

    Pages outside the languages lead to the home pages.
    """
    prefix, _slash, rest = request.get_full_path()[1:].partition("/")
    links = language_links(rest if prefix in CODES else "")
    return {"languages": LANGUAGES, "language_links": links, "reader": _signed_in(request)}


def _signed_in(request: HttpRequest) -> SignedIn | None:
    """None without asking the database where there is no session: such pages are kept and the same for everybody."""
    user = getattr(request, "user", None)
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or user is None or not user.is_authenticated:
        return None
    return SignedIn(user.get_username(), bool(languages_of(user)), user.is_staff)


def language_links(rest: str) -> list[LanguageLink]:
    """One address, without its language, in every language."""
    active = get_language() or SOURCE
    return [LanguageLink(one.code, one.autonym, f"/{one.code}/{rest}", one.code == active) for one in LANGUAGES]
