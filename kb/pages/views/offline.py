from __future__ import annotations

from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from kb.pages.cache import page
from kb.pages.head import site_head

_SOURCE = Path(settings.BASE_DIR) / "static" / "js" / "service-worker.js"


@cache
def _script() -> str:
    return _SOURCE.read_text(encoding="utf-8")


@page
def service_worker(request: HttpRequest) -> HttpResponse:
    """The service worker, at the root so that it may keep every page; browsers ask for it anew each time."""
    return HttpResponse(_script(), content_type="text/javascript; charset=utf-8")


@page
def offline(request: HttpRequest) -> HttpResponse:
    """What a reader without a network gets instead of a page that was never visited."""
    head = site_head(request, title=gettext("No network"), indexed=False)
    return render(request, "pages/offline.html", {"head": head})
