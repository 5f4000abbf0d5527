from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kb.l10n.permissions import languages_of
from kb.languages import LANGUAGES
from kb.workbench.selectors import language_sums


@require_safe
@login_required
def start(request: HttpRequest) -> HttpResponse:
    """The languages a person works in, and how far each is."""
    roles = languages_of(request.user)  # type: ignore[arg-type]
    summaries = [
        {"language": one, "role_label": roles[one.code].label, "sums": language_sums(one.code)}
        for one in LANGUAGES
        if one.code in roles
    ]
    return render(request, "workbench/start.html", {"summaries": summaries})


@require_safe
@login_required
def keys(request: HttpRequest) -> HttpResponse:
    """The keys of the editor, as a page of its own for readers without JavaScript."""
    return render(request, "workbench/keys.html", {})
