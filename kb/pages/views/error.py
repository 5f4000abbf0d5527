from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language

from kb.catalog.models import Edition, ErrorCode, Lifecycle
from kb.catalog.selectors import error_page
from kb.pages.cache import page
from kb.pages.head import entry_head
from kb.pages.lifecycle import final_error, led_here
from kb.pages.sections import PageParts, with_next
from kb.pages.structured import as_script, error_article
from kb.pages.trust import trust_marks
from kb.pages.views.found import found, path_of, slug_of

LONGEST_SEARCH = 200


@page
@found(ErrorCode)
def error(request: HttpRequest, entry: ErrorCode) -> HttpResponse:
    """The troubleshooting page of one error. `edition` asks for an older list of causes, `from` names a former code,
    `q` the search that led here.

    A renamed or merged code leads to the one it became, which says so; that may change again, so it is no permanent
    redirect.
    """
    language = get_language()
    if entry.lifecycle in {Lifecycle.RENAMED, Lifecycle.MERGED}:
        return HttpResponseRedirect(f"{path_of(final_error(entry))}?from={slug_of(entry)}")
    try:
        shown = error_page(entry, language, edition=request.GET.get("edition", ""))
    except Edition.DoesNotExist:
        return HttpResponseRedirect(path_of(entry))
    if shown is None:
        raise Http404
    solutions = [solution for cause in shown.causes for solution in cause.solutions]
    parts = PageParts.of(request, [shown.shown, *(cause.shown for cause in shown.causes), *shown.steps, *solutions])
    searched = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST_SEARCH]
    former = led_here(request.GET.get("from", ""), entry)
    head = entry_head(request, shown.shown, indexed=not (shown.edition or former or searched))
    told = [(cause.shown, cause.solutions) for cause in shown.causes]
    return render(
        request,
        "pages/error.html",
        {
            "head": head,
            "structured": as_script(error_article(shown.shown, head, told, shown.steps)),
            "page": shown,
            "main": parts.section(shown.shown, shift=1),
            "causes": with_next(
                [
                    {
                        "section": parts.section(cause.shown, number=number, shift=2),
                        "solutions": [parts.section(solution, shift=3) for solution in cause.solutions],
                        "other_errors": cause.other_errors,
                    }
                    for number, cause in enumerate(shown.causes, start=1)
                ]
            ),
            "steps": [parts.section(step, number=number, shift=2) for number, step in enumerate(shown.steps, start=1)],
            "sentences": parts.sentences,
            "trust": trust_marks(shown.shown),
            "former": former,
            "searched": searched,
            "retired": entry.lifecycle == Lifecycle.RETIRED,
        },
    )
