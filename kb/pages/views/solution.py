from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from kb.catalog.models import Solution
from kb.catalog.selectors import solution_page
from kb.pages.cache import page
from kb.pages.head import entry_head
from kb.pages.sections import PageParts
from kb.pages.structured import article, as_script, with_steps
from kb.pages.trust import trust_marks
from kb.pages.views.found import found


@page
@found(Solution)
def solution(request: HttpRequest, entry: Solution) -> HttpResponse:
    """One solution, the causes it removes and the errors that name it."""
    shown = solution_page(entry, get_language())
    if shown is None:
        raise Http404
    parts = PageParts.of(request, [shown.shown])
    head = entry_head(request, shown.shown)
    return render(
        request,
        "pages/solution.html",
        {
            "head": head,
            "structured": as_script(with_steps(article(shown.shown, head), [shown.shown], head.canonical)),
            "page": shown,
            "main": parts.section(shown.shown),
            "sentences": parts.sentences,
            "trust": trust_marks(shown.shown),
        },
    )
