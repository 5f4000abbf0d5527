from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from kb.catalog.models import Entry, Product
from kb.l10n.errors import L10nError
from kb.l10n.exchange import EXTENSIONS, FORMATS, write
from kb.l10n.exchange.document import ExchangeError
from kb.l10n.exchange.plan import Action
from kb.l10n.models import RoleName
from kb.l10n.services.exchanging import ImportPlan, apply_import, export_document, plan_file
from kb.languages import LANGUAGES, SOURCE, Language
from kb.workbench import uploads
from kb.workbench.access import for_role, has_role

MOST_NOTES = 50
_TYPES = {"po": "text/x-gettext-translation"}
_DONE = {
    Action.UNCHANGED: gettext_lazy("unchanged"),
    Action.UPDATE: gettext_lazy("taken as they are"),
    Action.FUZZY: gettext_lazy("taken as drafts, because the source differs"),
    Action.FOREIGN: gettext_lazy("unknown here"),
    Action.EMPTY: gettext_lazy("without a translation"),
    Action.DOUBLE: gettext_lazy("twice in the file"),
}
"""What happens to the segments of a file, as people read it."""


@require_http_methods(["GET", "HEAD", "POST"])
@for_role()
def exchange(request: HttpRequest, language: Language) -> HttpResponse:
    """Files for translation tools: out, and back in after a look at what they would change."""
    context = page_context(request, language)
    if request.method == "POST":
        try:
            if request.POST.get("token"):
                return _apply(request, language)
            context |= _look(request, language)
        except (ExchangeError, L10nError) as error:
            context["refusal"] = str(error)
    return render(request, "workbench/exchange.html", context)


@require_safe
@for_role()
def download(request: HttpRequest, language: Language) -> HttpResponse:
    """The sentences of the language as a file: all, of a product, or of one entry."""
    format = request.GET.get("format", "")
    if format not in FORMATS:
        return HttpResponseRedirect(reverse("workbench:exchange", args=[language.code]))
    key, product = request.GET.get("entry", "")[:200], request.GET.get("product", "")[:100]
    inline = bool(request.GET.get("inline")) and format != "po"
    try:
        entries = list(Entry.objects.filter(key=key)) if key else None
        document = export_document(language=language.code, entries=entries, product=product)
    except L10nError as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(reverse("workbench:exchange", args=[language.code]))
    name = f"orsak-{key or product or 'all'}-{language.code}.{EXTENSIONS[format]}"
    return HttpResponse(
        write(document, format, inline=inline),
        content_type=_TYPES.get(format, "application/xliff+xml"),
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def sources_of(language: Language) -> list[Language]:
    """The languages a memory may translate from into this one; that of the shipped content first."""
    return sorted((one for one in LANGUAGES if one != language), key=lambda one: one.code != SOURCE)


def page_context(request: HttpRequest, language: Language) -> dict[str, object]:
    """What the page of files shows whatever was done on it."""
    return {
        "language": language,
        "tab": "exchange",
        "products": Product.objects.all(),
        "sources": sources_of(language),
        "may_keep_terms": has_role(request, RoleName.REVIEWER),
    }


def _look(request: HttpRequest, language: Language) -> dict[str, object]:
    """The dry run: what a file would change. The file waits for the word."""
    data = uploads.sent(request)
    plan = _plan(request, language, data)
    changes = sum(step.action in {Action.UPDATE, Action.FUZZY} for step in plan.steps)
    token = uploads.keep(data, user_id=request.user.pk, language=language.code) if changes else ""  # type: ignore[arg-type]
    noted = [step for step in plan.steps if step.notes or step.action is Action.FUZZY]
    arriving = {
        "counts": [(_DONE[Action(action)], count) for action, count in sorted(plan.counts.items())],
        "noted": noted[:MOST_NOTES],
        "warnings": plan.reading.warnings[:MOST_NOTES],
        "token": token,
        "button": ngettext("Import %(n)s sentence", "Import %(n)s sentences", changes) % {"n": changes},
    }
    return {"arriving": arriving}


def _apply(request: HttpRequest, language: Language) -> HttpResponse:
    data = uploads.waiting(request, language.code)
    done = apply_import(plan=_plan(request, language, data), user=request.user)  # type: ignore[arg-type]
    messages.success(
        request,
        _("Imported: %(written)s. Kept from review by a check: %(held)s.")
        % {"written": done.written, "held": done.held_up},
    )
    return HttpResponseRedirect(reverse("workbench:repairs", args=[language.code]))


def _plan(request: HttpRequest, language: Language, data: bytes) -> ImportPlan:
    plan = plan_file(data=data, user=request.user)  # type: ignore[arg-type]
    if plan.language != language.code:
        raise ExchangeError(
            _("The file translates into another language. Open the workbench of that language to import it.")
        )
    return plan
