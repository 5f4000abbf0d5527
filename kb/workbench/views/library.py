from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe

from kb.catalog.models import Entry
from kb.feedback.limits import Limit, use
from kb.l10n.checks import CHECKS
from kb.l10n.permissions import role_of_feed
from kb.l10n.services import knowledge
from kb.languages import LANGUAGES, Language
from kb.workbench.access import for_role
from kb.workbench.check_pages import check_page
from kb.workbench.feeds import DigestFeed
from kb.workbench.selectors import activity as activity_of

FEEDS = Limit("feed", 30, 600)


@require_safe
@for_role()
def memory(request: HttpRequest, language: Language) -> HttpResponse:
    """A search in the memory: the pairs whose source, in any other language, is most like what was typed."""
    query = request.GET.get("q", "").replace("\0", "").strip()[:1_000]
    matches = []
    if query:
        for other in LANGUAGES:
            if other.code != language.code:
                index = knowledge.memory(other.code, language.code)
                matches += [(other, match) for match in index.search(query, at_least=50, limit=20)]
        matches = sorted(matches, key=lambda pair: -pair[1].similarity)[:20]
    keys = {match.record.entry_key for _, match in matches}
    entries = set(Entry.objects.filter(key__in=keys).values_list("key", flat=True))
    return render(
        request,
        "workbench/memory.html",
        {"language": language, "tab": "memory", "query": query, "matches": matches, "entries": entries},
    )


@require_safe
@for_role()
def activity(request: HttpRequest, language: Language) -> HttpResponse:
    """Who changed what, newest first."""
    happenings, found = activity_of(language.code, page=request.GET.get("page", "1"))
    return render(
        request,
        "workbench/activity.html",
        {"language": language, "tab": "activity", "happenings": happenings, "found": found},
    )


@require_safe
@login_required
def check_help(request: HttpRequest, check_id: str) -> HttpResponse:
    """What a check looks for, with an example."""
    check = CHECKS.get(check_id)
    if check is None:
        raise Http404
    return render(request, "workbench/check.html", {"check": check, "html": check_page(check_id)})


@require_safe
def feed(request: HttpRequest, code: str, pk: int, token: str) -> HttpResponse:
    """What the digest tells, as an Atom feed. Feed readers do not sign in: the address has a secret."""
    role = role_of_feed(pk=pk, language=code, token=token)
    if role is None:
        raise Http404
    seconds = use(FEEDS, str(role.pk))
    if seconds:
        return HttpResponse(status=429, headers={"Retry-After": str(seconds)})
    with translation.override(code):
        response = DigestFeed()(request, role=role)
    response.headers["Cache-Control"] = "private, max-age=300"
    return response
