"""Pages for anonymous readers: validators on every one, and a cache that answers without running the site.

A view marked with `page` promises that every reader without a session gets the same bytes. Such a page carries an ETag
made from its content, Last-Modified, Vary and `Cache-Control: no-cache`, and answers 304. Under an address without a
query it is also kept, compressed, under the generation of the catalogue and the release of the code: for a day, or as
many seconds as the attribute `kept_seconds` of the response says. Kept pages are answered as early as static files,
before the request log; like those they stand in the log of the web server.
"""

from __future__ import annotations

import gzip
import hashlib
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

import brotli  # type: ignore[import-untyped]
from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from kb.languages import CODES
from kb.pages.generation import current_generation, generation_time
from kb.pages.release import release_token

View = Callable[..., HttpResponse]

_STARTED = int(time.time())
_KEPT_SECONDS = 24 * 3600
_PREFIXES = tuple(f"/{code}/" for code in CODES)
_CODINGS = (
    ("br", re.compile(r"\bbr\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))")),
    ("gzip", re.compile(r"\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))")),
)


def page(view: View) -> View:
    """A view that answers GET and HEAD with the same page for every reader without a session."""

    @require_safe
    @wraps(view)
    def marked(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.is_page = response.status_code == 200  # type: ignore[attr-defined]
        return response

    return marked


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A finished page: its headers, its modification time (seconds since 1970), and its bytes by content coding."""

    headers: dict[str, str]
    modified: int
    bodies: dict[str, bytes]

    @classmethod
    def from_response(cls, response: HttpResponse, modified: int) -> KeptPage:
        """What a response of a `page` view is kept as; adds the validators."""
        body = response.content
        patch_vary_headers(response, ("Cookie", "Accept-Encoding"))
        patch_cache_control(response, no_cache=True)
        headers = dict(response.items())
        for of_one_answer in ("Content-Length", "X-Request-ID"):
            headers.pop(of_one_answer, None)
        headers["ETag"] = f'W/"{hashlib.sha256(body).hexdigest()[:20]}"'
        headers["Last-Modified"] = http_date(modified)
        bodies = {
            "": body,
            "br": brotli.compress(body, quality=5),
            "gzip": gzip.compress(body, compresslevel=6, mtime=0),
        }
        return cls(headers, modified, bodies)

    def answer(self, request: HttpRequest) -> HttpResponse:
        """The response for one request: compressed as it accepts, or 304."""
        accepted = request.META.get("HTTP_ACCEPT_ENCODING", "")
        coding = next((name for name, pattern in _CODINGS if pattern.search(accepted)), "")
        body = self.bodies[coding]
        response = HttpResponse(body, headers=self.headers)
        if coding:
            response.headers["Content-Encoding"] = coding
        response.headers["Content-Length"] = str(len(body))
        if "HTTP_IF_NONE_MATCH" in request.META or "HTTP_IF_MODIFIED_SINCE" in request.META:
            return get_conditional_response(request, self.headers["ETag"], self.modified, response) or response
        return response


class PageCacheMiddleware:
    """Answers readers without a session from the cache, and keeps what it had to ask the site for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES or request.method not in ("GET", "HEAD"):
            response = self.get_response(request)
            if getattr(response, "is_page", False):
                patch_cache_control(response, private=True, no_cache=True)
            return response
        token = current_generation()
        kept_under = self._key(request, token)
        kept = caches["pages"].get(kept_under) if kept_under else None
        if kept is None:
            response = self.get_response(request)
            if not getattr(response, "is_page", False) or response.cookies:
                return response
            kept = KeptPage.from_response(response, max(generation_time(token), _STARTED))
            if kept_under:
                caches["pages"].set(kept_under, kept, getattr(response, "kept_seconds", _KEPT_SECONDS))
        return kept.answer(request)

    @staticmethod
    def _key(request: HttpRequest, token: str) -> str:
        """Where a page is kept; "" for one that is not: outside the languages, with a query, in debug."""
        if settings.DEBUG or request.META.get("QUERY_STRING") or not request.path_info.startswith(_PREFIXES):
            return ""
        address = f"{request.scheme}://{request.get_host()}{request.path_info}"
        return f"page:{token}:{release_token()}:{hashlib.sha256(address.encode()).hexdigest()[:32]}"
