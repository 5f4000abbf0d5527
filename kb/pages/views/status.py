"""What a reader sees when an address cannot be answered: in their language, with ways on."""

from __future__ import annotations

import re
from urllib.parse import unquote

from babel import Locale, UnknownLocaleError
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBadRequest,
    HttpResponseForbidden,
    HttpResponseNotFound,
    HttpResponsePermanentRedirect,
    HttpResponseServerError,
)
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import is_valid_path
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language

from kb.catalog.models import Entry, EntryKind
from kb.catalog.paths import SECTIONS
from kb.catalog.resolve import nearest_errors, nearest_keys
from kb.catalog.selectors import Shown, shelve
from kb.languages import CODES, SOURCE, from_locale
from kb.pages.context import language_links

_NAMED = re.compile(rf"^/(?:(?:{'|'.join(CODES)})/({'|'.join(SECTIONS.values())})|(e))/(.+?)/?$")
_PREFIX = re.compile(r"^/([A-Za-z]{2,3}(?:[-_][A-Za-z]{2,4})?)(/.*)?$")
_KINDS = {section: kind for kind, section in SECTIONS.items()}
_LONGEST_NAME = 200
_TYPED = ("title", "text", "body", "reason", "note")
"""Fields of forms that hold what somebody wrote, and would be sorry to lose."""


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: with the entries whose names look most like the one asked for, or the languages there are."""
    prefix = _PREFIX.match(request.path_info)
    if prefix and prefix[1] not in CODES:
        language = from_locale(prefix[1])
        rest = prefix[2] or "/"
        if language and is_valid_path(f"/{get_language()}{rest}"):
            return HttpResponsePermanentRedirect(f"/{language.code}{rest}")
        foreign = _language_name(prefix[1])
        if foreign:
            links = language_links(rest[1:] if is_valid_path(f"/{get_language()}{rest}") else "")
            return render(request, "unknown_language.html", {"foreign": foreign, "language_links": links}, status=404)
    named = _NAMED.match(request.path_info)
    name = "".join(one for one in unquote(named[3])[:_LONGEST_NAME] if one.isprintable()) if named else ""
    kind = _KINDS[named[1] or SECTIONS[EntryKind.ERROR]] if named else ""
    body = render_to_string("404.html", {"name": name, "kind": kind, "nearest": _nearest(kind, name)}, request)
    return HttpResponseNotFound(body)


def gone(request: HttpRequest, entry: Entry) -> HttpResponse:
    """410: an entry that was withdrawn."""
    nearest = [one for one in _nearest(entry.kind, entry.key) if one.entry.pk != entry.pk]
    response = render(request, "410.html", {"entry": entry, "nearest": nearest}, status=410)
    patch_cache_control(response, no_cache=True)  # browsers keep a 410 for ever, and an entry may come back
    return response


def denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    return HttpResponseForbidden(render_to_string("403.html", {"reason": ""}, request))


def expired_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose CSRF token is missing or old: `CSRF_FAILURE_VIEW`. What a person wrote there is shown."""
    typed = [text for name in _TYPED if (text := request.POST.get(name, "").strip())]
    return HttpResponseForbidden(render_to_string("403.html", {"reason": "form", "typed": typed}, request))


def too_many(request: HttpRequest, seconds: int) -> HttpResponse:
    """429: more than one network, or all together, may ask for at once. htmx gets the sentences alone."""
    template = "includes/_too_many.html" if request.htmx else "429.html"  # type: ignore[attr-defined]
    response = render(request, template, {"seconds": seconds, "hide_top_search": True}, status=429)
    response.headers["Retry-After"] = str(seconds)
    return response


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400. The request may be broken in any way, so the page asks nothing of it and nothing of the database."""
    return HttpResponseBadRequest(render_to_string("400.html", _static_context(request)))


def failed(request: HttpRequest) -> HttpResponse:
    """500: a page that needs neither the database nor the request."""
    return HttpResponseServerError(render_to_string("500.html", _static_context(request)))


def _static_context(request: HttpRequest) -> dict[str, object]:
    first = request.path_info.split("/")[1:2]
    active = get_language()
    return {"language": first[0] if first and first[0] in CODES else active if active in CODES else SOURCE}


def _nearest(kind: str, name: str) -> list[Shown]:
    if not name:
        return []
    if kind == EntryKind.ERROR:
        entries: list[Entry] = list(nearest_errors(name))
    else:
        found = {entry.key: entry for entry in Entry.objects.filter(key__in=nearest_keys(name, kind=kind))}
        entries = list(found.values())
    shelf = shelve(get_language(), full=(), titles=entries)
    return [shelf[entry.pk] for entry in entries if entry.pk in shelf]


def _language_name(tag: str) -> str:
    """The name of a language Orsak does not have, in the reader's; "" where the tag names no language."""
    try:
        locale = Locale.parse(tag.replace("_", "-"), sep="-")
    except (UnknownLocaleError, ValueError):
        return ""
    return locale.get_display_name(get_language()) or ""
