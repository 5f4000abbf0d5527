"""Memory and glossary as files: out, and back in after a look at what would be new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from kb.l10n.errors import L10nError
from kb.l10n.exchange.document import ExchangeError, ExchangeWarning
from kb.l10n.services.glossary_files import apply_glossary, export_glossary, plan_glossary
from kb.l10n.services.memory_files import FORMATS, MemoryPlan, apply_memory, export_memory, plan_memory
from kb.languages import Language
from kb.workbench import uploads
from kb.workbench.access import for_role
from kb.workbench.views.exchange import page_context, sources_of

if TYPE_CHECKING:
    from django.contrib.auth.models import User

_MOST_WARNINGS = 50
_TYPES = {"tmx": "application/x-tmx+xml", "csv": "text/csv; charset=utf-8"}


@require_http_methods(["GET", "HEAD", "POST"])
@for_role()
def memory(request: HttpRequest, language: Language) -> HttpResponse:
    """GET gives the memory from another language as TMX or CSV; POST looks at such a file, then takes it."""
    source, format = _memory_asked(request, language)
    try:
        if request.method != "POST":
            data = export_memory(source_language=source, language=language.code, format=format)
            return _download(data, f"orsak-memory-{source}-{language.code}.{format}")
        if request.POST.get("token"):
            plan = _memory_plan(request, language, source, uploads.waiting(request, language.code))
            added = apply_memory(plan=plan, user=_user(request))
            messages.success(request, ngettext("%(n)s pair added.", "%(n)s pairs added.", added) % {"n": added})
            return HttpResponseRedirect(reverse("workbench:memory", args=[language.code]))
        data = uploads.sent(request)
        plan = _memory_plan(request, language, source, data)
    except (ExchangeError, L10nError) as error:
        return _page(request, language, {"refusal": str(error)})
    counts = [(_("new pairs"), plan.new), (_("already there"), len(plan.records) - plan.new)]
    return _show(request, language, data, counts, plan.warnings, plan.new, source=source)


@require_http_methods(["GET", "HEAD", "POST"])
@for_role()
def glossary(request: HttpRequest, language: Language) -> HttpResponse:
    """GET gives the glossary as CSV; POST looks at such a table, then takes it: for who keeps the glossary."""
    if request.method != "POST":
        return _download(export_glossary(), "orsak-glossary.csv")
    try:
        if request.POST.get("token"):
            plan = plan_glossary(data=uploads.waiting(request, language.code), user=_user(request))
            written = apply_glossary(plan=plan, user=_user(request))
            messages.success(request, ngettext("%(n)s term written.", "%(n)s terms written.", written) % {"n": written})
            return HttpResponseRedirect(reverse("workbench:glossary", args=[language.code]))
        data = uploads.sent(request)
        plan = plan_glossary(data=data, user=_user(request))
    except (ExchangeError, L10nError) as error:
        return _page(request, language, {"refusal": str(error)})
    counts = [(_("new terms"), len(plan.new)), (_("changed terms"), len(plan.changed)), (_("as they are"), plan.same)]
    return _show(request, language, data, counts, plan.warnings, len(plan.new) + len(plan.changed))


def _memory_asked(request: HttpRequest, language: Language) -> tuple[str, str]:
    """The source language and the format of a request; what is none of ours becomes the first there is."""
    asked = request.POST if request.method == "POST" else request.GET
    sources = [one.code for one in sources_of(language)]
    source, format = asked.get("source", ""), asked.get("format", "")
    return source if source in sources else sources[0], format if format in FORMATS else FORMATS[0]


def _memory_plan(request: HttpRequest, language: Language, source: str, data: bytes) -> MemoryPlan:
    return plan_memory(data=data, source_language=source, language=language.code, user=_user(request))


def _show(
    request: HttpRequest,
    language: Language,
    data: bytes,
    counts: list[tuple[str, int]],
    warnings: tuple[ExchangeWarning, ...],
    changes: int,
    source: str = "",
) -> HttpResponse:
    """What the file would do; it waits for the word where that is anything."""
    token = uploads.keep(data, user_id=request.user.pk, language=language.code) if changes else ""  # type: ignore[arg-type]
    arriving = {
        "counts": counts,
        "warnings": warnings[:_MOST_WARNINGS],
        "left_out": len(warnings),
        "token": token,
        "button": _("Import"),
        "source": source,
    }
    return _page(request, language, {"arriving": arriving})


def _page(request: HttpRequest, language: Language, extra: dict[str, object]) -> HttpResponse:
    return render(request, "workbench/exchange.html", page_context(request, language) | extra)


def _download(data: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        data,
        content_type=_TYPES[name.rpartition(".")[2]],
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _user(request: HttpRequest) -> User:
    return request.user  # type: ignore[return-value]
