from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from kb.catalog.paths import entry_path
from kb.catalog.resolve import find_error, nearest_errors
from kb.importer.export import documents_of


@require_safe
def resolve(request: HttpRequest, name: str) -> HttpResponse:
    """The permanent address of an error code: its page in the reader's language, or the entry as JSON.

    `Accept: application/json` gives the fields of `export_catalog`; everything else is sent on to the page.
    """
    error = find_error(name)
    wants_json = request.get_preferred_type(["text/html", "application/json"]) == "application/json"
    if not wants_json:
        if error is None:
            raise Http404
        response: HttpResponse = HttpResponseRedirect(entry_path(error.kind, error.slug, get_language()))
    elif error is None:
        nearest = [one.slug for one in nearest_errors(name[:200])]
        response = JsonResponse({"error": "not found", "nearest": nearest}, status=404)
    elif error.withdrawn:
        response = JsonResponse({"error": "gone", "key": error.key}, status=410)
    else:
        response = JsonResponse(next(documents_of([error])))
        response.is_page = True  # type: ignore[attr-defined]
    patch_vary_headers(response, ("Accept", "Accept-Language", "Cookie"))
    return response
