"""The search page: results for an address, what a form sends, and results as one types."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import get_language, gettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from kb.catalog.models import Product
from kb.catalog.selectors import guides
from kb.feedback.limits import Limit, Limits, wait_for
from kb.feedback.models import MissKind
from kb.feedback.services import count_missed_search
from kb.languages import SOURCE
from kb.pages.asked import LAST_PAGE, ON_A_PAGE, Asked
from kb.pages.facets import facets
from kb.pages.head import site_head
from kb.pages.pasted import telling_first
from kb.pages.related import related_causes
from kb.pages.selectors import most_looked_up
from kb.pages.understood import parts_of
from kb.pages.views.status import too_many
from kb.search.page import SearchPage
from kb.search.services import exact_path, search

# A helpdesk sits behind one address, and results come as one types.
SEARCHES = Limits(Limit("query", 600, 60), Limit("queries", 12_000, 60))
SUGGESTED = 5


@csrf_exempt  # nothing is written; forms post, because a pasted log does not fit into an address
@require_http_methods(["GET", "HEAD", "POST"])
def search_page(request: HttpRequest) -> HttpResponse:
    """Results for `q`. A code and nothing else leads straight to its page, unless `all` asks for the results.

    What a form sends is made to fit into an address and sent on to it. As one types, htmx gets the results alone and
    puts their address in place.
    """
    seconds = wait_for(request, SEARCHES) if request.method == "POST" or request.GET else 0
    if seconds:
        return too_many(request, seconds)
    if request.method == "POST":
        asked = Asked.typed(request.POST)
        return _results(request, asked) if request.htmx else _send_on(asked)  # type: ignore[attr-defined]
    asked = Asked.of(request.GET)
    path = _page_of_code(asked)
    if path:
        return HttpResponseRedirect(path)
    context = _context(request, asked)
    _count_missed(asked, context["found"])
    response = render(request, "pages/search.html", context)
    response.is_page = True  # type: ignore[attr-defined]
    return response


def _send_on(asked: Asked) -> HttpResponse:
    response = HttpResponseRedirect(_page_of_code(asked) or asked.address())
    response.status_code = 303
    return response


def _results(request: HttpRequest, asked: Asked) -> HttpResponse:
    """The results alone. The first change of what was asked is a step back in the browser, further letters are none."""
    asked = replace(asked, everything=bool(_page_of_code(asked)))  # whoever comes back there wants the results
    response = render(request, "pages/search_part.html", _context(request, asked) | {"is_part": True})
    step = "HX-Push-Url" if request.POST.get("step") == "new" else "HX-Replace-Url"
    response.headers[step] = asked.address()
    response.headers["Cache-Control"] = "no-store"
    return response


def _page_of_code(asked: Asked) -> str:
    """The page of the error whose code is asked for, with the way back to the results; "" for everything else."""
    if asked.everything or asked.filters or asked.page > 1:
        return ""
    path = exact_path(asked.text, get_language() or SOURCE)
    return f"{path}?{urlencode({'q': asked.text})}" if path else ""


def _context(request: HttpRequest, asked: Asked) -> dict:
    language = get_language() or SOURCE
    found = search(
        telling_first(asked.text),
        language=language,
        kind=asked.kind,
        product=asked.product,
        platform=asked.platform,
        text_language=asked.language,
        limit=ON_A_PAGE,
        offset=asked.offset,
    )
    title = (
        gettext("Search: %(text)s") % {"text": " ".join(asked.text[:80].split())} if asked.text else gettext("Search")
    )
    return {
        "head": site_head(request, title=title, indexed=False),
        "asked": asked,
        "found": found,
        "understood": parts_of(found, asked),
        "facets": facets(found, dict(Product.objects.values_list("key", "name")), asked),
        "corrected": asked.address(text=found.did_you_mean, page=1, everything=False) if found.did_you_mean else "",
        "unfiltered": asked.address(kind="", product="", platform="", language="", page=1) if asked.filters else "",
        "previous": asked.address(page=asked.page - 1) if asked.page > 1 else "",
        "next": asked.address(page=asked.page + 1) if found.next_offset and asked.page < LAST_PAGE else "",
        "causes": related_causes(found),
        "popular": most_looked_up(language, limit=SUGGESTED) if found.is_empty else [],
        "guides": guides(language, limit=SUGGESTED) if found.is_empty else [],
        "hide_top_search": True,
    }


def _count_missed(asked: Asked, found: SearchPage) -> None:
    if asked.text and found.is_empty and not asked.filters and asked.page == 1:
        count_missed_search(text=asked.text, language=found.language, kind=MissKind.NOTHING)
