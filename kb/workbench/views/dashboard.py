from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kb.catalog.models import EntryKind, Product
from kb.languages import Language
from kb.workbench.access import for_role
from kb.workbench.selectors import QUEUES, Wanted
from kb.workbench.selectors import dashboard as dashboard_of


@require_safe
@for_role()
def dashboard(request: HttpRequest, language: Language) -> HttpResponse:
    """What is to be done in a language, what helps most readers first."""
    query = request.GET.get("q", "").replace("\0", "").strip()[:200]
    page = request.GET.get("page", "1")
    kind, product = request.GET.get("kind", ""), request.GET.get("product", "").replace("\0", "")[:100]
    mine = request.GET.get("mine") == "1"
    wanted = Wanted(
        query,
        kind if kind in EntryKind.values else "",
        product,
        request.user if mine else None,  # type: ignore[arg-type]
    )
    found = dashboard_of(
        language.code,
        queue=request.GET.get("queue", "all"),
        wanted=wanted,
        page=int(page) if page.isdecimal() and len(page) < 9 else 1,
    )
    given = {"q": query, "kind": wanted.kind, "product": product, "mine": "1" if mine else ""}
    chosen = urlencode({name: value for name, value in given.items() if value})
    extra = f"&queue={found.queue}" + (f"&{chosen}" if chosen else "")
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
            "wanted": wanted,
            "kinds": EntryKind.choices,
            "products": Product.objects.all(),
            "chosen": f"&{chosen}" if chosen else "",
            "extra": extra,
        },
    )
