from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from kb.catalog.selectors import guides, products_with_counts, recently_changed
from kb.pages.cache import page
from kb.pages.head import site_head
from kb.pages.selectors import most_looked_up
from kb.pages.structured import as_script, website

_KEPT_SECONDS = 15 * 60


@require_safe
def root(request: HttpRequest) -> HttpResponse:
    """Sends the reader to the home page in their language: the one they chose, else the one their browser asks for."""
    response = HttpResponseRedirect(reverse("pages:home"))
    patch_vary_headers(response, ("Accept-Language", "Cookie"))
    return response


@page
def home(request: HttpRequest) -> HttpResponse:
    language = get_language()
    head = site_head(
        request,
        title=gettext("Orsak: the causes of errors, and what removes them"),
        description=gettext("Find an error by its code, its message or what happens, and read its causes in order."),
    )
    response = render(
        request,
        "pages/home.html",
        {
            "head": head,
            "structured": as_script(website(head, request.build_absolute_uri(reverse("pages:search")))),
            "products": products_with_counts(),
            "guides": guides(language),
            "popular": most_looked_up(language),
            "recent": recently_changed(language),
            "hide_top_search": True,
        },
    )
    response.kept_seconds = _KEPT_SECONDS  # type: ignore[attr-defined]  # what people look up changes by itself
    return response
