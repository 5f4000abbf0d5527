"""What is suggested as one types, to the search fields of the site and to those of browsers."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from kb.catalog.models import EntryKind
from kb.feedback.limits import Limit, Limits, wait_for
from kb.languages import SOURCE
from kb.search.services import suggest

SUGGESTIONS = Limits(Limit("suggestion", 1_200, 60), Limit("suggestions", 24_000, 60))
_TYPE = "application/x-suggestions+json"
_LONGEST = 200


@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    """What may be meant by the beginning of a query: `[typed, [texts], [kinds in words], [addresses]]`.

    The format is that of the suggestions extension of OpenSearch 1.1, so that browsers understand it as well.
    """
    typed = request.GET.get("q", "").replace("\0", " ")[:_LONGEST]
    seconds = wait_for(request, SUGGESTIONS)
    if seconds:
        return JsonResponse([typed, [], [], []], safe=False, status=429, headers={"Retry-After": str(seconds)})
    found = suggest(typed, language=get_language() or SOURCE)
    rows = [
        [one.text for one, _path in found],
        [str(EntryKind(one.kind).label) for one, _path in found],
        [request.build_absolute_uri(path) for _one, path in found],
    ]
    response = JsonResponse([typed, *rows], safe=False, content_type=_TYPE)
    response.headers["Cache-Control"] = "max-age=60"
    return response


@require_safe
def opensearch(request: HttpRequest) -> HttpResponse:
    """The description by which a browser adds Orsak to its search engines."""
    content_type = "application/opensearchdescription+xml; charset=utf-8"
    return render(
        request, "opensearch.xml", {"origin": request.build_absolute_uri("/")[:-1]}, content_type=content_type
    )
