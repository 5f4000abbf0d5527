from __future__ import annotations

from django.contrib.sitemaps.views import sitemap as render_sitemap
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kb.pages.cache import page
from kb.pages.sitemaps import OrsakSitemap


@page
def sitemap(request: HttpRequest) -> HttpResponse:
    """The sitemap, or one page of it (`?p=2`)."""
    return render_sitemap(request, {"all": OrsakSitemap}).render()


@page
def robots(request: HttpRequest) -> HttpResponse:
    """What crawlers may visit, and where the sitemap's files are."""
    address = request.build_absolute_uri("/sitemap.xml")
    numbers = OrsakSitemap().paginator.page_range
    addresses = [address if number == 1 else f"{address}?p={number}" for number in numbers]
    return render(request, "robots.txt", {"sitemaps": addresses}, content_type="text/plain; charset=utf-8")
