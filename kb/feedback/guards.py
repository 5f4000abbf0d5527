"""What keeps posts without an account honest. docs/decisions/0010 tells why there is no token and no cookie."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from kb.feedback.limits import Limits, wait_for
from kb.feedback.models.sentence_report import MAX_COMMENT

MOST_BYTES = 100_000
"""What a report may have; a longer one is refused."""
MOST_READ = 4_000_000
"""Up to here a refused report is read, so that its text can be shown again; what is longer is not."""

View = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a post is not taken: an HTTP status, a sentence for the reader, seconds until another try makes sense.

    `readable` says whether what was typed may be read, to be shown again.
    """

    status: int
    sentence: str
    retry_after: int = 0
    readable: bool = True


def anonymous_form(*methods: str) -> Callable[[View], View]:
    """For views that everybody may post to: without CSRF cookie (see `refusal`), never cached, no page for robots."""

    def decorate(view: View) -> View:
        @csrf_exempt
        @require_http_methods(methods)
        @wraps(view)
        def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            response = view(request, *args, **kwargs)
            add_never_cache_headers(response)
            response.headers["X-Robots-Tag"] = "noindex"
            return response

        return guarded

    return decorate


def refusal(request: HttpRequest, limits: Limits) -> Refusal | None:
    """Why this post is not taken, or None. To be asked before anything reads `request.POST`."""
    length = _length(request)
    if length > MOST_BYTES:
        if length > MOST_READ:
            _drain(request)
        return Refusal(
            413,
            _("This is too much text: %(most)s characters at most in each field.")
            % {"most": number_format(MAX_COMMENT, force_grouping=True)},
            readable=length <= MOST_READ,
        )
    if not is_same_origin(request):
        return Refusal(403, _("This was not sent from a page of this site. Open the page and send it from there."))
    seconds = wait_for(request, limits)
    if seconds:
        minutes = -(-seconds // 60)
        return Refusal(
            429,
            ngettext(
                "Too much is being sent right now. Try again in %(minutes)s minute.",
                "Too much is being sent right now. Try again in %(minutes)s minutes.",
                minutes,
            )
            % {"minutes": minutes},
            seconds,
        )
    return None


def is_same_origin(request: HttpRequest) -> bool:
    """Whether the browser says that a page of this site sent the request. Silence is no.

    `Sec-Fetch-Site` (W3C Fetch Metadata) and `Origin` (Fetch standard) cannot be set by scripts of other sites; where
    both are there, both must agree.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None and site != "same-origin":
        return False
    origin = request.headers.get("Origin")
    if origin is None:
        return site is not None
    return origin == f"{request.scheme}://{request.get_host()}" or origin in settings.CSRF_TRUSTED_ORIGINS


def _length(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def _drain(request: HttpRequest) -> None:
    """Read what is coming and forget it: a server that answers and closes at once cuts the browser off mid-sentence."""
    left = MOST_READ
    while left > 0:
        chunk = request.read(min(left, 65_536))
        if not chunk:
            return
        left -= len(chunk)
