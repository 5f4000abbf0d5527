from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from kb.feedback.guards import anonymous_form, is_same_origin
from kb.feedback.limits import Limit, Limits, wait_for
from kb.pages.services import count_views
from kb.pages.tally import Tally

VIEWS = Limits(Limit("view", 300, 600), Limit("views", 100_000, 3_600))
tally = Tally(count_views, seconds=30, most=500)


@anonymous_form("POST")
def seen(request: HttpRequest, key: str) -> HttpResponse:
    """Counts that an entry's page was read. The browser tells when the page is left; kept copies count like others."""
    if len(key) <= 200 and key.isprintable() and is_same_origin(request) and not wait_for(request, VIEWS):
        tally.add((key, get_language() or ""))
    return HttpResponse(status=204)
