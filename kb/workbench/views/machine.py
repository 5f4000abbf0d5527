from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kb.catalog.models import Entry
from kb.l10n.engines import engine_names, get_engine
from kb.l10n.engines.base import EngineError
from kb.l10n.errors import L10nError
from kb.l10n.services.machine import fill_by_machine
from kb.languages import Language
from kb.workbench.access import for_role


@require_POST
@for_role()
def fill(request: HttpRequest, language: Language, key: str) -> HttpResponse:
    """Lets an engine fill the empty sentences of an entry; what it gives is a draft."""
    entry = get_object_or_404(Entry, key=key)
    name = request.POST.get("engine", "")
    if name not in engine_names():
        return HttpResponseBadRequest()
    try:
        engine = get_engine(name, source_language=entry.source_language, target_language=language.code)
        filled = fill_by_machine(entry=entry, language=language.code, engine=engine, user=request.user)  # type: ignore[arg-type]
    except (EngineError, L10nError) as error:
        messages.error(request, str(error))
    else:
        messages.success(
            request,
            _("Filled: %(filled)s. Nothing found: %(without)s. Not good enough: %(rejected)s.")
            % {"filled": filled.filled, "without": filled.without, "rejected": filled.rejected},
        )
    return HttpResponseRedirect(reverse("workbench:editor", args=[language.code, entry.key]))
