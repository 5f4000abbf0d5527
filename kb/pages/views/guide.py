from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from kb.catalog.models import Guide
from kb.catalog.selectors import guide_page
from kb.pages.cache import page
from kb.pages.head import entry_head
from kb.pages.sections import PageParts, with_next
from kb.pages.structured import article, as_script
from kb.pages.trust import trust_marks
from kb.pages.views.found import found


@page
@found(Guide)
def guide(request: HttpRequest, entry: Guide) -> HttpResponse:
    """The errors, causes and solutions of one subject on one page; each stands once, with all its former anchors."""
    shown = guide_page(entry, get_language())
    if shown is None:
        raise Http404
    solutions = [solution for cause in shown.causes for solution in cause.solutions]
    whole = [*(one.shown for one in shown.errors), *(one.shown for one in shown.causes), *solutions, *shown.procedures]
    parts = PageParts.of(request, [shown.shown, *whole])
    head = entry_head(request, shown.shown)
    return render(
        request,
        "pages/guide.html",
        {
            "head": head,
            "structured": as_script(article(shown.shown, head)),
            "page": shown,
            "main": parts.section(shown.shown),
            "errors": [
                {"section": parts.section(one.shown, shift=2), "causes": one.causes, "steps": one.steps}
                for one in shown.errors
            ],
            "causes": with_next(
                [
                    {
                        "section": parts.section(one.shown, number=number, shift=2),
                        "solutions": [parts.section(solution, shift=3) for solution in one.solutions],
                    }
                    for number, one in enumerate(shown.causes, start=1)
                ]
            ),
            "procedures": [parts.section(one, shift=2) for one in shown.procedures],
            "sentences": parts.sentences,
            "trust": trust_marks(shown.shown),
        },
    )
