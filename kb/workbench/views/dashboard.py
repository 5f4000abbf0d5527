from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kb.languages import Language
from kb.workbench.access import for_role
from kb.workbench.selectors import QUEUES
from kb.workbench.selectors import dashboard as dashboard_of


@require_safe
@for_role()
def dashboard(request: HttpRequest, language: Language) -> HttpResponse:
    """What is to be done in a language, what helps most readers first."""
    query = request.GET.get("q", "").replace("\0", "").strip()[:200]
    page = request.GET.get("page", "1")
    found = dashboard_of(
        language.code, queue=request.GET.get("queue", "all"), query=query, page=int(page) if page.isdecimal() else 1
    )
    extra = "&" + urlencode({"queue": found.queue, **({"q": query} if query else {})})
    return render(
        request,
        "workbench/dashboard.html",
        {
            "language": language,
            "tab": "dashboard",
            "dashboard": found,
            "queues": [
                {"name": name, "label": label, "count": found.counts[name]} for name, (label, _where) in QUEUES.items()
            ],
            "query": query,
            "extra": extra,
        },
    )
