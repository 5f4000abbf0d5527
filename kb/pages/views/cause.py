from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from kb.catalog.models import Cause
from kb.catalog.selectors import cause_page
from kb.pages.cache import page
from kb.pages.head import entry_head
from kb.pages.sections import PageParts
from kb.pages.structured import article, as_script, with_steps
from kb.pages.trust import trust_marks
from kb.pages.views.found import found


@page
@found(Cause)
def cause(request: HttpRequest, entry: Cause) -> HttpResponse:
    """One cause, its solutions, and every error it explains."""
    shown = cause_page(entry, get_language())
    if shown is None:
        raise Http404
    parts = PageParts.of(request, [shown.shown, *shown.solutions])
    head = entry_head(request, shown.shown)
    return render(
        request,
        "pages/cause.html",
        {
            "head": head,
            "structured": as_script(with_steps(article(shown.shown, head), shown.solutions, head.canonical)),
            "page": shown,
            "main": parts.section(shown.shown),
            "solutions": [parts.section(solution, shift=1) for solution in shown.solutions],
            "sentences": parts.sentences,
            "trust": trust_marks(shown.shown),
        },
    )
